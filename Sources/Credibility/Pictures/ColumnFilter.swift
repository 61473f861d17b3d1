/// Box filter down the columns, fed row by row: one running sum per column, and the rows that are still in the window.
struct ColumnFilter {
    private let width: Int
    private let window: BoxWindow
    private let sums: UnsafeMutablePointer<Float>
    /// The last `window.width` rows.
    private let recent: UnsafeMutablePointer<Float>
    private var taken = 0

    init(width: Int, window: BoxWindow) {
        self.width = width
        self.window = window
        sums = .allocate(capacity: width)
        sums.initialize(repeating: 0, count: width)
        recent = .allocate(capacity: width * window.width)
    }

    func deallocate() {
        sums.deallocate()
        recent.deallocate()
    }

    /// Adds a row; writes a row of means once there is one, and says so.
    mutating func take(_ row: UnsafePointer<Float>, into means: UnsafeMutablePointer<Float>) -> Bool {
        let (sums, oldest) = (sums, recent + taken % window.width * width)
        defer { taken += 1 }
        guard taken >= window.width else {
            for column in 0..<width {
                oldest[column] = row[column]
                sums[column] += row[column]
            }
            guard taken >= window.lead else { return false }
            let count = Float(taken + 1)
            for column in 0..<width { means[column] = sums[column] / count }
            return true
        }
        let count = Float(window.width)
        for column in 0..<width {
            let next = row[column]
            let sum = (sums[column] + next) - oldest[column]
            oldest[column] = next
            sums[column] = sum
            means[column] = sum / count
        }
        return true
    }

    /// How many rows of means reach below the last row.
    var restCount: Int { window.lead }

    /// Writes one of them, from the top.
    func finish(_ step: Int, into means: UnsafeMutablePointer<Float>) {
        let oldest = recent + (taken + step) % window.width * width
        let count = Float(window.width - 1 - step)
        for column in 0..<width {
            sums[column] -= oldest[column]
            means[column] = sums[column] / count
        }
    }
}
