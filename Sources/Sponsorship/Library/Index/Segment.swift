/// Up to 65,536 versions in the order of their sequence numbers, by columns, with the words that lead to them.
///
/// Never changed once made, so that any number of snapshots share it.
final class Segment: Sendable {
    /// Rows have 16-bit numbers.
    static let rowLimit = 65_536

    /// Marks the end of a text among the words of an ad: nothing stands across it.
    static let textEnd = UInt32.max

    let columns: Columns
    let words: ByteTexts
    let text: WordText
    let postings: Postings
    /// The same for the words of titles and names only.
    let headPostings: Postings
    /// For each field what all rows come to, hidden ones included; empty in a small segment, which is quickly counted.
    let totals: [GroupTotals]

    private static let totalsFrom = 1_024

    init(columns: Columns, words: ByteTexts, text: WordText) {
        self.columns = columns
        totals = columns.sequences.count < Self.totalsFrom ? [] : columns.groups.map { GroupTotals($0, columns.amounts) }
        self.words = words
        self.text = text
        postings = Postings(of: text, ends: Array(text.starts.dropFirst()), ranks: words.count)
        headPostings = Postings(of: text, ends: text.headEnds, ranks: words.count)
    }

    var count: Int { columns.sequences.count }

    /// A segment is closed when its words come to so many, or to so many bytes, far below what 32 bits can count.
    static func isFull(rows: Int, words: Int, bytes: Int) -> Bool {
        rows >= rowLimit || words > 1 << 28 || bytes > 1 << 30
    }

    /// Segments of more than half the rows are left as they are.
    func canMerge(with next: Segment) -> Bool {
        max(count, next.count) <= Self.rowLimit / 2
            && !Self.isFull(
                rows: count + next.count - 1, words: text.ranks.count + next.text.ranks.count,
                bytes: words.bytes.count + next.words.bytes.count)
    }

    /// What is known of each row but its words.
    struct Columns: Sendable {
        var ids = ByteTexts()
        var versions: [UInt32] = []
        var sequences: [UInt64] = []
        /// Days since 1970.
        var starts: [Int32] = []
        var ends: [Int32] = []
        /// In ten-thousandths; 0 where no amount is told.
        var amounts: [Band] = []
        var reaches: [Band] = []
        /// For each field the group of each row.
        var groups = [[UInt32]](repeating: [], count: LibraryField.allCases.count)
    }

    /// From the lowest to the highest; that is the largest number where there is none.
    struct Band: Sendable {
        let low: UInt64
        let high: UInt64

        /// Higher than any number.
        static let unknown = Band(low: 0, high: .max - 1)
        var isUnknown: Bool { high == .max - 1 }
    }

    /// The words of each row in their order, as ranks: title and names first, then what else was written.
    struct WordText: Sendable {
        var ranks: [UInt32] = []
        /// Where the words of each row start, and where the last ends.
        var starts: [UInt32] = [0]
        /// Where the title and the names end.
        var headEnds: [UInt32] = []
    }
}
