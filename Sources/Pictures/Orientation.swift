import Daylight

/// How a picture must be turned or mirrored to be seen upright (EXIF tag 0x0112).
enum Orientation: Int {
    case upright = 1
    case mirrored
    case upsideDown
    case flipped
    case transposed
    case turnedRight
    case transversed
    case turnedLeft

    private var swapsSides: Bool { rawValue >= Self.transposed.rawValue }

    func applied(to raster: Raster) throws(InputError) -> Raster {
        guard self != .upright else { return raster }
        let channels = raster.channels.rawValue
        let (width, height) = swapsSides ? (raster.height, raster.width) : (raster.width, raster.height)
        let bytes = [UInt8](unsafeUninitializedCapacity: raster.bytes.count) { target, count in
            raster.bytes.withUnsafeBufferPointer { source in
                var to = 0
                for y in 0..<height {
                    for x in 0..<width {
                        let (column, row) = place(x, y, raster)
                        let from = (row * raster.width + column) * channels
                        for channel in 0..<channels { target[to + channel] = source[from + channel] }
                        to += channels
                    }
                }
            }
            count = raster.bytes.count
        }
        return try Raster(width: width, height: height, channels: raster.channels, bytes: bytes)
    }

    /// Where a pixel of the upright picture stands in the stored one.
    private func place(_ x: Int, _ y: Int, _ stored: Raster) -> (column: Int, row: Int) {
        let (right, bottom) = (stored.width - 1, stored.height - 1)
        return switch self {
        case .upright: (x, y)
        case .mirrored: (right - x, y)
        case .upsideDown: (right - x, bottom - y)
        case .flipped: (x, bottom - y)
        case .transposed: (y, x)
        case .turnedRight: (y, bottom - x)
        case .transversed: (right - y, bottom - x)
        case .turnedLeft: (right - y, x)
        }
    }
}
