import Daylight

/// What a file of a leak is, told by its first bytes and never by its name.
public enum LeakMediaType: String, Hashable, Sendable, CaseIterable {
    case mail = "message/rfc822"
    case mailbox = "application/mbox"
    case pdf = "application/pdf"
    /// Also the container of office documents.
    case zip = "application/zip"
    case gzip = "application/gzip"
    case sevenZip = "application/x-7z-compressed"
    /// Older office documents and mails of Outlook.
    case compoundFile = "application/x-cfb"
    case rtf = "application/rtf"
    case sqlite = "application/vnd.sqlite3"
    case jpeg = "image/jpeg"
    case png = "image/png"
    case gif = "image/gif"
    case webP = "image/webp"
    case tiff = "image/tiff"
    case mp4 = "video/mp4"
    case matroska = "video/x-matroska"
    case ogg = "application/ogg"
    case mp3 = "audio/mpeg"
    case wave = "audio/wav"
    case html = "text/html"
    case json = "application/json"
    case text = "text/plain"
    case other = "application/octet-stream"

    /// How many bytes of the beginning are enough.
    public static let window = 64 << 10

    /// - Parameter beginning: the first bytes of the file, ``window`` of them or the whole of it.
    public init(beginning: [UInt8]) {
        self = Self.magic(beginning) ?? Self.textual(beginning)
    }

    private static let signatures: [(offset: Int, bytes: [UInt8], type: LeakMediaType)] = [
        (0, Array("%PDF-".utf8), .pdf), (0, [0x50, 0x4B, 0x03, 0x04], .zip), (0, [0x50, 0x4B, 0x05, 0x06], .zip),
        (0, [0x1F, 0x8B, 0x08], .gzip), (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compoundFile), (0, Array("{\\rtf".utf8), .rtf),
        (0, Array("SQLite format 3\0".utf8), .sqlite), (0, [0xFF, 0xD8, 0xFF], .jpeg),
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png), (0, Array("GIF87a".utf8), .gif),
        (0, Array("GIF89a".utf8), .gif), (8, Array("WEBP".utf8), .webP), (8, Array("WAVE".utf8), .wave),
        (0, [0x49, 0x49, 0x2A, 0x00], .tiff), (0, [0x4D, 0x4D, 0x00, 0x2A], .tiff), (4, Array("ftyp".utf8), .mp4),
        (0, [0x1A, 0x45, 0xDF, 0xA3], .matroska), (0, Array("OggS".utf8), .ogg), (0, Array("ID3".utf8), .mp3),
    ]

    private static func magic(_ bytes: [UInt8]) -> LeakMediaType? {
        signatures.first { signature in
            bytes.dropFirst(signature.offset).starts(with: signature.bytes)
                && (signature.offset != 8 || bytes.starts(with: Array("RIFF".utf8)))
        }?.type
    }

    private static func textual(_ bytes: [UInt8]) -> LeakMediaType {
        guard !bytes.isEmpty, !bytes.contains(0) else { return .other }
        if bytes.starts(with: Array("From ".utf8)) { return .mailbox }
        if isMail(bytes) { return .mail }
        // The window may cut the last character in two.
        let isWhole = (0...3).contains { cut in
            cut < bytes.count && String(validating: bytes.dropLast(cut), as: UTF8.self) != nil
        }
        guard isWhole else { return .other }
        let start = bytes.drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }.prefix(15)
        let word = String(decoding: start, as: UTF8.self).lowercased()
        if word.hasPrefix("<!doctype html") || word.hasPrefix("<html") { return .html }
        return word.hasPrefix("{") || word.hasPrefix("[") ? .json : .text
    }

    /// Header fields at the beginning, From or Received among them.
    private static func isMail(_ bytes: [UInt8]) -> Bool {
        var hasSender = false
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.isEmpty || line.elementsEqual([0x0D]) { break }
            if line.first == 0x20 || line.first == 0x09 { continue }
            guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
                line[..<colon].allSatisfy({ (0x21...0x7E).contains($0) })
            else { return false }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            if name == "from" || name == "received" { hasSender = true }
            if hasSender { return true }
        }
        return hasSender
    }
}
