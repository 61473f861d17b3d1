/// Combines the last steps of a fixed-point iteration x → g(x): among all weighted sums of the last few steps that sum to 1,
/// the one whose residual g(x) − x is smallest in the sense of least squares.
struct AndersonAcceleration {
    /// How many differences of steps are kept.
    private static let depth = 8
    /// Keeps nearly equal differences from being told apart by rounding.
    private static let regularisation = 1e-12

    private let size: Int
    private var last: (residual: [Double], image: [Double])?
    private var residualChanges: [[Double]] = []
    private var imageChanges: [[Double]] = []

    init(size: Int) { self.size = size }

    /// Begins anew.
    mutating func forget() {
        last = nil
        residualChanges = []
        imageChanges = []
    }

    /// Replaces the image of a state by what the steps so far say is nearer to the fixed point.
    mutating func advance(from before: SweepState, to state: inout SweepState) {
        let image = state.raters + [state.mu]
        var residual = image
        for index in before.raters.indices { residual[index] -= before.raters[index] }
        residual[size - 1] -= before.mu
        if let last {
            if residualChanges.count == Self.depth {
                residualChanges.removeFirst()
                imageChanges.removeFirst()
            }
            residualChanges.append(Self.difference(residual, last.residual))
            imageChanges.append(Self.difference(image, last.image))
        }
        last = (residual, image)
        guard let weights = weights(residual) else { return forget() }
        for (weight, change) in zip(weights, imageChanges) {
            for index in state.raters.indices { state.raters[index] -= weight * change[index] }
            state.mu -= weight * change[size - 1]
        }
    }

    /// The weights at which the residual less the weighted changes is smallest; `nil` when they cannot be told.
    private func weights(_ residual: [Double]) -> [Double]? {
        let count = residualChanges.count
        var matrix = [[Double]](repeating: Array(repeating: 0, count: count), count: count)
        for row in 0..<count {
            for column in 0...row {
                matrix[row][column] = Self.product(residualChanges[row], residualChanges[column])
            }
        }
        for row in 0..<count { matrix[row][row] *= 1 + Self.regularisation }
        return Self.solved(matrix, residualChanges.map { Self.product($0, residual) })
    }

    /// Solves a symmetric positive definite system, given by its lower half, by Cholesky's method.
    private static func solved(_ lower: [[Double]], _ right: [Double]) -> [Double]? {
        var (factor, answer) = (lower, right)
        for row in answer.indices {
            for column in 0...row {
                var sum = factor[row][column]
                for index in 0..<column { sum -= factor[row][index] * factor[column][index] }
                if row == column {
                    guard sum > 0 else { return nil }
                    factor[row][row] = sum.squareRoot()
                } else {
                    factor[row][column] = sum / factor[column][column]
                }
            }
            for index in 0..<row { answer[row] -= factor[row][index] * answer[index] }
            answer[row] /= factor[row][row]
        }
        for row in answer.indices.reversed() {
            for index in row + 1..<answer.count { answer[row] -= factor[index][row] * answer[index] }
            answer[row] /= factor[row][row]
        }
        return answer
    }

    private static func difference(_ left: [Double], _ right: [Double]) -> [Double] {
        var difference = left
        for index in right.indices { difference[index] -= right[index] }
        return difference
    }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        var product = 0.0
        for index in left.indices { product += left[index] * right[index] }
        return product
    }
}
