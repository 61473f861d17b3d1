/// Combines the last steps of a fixed-point iteration x → g(x): among all weighted sums of the last few steps that sum to 1,
/// the one whose residual g(x) − x is smallest in the sense of least squares.
struct AndersonAcceleration {
    /// How many differences of steps are kept.
    private static let depth = 6
    /// What must be left of a column's square beside the others: nearly equal columns are told apart by rounding only.
    private static let regularisation = 1e-18

    private var last: (residual: [Double], image: [Double])?
    private var residualChanges: [[Double]] = []
    private var imageChanges: [[Double]] = []

    /// Begins anew.
    mutating func forget() {
        last = nil
        residualChanges = []
        imageChanges = []
    }

    /// Replaces the image of a state by what the steps so far say is nearer to the fixed point.
    mutating func advance(from before: [Double], to state: inout [Double]) {
        let image = state
        let residual = Self.difference(image, before)
        if let last {
            if residualChanges.count == Self.depth {
                residualChanges.removeFirst()
                imageChanges.removeFirst()
            }
            residualChanges.append(Self.difference(residual, last.residual))
            imageChanges.append(Self.difference(image, last.image))
        }
        last = (residual, image)
        for (weight, change) in zip(weights(residual), imageChanges) {
            Self.subtract(change, times: weight, from: &state)
        }
    }

    /// The weights at which the residual less the weighted changes is smallest: least squares by orthogonal columns, the
    /// latest first. A column that the later ones all but span gets no weight.
    private func weights(_ residual: [Double]) -> [Double] {
        var columns: [(index: Int, column: [Double], onto: [Double], share: Double)] = []
        for index in residualChanges.indices.reversed() {
            var column = residualChanges[index]
            let length = Self.product(column, column)
            var onto: [Double] = []
            for other in columns {
                onto.append(Self.product(other.column, column))
                Self.subtract(other.column, times: onto[onto.count - 1], from: &column)
            }
            let rest = Self.product(column, column)
            guard rest > Self.regularisation * length else { continue }
            let norm = rest.squareRoot()
            for place in column.indices { column[place] /= norm }
            onto.append(norm)
            columns.append((index, column, onto, Self.product(column, residual)))
        }
        var weights = [Double](repeating: 0, count: residualChanges.count)
        for place in columns.indices.reversed() {
            var share = columns[place].share
            for later in columns[(place + 1)...] { share -= later.onto[place] * weights[later.index] }
            weights[columns[place].index] = share / columns[place].onto[place]
        }
        return weights
    }

    private static func difference(_ left: [Double], _ right: [Double]) -> [Double] {
        var difference = left
        for index in right.indices { difference[index] -= right[index] }
        return difference
    }

    private static func subtract(_ column: [Double], times factor: Double, from other: inout [Double]) {
        for index in column.indices { other[index] -= factor * column[index] }
    }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        var product = 0.0
        for index in left.indices { product += left[index] * right[index] }
        return product
    }
}
