public import Daylight

/// A file of a publication as the manifest lists it.
public struct FeedFile: Hashable, Sendable {
    /// Longest path in bytes.
    public static let pathLimit = 200

    /// Below the election's folder, such as `reports/….json`.
    public let path: String
    public let sha256: Digest
    public let byteCount: Int
    public let mediaType: String

    init(path: String, sha256: Digest, byteCount: Int, mediaType: String) {
        self.path = path
        self.sha256 = sha256
        self.byteCount = byteCount
        self.mediaType = mediaType
    }

    init(_ value: JSONValue, path pointer: String) throws(InputError) {
        let reader = try MemberReader(value, path: pointer)
        path = try reader.string("path")
        guard Self.isSafe(path) else {
            throw reader.fault("path", "names of letters, digits, . _ and - without dots alone, with / between", .string(path))
        }
        sha256 = try reader.digest("sha256")
        byteCount = Int(try reader.integer("bytes", in: 0...(1 << 40)))
        mediaType = try reader.string("mediaType")
    }

    /// Whether a path stays below the folder it is taken from, on any disk and in any address.
    public static func isSafe(_ path: String) -> Bool {
        guard (1...pathLimit).contains(path.utf8.count) else { return false }
        return path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { name in
            !name.isEmpty && name.first != UInt8(ascii: ".") && name.allSatisfy(isPlain)
        }
    }

    static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }

    /// A name that is safe in any folder and address, for any id: what is not a letter, a digit or `-` becomes `_` and two
    /// hexadecimal digits, so that different ids keep different names.
    public static func folderName(_ id: String) -> String {
        var name: [UInt8] = []
        for byte in id.utf8 {
            if isPlain(byte), byte != UInt8(ascii: "."), byte != UInt8(ascii: "_") {
                name.append(byte)
            } else {
                name.append(UInt8(ascii: "_"))
                name += Array(Hex.encode([byte]).utf8)
            }
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// The members in canonical order, so that writing a long manifest need not sort them.
    var json: JSONValue {
        .object([
            "bytes": .integer(byteCount), "mediaType": .string(mediaType), "path": .string(path), "sha256": .string(sha256.hex),
        ])
    }
}
