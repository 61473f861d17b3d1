/// Box filter down the columns, fed row by row: one running sum per column, and the rows that are still in the window.
struct ColumnFilter {
    private let width: Int
    private let window: BoxWindow
    private let sums: UnsafeMutablePointer<Float>
    private let means: UnsafeMutablePointer<Float>
    /// The last `window.width` rows.
    private let recent: UnsafeMutablePointer<Float>
    private var taken = 0

    init(width: Int, window: BoxWindow) {
        self.width = width
        self.window = window
        sums = .allocate(capacity: width)
        sums.initialize(repeating: 0, count: width)
        means = .allocate(capacity: width)
        recent = .allocate(capacity: width * window.width)
    }

    func deallocate() {
        sums.deallocate()
        means.deallocate()
        recent.deallocate()
    }

    /// Adds a row; hands over a row of means once there is one.
    mutating func take(_ row: UnsafePointer<Float>, _ body: (UnsafePointer<Float>) -> Void) {
        let oldest = recent + taken % window.width * width
        if taken < window.width {
            for column in 0..<width { sums[column] += row[column] }
            if taken >= window.lead {
                let count = Float(taken + 1)
                for column in 0..<width { means[column] = sums[column] / count }
                body(means)
            }
        } else {
            let count = Float(window.width)
            for column in 0..<width {
                let sum = (sums[column] + row[column]) - oldest[column]
                sums[column] = sum
                means[column] = sum / count
            }
            body(means)
        }
        oldest.update(from: row, count: width)
        taken += 1
    }

    /// Hands over the means whose window reaches below the last row.
    mutating func finish(_ body: (UnsafePointer<Float>) -> Void) {
        for step in 0..<window.lead {
            let oldest = recent + (taken + step) % window.width * width
            let count = Float(window.width - 1 - step)
            for column in 0..<width {
                sums[column] -= oldest[column]
                means[column] = sums[column] / count
            }
            body(means)
        }
    }
}
