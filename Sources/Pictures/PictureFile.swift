public import Daylight

/// A picture file: which format it is, and its pixels.
///
/// The format is told by the content, never by a name. Pixels come as they are to be seen: turned as EXIF says, transparency
/// laid on white. Every size is checked before anything of that size is allocated, and a file that ends early is an error.
public enum PictureFile {
    /// Largest file that is read: 40 million pixels of three bytes and a head.
    public static let byteLimit = 128 << 20

    /// The formats that are read.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        case jpeg = "JPEG"
        case png = "PNG"
        case webp = "WebP"
        /// Portable pixmap or greymap: `P6` or `P5`, largest value 255.
        case pnm = "PPM/PGM"

        /// What the first bytes say; `nil` for anything else.
        public init?(of bytes: [UInt8]) {
            if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
                self = .jpeg
            } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
                self = .png
            } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
                self = .webp
            } else if bytes.starts(with: "P6".utf8) || bytes.starts(with: "P5".utf8) {
                self = .pnm
            } else {
                return nil
            }
        }
    }

    /// Decodes a file of any format. Of an animated PNG the still picture is taken; animated WebP is refused.
    ///
    /// - Throws: ``InputError`` when the format is unknown, the picture has more than ``Raster/pixelLimit`` pixels, or the file
    ///   is damaged or cut short.
    public static func raster(decoding bytes: consuming [UInt8]) throws(InputError) -> Raster {
        switch try format(bytes) {
        case .jpeg: return try JPEGReader.raster(bytes)
        case .png: return try PNGReader.raster(bytes)
        case .webp: return try WebPReader.raster(bytes)
        case .pnm: return try PNMReader.raster(bytes)
        }
    }

    private static func format(_ bytes: [UInt8]) throws(InputError) -> Format {
        guard bytes.count <= byteLimit else {
            throw InputError(expected: "at most \(byteLimit) bytes", found: "\(bytes.count) bytes")
        }
        guard let format = Format(of: bytes) else {
            let found = bytes.isEmpty ? "an empty file" : "bytes \(Hex.encode(bytes.prefix(8)))"
            throw InputError(expected: "a JPEG, PNG, WebP, PPM (P6) or PGM (P5) picture", found: found)
        }
        return format
    }
}
