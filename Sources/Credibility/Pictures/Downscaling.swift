import Daylight

/// A picture's brightness, blurred and reduced to 64 × 64 values.
enum Downscaling {
    static let side = 64

    /// Brightness, two passes of a box filter along rows and columns, then the value nearest to the middle of each cell; a picture
    /// of 64 × 64 pixels is taken as it is.
    static func reduced(_ picture: Raster) -> [Float] {
        picture.bytes.withUnsafeBufferPointer { bytes in
            switch picture.channels {
            case .grey: reduced(GreyBrightness(bytes: bytes), picture.width, picture.height)
            case .rgb:
                ColourBrightness.withTables { reduced(ColourBrightness(bytes: bytes, tables: $0), picture.width, picture.height) }
            }
        }
    }

    private static func reduced(_ source: some Brightness, _ width: Int, _ height: Int) -> [Float] {
        if width == side, height == side { return (0..<side * side).map(source.value) }
        let window = BoxWindow(length: height)
        let rows = RowFilter(width: width)
        var first = ColumnFilter(width: width, window: window)
        var second = ColumnFilter(width: side, window: window)
        let places = sampledPlaces(height)
        var reduced: [Float] = []
        reduced.reserveCapacity(side * side)
        var finished = 0

        // Nothing of full size is ever kept: rows go through both passes in bands, and of the second only what is sampled
        // is written.
        let band = UnsafeMutablePointer<Float>.allocate(capacity: RowFilter.lanes * max(width, side))
        let samples = UnsafeMutablePointer<Float>.allocate(capacity: RowFilter.lanes * side)
        defer {
            band.deallocate()
            samples.deallocate()
            rows.deallocate()
            first.deallocate()
            second.deallocate()
        }
        var waiting = 0
        func keep(_ row: UnsafePointer<Float>) {
            while reduced.count < side * side, places[reduced.count / side] == finished {
                reduced.append(contentsOf: UnsafeBufferPointer(start: row, count: side))
            }
            finished += 1
        }
        func sampleBand() {
            guard waiting > 0 else { return }
            rows.sample(band, rowCount: waiting, into: samples)
            for row in 0..<waiting { second.take(samples + row * side, keep) }
            waiting = 0
        }
        func collect(_ row: UnsafePointer<Float>) {
            (band + waiting * width).update(from: row, count: width)
            waiting += 1
            if waiting == RowFilter.lanes { sampleBand() }
        }
        var top = 0
        let filtered = UnsafeMutablePointer<Float>.allocate(capacity: RowFilter.lanes * width)
        defer { filtered.deallocate() }
        while top < height {
            let count = min(RowFilter.lanes, height - top)
            rows.filter(source, top: top, rowCount: count, into: filtered)
            for row in 0..<count { first.take(filtered + row * width, collect) }
            top += count
        }
        first.finish(collect)
        sampleBand()
        second.finish(keep)
        return reduced
    }

    /// The places of a side that the 64 cells' middles fall on.
    static func sampledPlaces(_ length: Int) -> [Int] { (0..<side).map { (2 * $0 + 1) * length / (2 * side) } }
}
