/// Finds the matching rows that come first in an order.
struct PageFinder {
    private let query: LibraryQuery

    init(_ query: LibraryQuery) { self.query = query }

    /// A matching row.
    struct Place: Comparable {
        let position: LibraryPosition
        let part: Int
        let row: Int

        static func < (left: Place, right: Place) -> Bool { left.position < right.position }
    }

    /// The first so many, largest position first.
    func first(_ limit: Int, of matches: Matches, below bound: LibraryPosition?) -> [Place] {
        var top = Largest<Place>(limit)
        visit(matches) { position, part, row in
            // Most are behind the least of those that came before.
            if let least = top.least, position < least.position { return }
            if let bound, position >= bound { return }
            top.insert(Place(position: position, part: part, row: row))
        }
        return top.sorted
    }

    /// All, largest position first.
    func all(_ matches: Matches) -> [Place] {
        var places: [Place] = []
        visit(matches) { places.append(Place(position: $0, part: $1, row: $2)) }
        return places.sorted(by: >)
    }

    @inline(__always)
    private func visit(_ matches: Matches, _ body: (_ position: LibraryPosition, _ part: Int, _ row: Int) -> Void) {
        // From the last version to the first: among equals the last comes first, so that most are behind at once.
        for (index, part) in matches.parts.enumerated().reversed() where !part.rows.isEmpty {
            let (rows, columns) = (matches.rows.span, part.segment.columns)
            let (sequences, starts, amounts) = (columns.sequences.span, columns.starts.span, columns.amounts.span)
            let heads = query.order == .relevance ? part.segment.heads(with: query) : []
            for place in part.rows.reversed() {
                let row = Int(rows[place])
                // Days before 1970 come first, too.
                let day = UInt64(Int64(starts[row]) + 1 << 32)
                let (primary, secondary) =
                    switch query.order {
                    case .newest: (day, 0 as UInt64)
                    case .amount: (amounts[row].low, amounts[row].high)
                    case .relevance: (heads.reduce(0) { $1.contains(row) ? $0 + 1 : $0 }, day)
                    }
                body(LibraryPosition(primary: primary, secondary: secondary, sequence: sequences[row]), index, row)
            }
        }
    }
}

extension Segment {
    /// For each word sought the rows in whose title or names it stands.
    fileprivate func heads(with query: LibraryQuery) -> [RowSet] {
        SoughtWords(query, in: words).all.map { ranks in
            var rows = RowSet()
            headPostings.insert(ranks, into: &rows)
            return rows
        }
    }
}

/// The largest of many, kept in a heap whose top is the least of them.
struct Largest<Element: Comparable> {
    private let limit: Int
    private var heap: [Element] = []

    init(_ limit: Int) { self.limit = limit }

    /// What the next one has to be above; `nil` while there is room.
    var least: Element? { heap.count < limit ? nil : heap.first }

    /// From the largest.
    var sorted: [Element] { heap.sorted(by: >) }

    mutating func insert(_ element: Element) {
        if heap.count < limit {
            heap.append(element)
            rise(heap.count - 1)
        } else if let least, least < element {
            heap[0] = element
            sink(0)
        }
    }

    private mutating func rise(_ start: Int) {
        var child = start
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func sink(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] { least = child }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
