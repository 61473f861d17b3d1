import Daylight

/// A picture's brightness, blurred and reduced to 64 × 64 values.
enum Downscaling {
    static let side = 64

    /// Brightness, two passes of a box filter along rows and columns, then the value nearest to the middle of each cell; a
    /// picture of 64 × 64 pixels is taken as it is.
    static func reduced(_ picture: Raster) -> [Float] {
        picture.bytes.withUnsafeBufferPointer { bytes in
            switch picture.channels {
            case .grey: reduced(GreyBrightness(bytes: bytes), picture.width, picture.height)
            case .rgb:
                ColourBrightness.withTables {
                    reduced(ColourBrightness(bytes: bytes, tables: $0), picture.width, picture.height)
                }
            }
        }
    }

    private static func reduced(_ source: some Brightness, _ width: Int, _ height: Int) -> [Float] {
        if width == side, height == side { return (0..<side * side).map(source.value) }
        let rows = RowFilter(width: width)
        var columns = ColumnFilter(width: width, window: BoxWindow(length: height))
        var second = SecondPass(rows: rows, height: height)
        let filtered = UnsafeMutablePointer<Float>.allocate(capacity: RowFilter.lanes * width)
        defer {
            rows.deallocate()
            columns.deallocate()
            second.deallocate()
            filtered.deallocate()
        }
        // Nothing of full size is ever kept: rows go through both passes in bands.
        for top in stride(from: 0, to: height, by: RowFilter.lanes) {
            let count = min(RowFilter.lanes, height - top)
            rows.filter(source, top: top, rowCount: count, into: filtered)
            for row in 0..<count where columns.take(filtered + row * width, into: second.next) { second.advance() }
        }
        for step in 0..<columns.restCount {
            columns.finish(step, into: second.next)
            second.advance()
        }
        return second.finished()
    }

    /// The places of a side that the 64 cells' middles fall on.
    static func sampledPlaces(_ length: Int) -> [Int] { (0..<side).map { (2 * $0 + 1) * length / (2 * side) } }
}
