/// The second pass of the box filter: of what it computes only the 64 × 64 sampled values are kept.
struct SecondPass {
    private let rows: RowFilter
    private let places: [Int]
    private var columns: ColumnFilter
    /// Rows that wait until there are eight.
    private let band: UnsafeMutablePointer<Float>
    private var waiting = 0
    private let samples: UnsafeMutablePointer<Float>
    private let means: UnsafeMutablePointer<Float>
    private var finishedRows = 0
    private var reduced: [Float] = []

    init(rows: RowFilter, height: Int) {
        self.rows = rows
        places = Downscaling.sampledPlaces(height)
        columns = ColumnFilter(width: Downscaling.side, window: BoxWindow(length: height))
        band = .allocate(capacity: RowFilter.lanes * rows.width)
        samples = .allocate(capacity: RowFilter.lanes * Downscaling.side)
        means = .allocate(capacity: Downscaling.side)
        reduced.reserveCapacity(Downscaling.side * Downscaling.side)
    }

    func deallocate() {
        columns.deallocate()
        band.deallocate()
        samples.deallocate()
        means.deallocate()
    }

    /// Where the next row is to be written.
    var next: UnsafeMutablePointer<Float> { band + waiting * rows.width }

    /// Takes the row written there.
    mutating func advance() {
        waiting += 1
        if waiting == RowFilter.lanes { filterBand() }
    }

    /// The sampled values, once all rows are there.
    mutating func finished() -> [Float] {
        if waiting > 0 { filterBand() }
        for step in 0..<columns.restCount {
            columns.finish(step, into: means)
            keep()
        }
        return reduced
    }

    private mutating func filterBand() {
        rows.sample(band, rowCount: waiting, into: samples)
        for row in 0..<waiting where columns.take(samples + row * Downscaling.side, into: means) { keep() }
        waiting = 0
    }

    /// Keeps the row of means as often as it is sampled.
    private mutating func keep() {
        let side = Downscaling.side
        while reduced.count < side * side, places[reduced.count / side] == finishedRows {
            reduced.append(contentsOf: UnsafeBufferPointer(start: means, count: side))
        }
        finishedRows += 1
    }
}
