/// Address of a record in somebody's repository of the AT Protocol (`at://`), whose owner is named by a DID.
public struct RepositoryAddress: Hashable, Sendable, CustomStringConvertible {
    /// Longest address in bytes.
    public static let limit = 2_048

    /// As written.
    public let description: String

    /// The collections that a feed is about.
    public enum Collection: String, Sendable {
        case post = "app.bsky.feed.post"
        case feedGenerator = "app.bsky.feed.generator"
    }

    /// `nil` for anything but `at://DID/COLLECTION/KEY` with this collection (AT Protocol, at-uri, did and record-key syntax).
    public init?(_ text: String, in collection: Collection) {
        guard text.utf8.count <= Self.limit, text.utf8.starts(with: "at://".utf8) else { return nil }
        let parts = text.dropFirst("at://".count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isDID(parts[0]), parts[1].utf8.elementsEqual(collection.rawValue.utf8),
            Self.isKey(parts[2])
        else { return nil }
        description = text
    }

    /// `did:`, a method of lower-case letters, and what it names.
    private static func isDID(_ text: Substring) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].elementsEqual("did".utf8), !parts[1].isEmpty, let last = parts[2].last else {
            return false
        }
        return parts[1].allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            && parts[2].allSatisfy { isNameByte($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "%") }
            && last != UInt8(ascii: ":") && last != UInt8(ascii: "%")
    }

    private static func isKey(_ text: Substring) -> Bool {
        (1...512).contains(text.utf8.count) && text != "." && text != ".."
            && text.utf8.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "~") }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
