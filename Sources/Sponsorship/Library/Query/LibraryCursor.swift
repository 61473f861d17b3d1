public import Daylight

/// Where a page ended: the library as it stood at the first page, and the last ad shown.
///
/// Written `SNAPSHOT-PRIMARY-SECONDARY-SEQUENCE-QUERY`, each a number to the base of 36.
public struct LibraryCursor: Hashable, Sendable, CustomStringConvertible {
    /// The sequence number of the last version that counts.
    public let snapshot: UInt64
    let position: LibraryPosition
    /// Tells whether it belongs to a query.
    let query: UInt64

    init(snapshot: UInt64, position: LibraryPosition, query: UInt64) {
        self.snapshot = snapshot
        self.position = position
        self.query = query
    }

    /// - Throws: unless it is spelt as a cursor is.
    public init(_ text: some StringProtocol) throws(InputError) {
        let parts = text.utf8.count <= 80 ? text.split(separator: "-", omittingEmptySubsequences: false) : []
        let numbers = parts.compactMap { UInt64($0, radix: 36) }
        guard parts.count == 5, numbers.count == 5 else {
            throw InputError(expected: "a cursor of an answer", found: String(text.prefix(100)))
        }
        snapshot = numbers[0]
        position = LibraryPosition(primary: numbers[1], secondary: numbers[2], sequence: numbers[3])
        query = numbers[4]
    }

    public var description: String {
        [snapshot, position.primary, position.secondary, position.sequence, query].map { String($0, radix: 36) }
            .joined(separator: "-")
    }
}

/// The place of an ad in an order; larger comes first.
struct LibraryPosition: Hashable, Sendable, Comparable {
    var primary: UInt64
    var secondary: UInt64
    /// No two versions have the same, so that no two places are equal.
    var sequence: UInt64

    static func < (left: LibraryPosition, right: LibraryPosition) -> Bool {
        if left.primary != right.primary { return left.primary < right.primary }
        if left.secondary != right.secondary { return left.secondary < right.secondary }
        return left.sequence < right.sequence
    }
}
