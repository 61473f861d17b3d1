/// A decoded picture: 8-bit pixels, row after row from the top, without gaps.
public struct Raster: Hashable, Sendable {
    /// What a pixel consists of.
    public enum Channels: Int, Hashable, Sendable {
        case grey = 1
        /// Red, green, blue in this order.
        case rgb = 3
    }

    /// Most pixels a picture may have, so that a small file cannot ask for all memory.
    public static let pixelLimit = 40_000_000

    /// In pixels, at least 1.
    public let width: Int
    /// In pixels, at least 1.
    public let height: Int
    public let channels: Channels
    /// `width × height × channels` of them.
    public let bytes: [UInt8]

    /// - Throws: ``InputError`` when a side is below 1, the pixels are more than ``pixelLimit``, or the bytes are not as many
    ///   as the sides say.
    public init(width: Int, height: Int, channels: Channels, bytes: [UInt8]) throws(InputError) {
        let pixels = try Self.pixelCount(width: width, height: height)
        guard bytes.count == pixels * channels.rawValue else {
            throw InputError(field: "pixels", expected: "\(pixels * channels.rawValue) bytes", found: "\(bytes.count)")
        }
        self.width = width
        self.height = height
        self.channels = channels
        self.bytes = bytes
    }

    /// How many pixels a picture of these sides has, to be asked before anything is allocated.
    ///
    /// - Throws: ``InputError`` as the initialiser.
    public static func pixelCount(width: Int, height: Int) throws(InputError) -> Int {
        guard width >= 1, height >= 1 else {
            throw InputError(field: "size", expected: "at least 1 × 1 pixels", found: "\(width) × \(height)")
        }
        let (pixels, isTooLarge) = width.multipliedReportingOverflow(by: height)
        guard !isTooLarge, pixels <= pixelLimit else {
            throw InputError(field: "size", expected: "at most \(pixelLimit) pixels", found: "\(width) × \(height)")
        }
        return pixels
    }
}
