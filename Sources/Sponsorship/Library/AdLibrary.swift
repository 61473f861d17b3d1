public import Daylight

/// The library of political advertisements in memory: words, facets, sums and trends over millions of ads, the same
/// whichever store they come from.
///
/// A value: `appending` makes a new one that shares nearly all with the old one, which goes on answering as before. The
/// store stays the truth; the library tells identifiers, and the store has the ads.
public struct AdLibrary: Sendable {
    /// A segment, the place of its first row among all rows, and which of its rows newer versions hide.
    struct Part: Sendable {
        let segment: Segment
        let base: Int
        var hidden: [Hidden] = []
    }

    /// A row hidden by the version with this sequence number.
    struct Hidden: Sendable {
        let row: UInt16
        let by: UInt64
    }

    private(set) var tables = LibraryTables()
    private(set) var parts: [Part] = []
    private var identifiers = IdentifierTable()

    /// Ads, each counted once however many versions it has.
    public private(set) var count = 0
    /// The sequence number of the last version taken; 0 when there is none.
    public private(set) var sequence: UInt64 = 0

    public init() {}

    /// The library with these versions, too; of each ad the last one is listed.
    ///
    /// - Throws: when a sequence number is not above the one before it.
    public func appending(_ ads: [LibraryAd]) throws(InputError) -> AdLibrary {
        var copy = self
        var builder = SegmentBuilder()
        for ad in ads {
            guard ad.sequence > copy.sequence else {
                throw InputError(field: "sequence", expected: "above \(copy.sequence)", found: "\(ad.sequence)")
            }
            copy.sequence = ad.sequence
            builder.append(ad, tables: &copy.tables)
            guard builder.isFull else { continue }
            copy.append(builder.finished())
            builder = SegmentBuilder()
        }
        if !builder.isEmpty { copy.append(builder.finished()) }
        return copy
    }

    /// The listed version of an ad.
    public func reference(id: String) -> LibraryReference? {
        guard let row = identifiers.row(of: Array(id.utf8)[...], id: { parts.identifier(Int($0)) }) else { return nil }
        let part = parts[parts.part(of: Int(row))]
        return part.segment.reference(Int(row) - part.base)
    }

    private mutating func append(_ segment: Segment) {
        let base = parts.last.map { $0.base + $0.segment.count } ?? 0
        parts.append(Part(segment: segment, base: base))
        let newParts = parts
        for row in base..<base + segment.count {
            if let old = identifiers.replace(UInt32(row), id: { newParts.identifier(Int($0)) }) {
                let place = parts.part(of: Int(old))
                let hidden = Hidden(row: UInt16(Int(old) - parts[place].base), by: segment.columns.sequences[row - base])
                parts[place].hidden.append(hidden)
            } else {
                count += 1
            }
        }
        while mergeLast() {}
    }

    /// Merges the last two parts if the first of them is not much larger, so that there are few parts and each row is merged
    /// few times.
    private mutating func mergeLast() -> Bool {
        guard parts.count > 1 else { return false }
        let (first, second) = (parts[parts.count - 2], parts[parts.count - 1])
        guard first.segment.count < 2 * second.segment.count, first.segment.canMerge(with: second.segment) else { return false }
        let moved = second.hidden.map { Hidden(row: $0.row + UInt16(first.segment.count), by: $0.by) }
        parts.removeLast(2)
        parts.append(
            Part(segment: .merged(first.segment, second.segment), base: first.base, hidden: first.hidden + moved))
        return true
    }
}

extension [AdLibrary.Part] {
    fileprivate func identifier(_ row: Int) -> ArraySlice<UInt8> {
        let place = part(of: row)
        return self[place].segment.columns.ids[row - self[place].base]
    }

    /// The part that holds the row.
    fileprivate func part(of row: Int) -> Int {
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if self[middle].base <= row { low = middle } else { high = middle }
        }
        return low
    }
}

extension Segment {
    func reference(_ row: Int) -> LibraryReference {
        LibraryReference(
            id: String(decoding: columns.ids[row], as: UTF8.self), version: columns.versions[row],
            sequence: columns.sequences[row])
    }
}
