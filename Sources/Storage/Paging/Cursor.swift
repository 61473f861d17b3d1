public import Daylight

/// A place in a list: the sort key and the identifier of the last item seen, so that new items never shift it.
///
/// Its text is opaque to callers and carries a check value; a cursor that was cut short, altered or taken from another
/// list is refused.
public struct Cursor: Hashable, Sendable {
    /// Longest text of a cursor in bytes.
    public static let textLimit = 512

    let list: String
    let keys: [Int64]
    let identifier: String

    init(list: String, keys: [Int64], identifier: String = "") {
        self.list = list
        self.keys = keys
        self.identifier = identifier
    }

    /// The cursor as it stands in an address: lower-case hexadecimal.
    public var text: String {
        let body = Array("\(list):\(keys.map(String.init).joined(separator: ",")):\(identifier)".utf8)
        return Hex.encode(body + Self.check(body))
    }

    /// Reads a cursor back.
    ///
    /// - Throws: ``InputError`` unless the text is one that ``text`` gave.
    public init(parsing text: String) throws(InputError) {
        guard text.utf8.count <= Self.textLimit, let bytes = Hex.decode(text), bytes.count > Self.checkByteCount,
            Array(bytes.suffix(Self.checkByteCount)) == Self.check(bytes.dropLast(Self.checkByteCount)),
            let body = String(validating: bytes.dropLast(Self.checkByteCount), as: UTF8.self)
        else { throw Self.fault(text) }
        let parts = body.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw Self.fault(text) }
        let keys = parts[1].split(separator: ",").map { Int64($0) }
        guard !keys.contains(nil) else { throw Self.fault(text) }
        self.init(list: String(parts[0]), keys: keys.compactMap { $0 }, identifier: String(parts[2]))
    }

    /// The keys, if the cursor belongs to the list.
    ///
    /// - Throws: ``StoreError/rejected(_:)`` for a cursor of another list.
    func keys(of list: String, count: Int) throws(StoreError) -> [Int64] {
        guard self.list == list, keys.count == count else { throw .rejected("the cursor belongs to another list") }
        return keys
    }

    private static let checkByteCount = 4

    private static func check(_ body: some Sequence<UInt8>) -> [UInt8] {
        Array(Digest(of: Array("daylight-cursor\n".utf8) + body).bytes.prefix(checkByteCount))
    }

    private static func fault(_ text: String) -> InputError {
        InputError(field: "cursor", expected: "a cursor as an earlier answer gave it", found: text)
    }
}
