/// Box filter along rows, eight rows at a time: a running sum cannot be cut into parts without other last bits, but the sums of
/// eight rows run side by side.
struct RowFilter {
    typealias Lanes = SIMD8<Float>
    static let lanes = 8

    let width: Int
    private let window: BoxWindow
    private let places: [Int]
    /// The eight rows' values, column after column.
    private let values: UnsafeMutablePointer<Lanes>
    private let means: UnsafeMutablePointer<Lanes>

    init(width: Int) {
        self.width = width
        window = BoxWindow(length: width)
        places = Downscaling.sampledPlaces(width)
        values = .allocate(capacity: width)
        means = .allocate(capacity: width)
    }

    func deallocate() {
        values.deallocate()
        means.deallocate()
    }

    /// Filters rows of a picture from `top` on, at most eight.
    func filter(_ source: some Brightness, top: Int, rowCount: Int, into rows: UnsafeMutablePointer<Float>) {
        // Lanes without a row repeat the last one; nobody reads them.
        func start(_ lane: Int) -> Int { (top + min(lane, rowCount - 1)) * width }
        let (a, b, c, d) = (start(0), start(1), start(2), start(3))
        let (e, f, g, h) = (start(4), start(5), start(6), start(7))
        run { column in
            Lanes(
                source.value(a + column), source.value(b + column), source.value(c + column), source.value(d + column),
                source.value(e + column), source.value(f + column), source.value(g + column), source.value(h + column))
        }
        for row in 0..<rowCount {
            let target = rows + row * width
            let lane = UnsafeRawPointer(means).assumingMemoryBound(to: Float.self) + row
            for column in 0..<width { target[column] = lane[column * Self.lanes] }
        }
    }

    /// Filters rows of values, at most eight, and keeps of each row only the 64 sampled places.
    func sample(_ band: UnsafePointer<Float>, rowCount: Int, into samples: UnsafeMutablePointer<Float>) {
        func row(_ lane: Int) -> UnsafePointer<Float> { band + min(lane, rowCount - 1) * width }
        let (a, b, c, d) = (row(0), row(1), row(2), row(3))
        let (e, f, g, h) = (row(4), row(5), row(6), row(7))
        run { column in
            Lanes(a[column], b[column], c[column], d[column], e[column], f[column], g[column], h[column])
        }
        for (index, place) in places.enumerated() {
            let mean = means[place]
            for lane in 0..<rowCount { samples[lane * Downscaling.side + index] = mean[lane] }
        }
    }

    @inline(__always)
    private func run(_ value: (Int) -> Lanes) {
        var sum = Lanes.zero
        for column in 0..<window.width {
            values[column] = value(column)
            sum += values[column]
            if column >= window.lead { means[column - window.lead] = sum / Float(column + 1) }
        }
        let count = Lanes(repeating: Float(window.width))
        for column in window.width..<width {
            let next = value(column)
            values[column] = next
            sum = (sum + next) - values[column - window.width]
            means[column - window.lead] = sum / count
        }
        for step in 0..<window.lead {
            sum -= values[width - window.width + step]
            means[width - window.lead + step] = sum / Float(window.width - 1 - step)
        }
    }
}
