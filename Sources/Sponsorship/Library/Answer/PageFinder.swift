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
        visit(matches) { place in
            if let bound, place.position >= bound { return }
            top.insert(place)
        }
        return top.sorted
    }

    /// All, largest position first.
    func all(_ matches: Matches) -> [Place] {
        var places: [Place] = []
        visit(matches) { places.append($0) }
        return places.sorted(by: >)
    }

    private func visit(_ matches: Matches, _ body: (Place) -> Void) {
        for (index, part) in matches.parts.enumerated() where !part.rows.isEmpty {
            let heads = query.order == .relevance ? part.segment.heads(with: query) : []
            for place in part.rows {
                let row = Int(matches.rows[place])
                body(Place(position: position(part.segment, row, heads), part: index, row: row))
            }
        }
    }

    private func position(_ segment: Segment, _ row: Int, _ heads: [RowSet]) -> LibraryPosition {
        let columns = segment.columns
        // Days before 1970 come first, too.
        let day = UInt64(Int64(columns.starts[row]) + 1 << 32)
        let sequence = columns.sequences[row]
        return switch query.order {
        case .newest: LibraryPosition(primary: day, secondary: 0, sequence: sequence)
        case .amount:
            LibraryPosition(primary: columns.amounts[row].low, secondary: columns.amounts[row].high, sequence: sequence)
        case .relevance:
            LibraryPosition(primary: heads.reduce(0) { $1.contains(row) ? $0 + 1 : $0 }, secondary: day, sequence: sequence)
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

    /// From the largest.
    var sorted: [Element] { heap.sorted(by: >) }

    mutating func insert(_ element: Element) {
        if heap.count < limit {
            heap.append(element)
            rise(heap.count - 1)
        } else if let least = heap.first, least < element {
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
