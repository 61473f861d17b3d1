public import Daylight

/// A picture or a plain text that an ad consists of, kept under the digest of its bytes (reference 3.4).
///
/// What it is, its content says: the first bytes of a picture, or that everything is text. Pixels are never decoded; a picture's
/// head has to be whole, so that its size is known before anybody's browser makes room for it.
public struct Creative: Hashable, Sendable {
    /// Longest picture in bytes.
    public static let pictureLimit = 5 << 20
    /// Longest text in bytes.
    public static let textLimit = 64 << 10

    /// The media types that are kept.
    public enum MediaType: String, CaseIterable, Hashable, Sendable {
        case png = "image/png"
        case jpeg = "image/jpeg"
        case webp = "image/webp"
        /// UTF-8.
        case text = "text/plain"
    }

    /// SHA-256 of the bytes.
    public let sha256: Digest
    public let type: MediaType
    public let byteCount: Int
    /// Width and height of a picture; `nil` for a text.
    public let size: PictureSize?

    /// Looks at a file.
    ///
    /// - Throws: ``InputError`` when it is neither picture nor text, is too large, or its head is damaged.
    public init(_ bytes: [UInt8]) throws(InputError) {
        let type = Self.pictureType(of: bytes)
        let limit = type == nil ? Self.textLimit : Self.pictureLimit
        guard (1...limit).contains(bytes.count) else {
            let kind = type == nil ? "of text (a picture is PNG, JPEG or WebP)" : "of a picture"
            throw InputError(expected: "1 to \(limit) bytes \(kind)", found: "\(bytes.count)")
        }
        switch type {
        case .png?: size = try PNGHead.size(bytes)
        case .jpeg?: size = try JPEGHead.size(bytes)
        case .webp?: size = try WebPHead.size(bytes)
        case .text?, nil:
            try Self.checkText(bytes)
            size = nil
        }
        self.type = type ?? .text
        byteCount = bytes.count
        sha256 = Digest(of: bytes)
    }

    /// What the first bytes say; `nil` when they are those of no picture.
    private static func pictureType(of bytes: [UInt8]) -> MediaType? {
        if bytes.starts(with: PNGHead.signature) { return .png }
        if bytes.starts(with: JPEGHead.signature) { return .jpeg }
        return bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8) ? .webp : nil
    }

    private static func checkText(_ bytes: [UInt8]) throws(InputError) {
        let place = bytes.firstIndex { ($0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0)) || $0 == 0x7F }
        if let place {
            throw InputError(
                place: .byte(place), expected: "a PNG, JPEG or WebP picture, or a text",
                found: "byte \(Hex.encode([bytes[place]]))")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw InputError(expected: "a PNG, JPEG or WebP picture, or a text in UTF-8", found: "bytes that are no UTF-8")
        }
    }
}

/// Width and height of a picture as its head tells them.
public struct PictureSize: Hashable, Sendable {
    /// Largest width and height in pixels.
    public static let sideLimit = 12_000
    /// Most pixels.
    public static let pixelLimit = 40_000_000

    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int

    /// - Throws: ``InputError`` for a picture without pixels or with too many.
    public init(width: Int, height: Int) throws(InputError) {
        let sides = 1...Self.sideLimit
        guard sides.contains(width), sides.contains(height), width * height <= Self.pixelLimit else {
            throw InputError(
                field: "size", expected: "1 to \(Self.sideLimit) pixels a side and at most \(Self.pixelLimit) in all",
                found: "\(width) × \(height)")
        }
        self.width = width
        self.height = height
    }
}
