/// Rows of one segment, a bit for each.
struct RowSet {
    private var bits = [UInt64](repeating: 0, count: Segment.rowLimit / 64)

    var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

    /// Holds the first rows and no others.
    mutating func fill(_ count: Int) {
        for index in bits.indices {
            let here = min(max(count - index * 64, 0), 64)
            bits[index] = here == 64 ? .max : (1 << UInt64(here)) - 1
        }
    }

    mutating func removeAll() { for index in bits.indices { bits[index] = 0 } }

    mutating func insert(_ rows: ArraySlice<UInt16>) {
        let rows = rows.span
        var bits = bits.mutableSpan
        for index in rows.indices { bits[Int(rows[index] >> 6)] |= 1 &<< UInt64(rows[index] & 63) }
    }

    func contains(_ row: Int) -> Bool { bits[row >> 6] >> UInt64(row & 63) & 1 == 1 }

    mutating func remove(_ row: UInt16) { bits[Int(row >> 6)] &= ~(1 << UInt64(row & 63)) }

    mutating func formIntersection(_ other: RowSet) {
        for index in bits.indices { bits[index] &= other.bits[index] }
    }

    /// Keeps the rows for which the condition holds.
    @inline(__always)
    mutating func keep(where isKept: (Int) -> Bool) {
        for index in bits.indices where bits[index] != 0 { bits[index] = Self.kept(bits[index], index, isKept) }
    }

    @inline(__always)
    private static func kept(_ word: UInt64, _ index: Int, _ isKept: (Int) -> Bool) -> UInt64 {
        var (left, kept) = (word, word)
        while left != 0 {
            let bit = left.trailingZeroBitCount
            left &= left - 1
            if !isKept(index * 64 + bit) { kept &= ~(1 << UInt64(bit)) }
        }
        return kept
    }

    /// Keeps the rows of whose entry in a column the condition holds.
    @inline(__always)
    mutating func keep<Element>(_ column: [Element], where isKept: (Element) -> Bool) {
        let column = column.span
        var bits = bits.mutableSpan
        for index in bits.indices where bits[index] != 0 {
            let word = bits[index]
            guard word.nonzeroBitCount > 16, index * 64 + 64 <= column.count else {
                bits[index] = Self.kept(word, index) { isKept(column[$0]) }
                continue
            }
            // Where rows lie close, asking of each is quicker than going from one to the next.
            var kept: UInt64 = 0
            for bit in 0..<64 { kept |= (isKept(column[index &* 64 &+ bit]) ? 1 : 0) &<< UInt64(bit) }
            bits[index] = word & kept
        }
    }

    /// The rows, ascending, that are not held of the first so many.
    func others(_ count: Int) -> [UInt16] {
        var others = RowSet()
        others.fill(count)
        for index in bits.indices { others.bits[index] &= ~bits[index] }
        var rows: [UInt16] = []
        others.append(to: &rows)
        return rows
    }

    /// The rows, ascending, behind those in the list.
    func append(to rows: inout [UInt16]) {
        var place = rows.count
        rows += repeatElement(0, count: bits.reduce(0) { $0 + $1.nonzeroBitCount })
        var rows = rows.mutableSpan
        for index in bits.indices {
            var left = bits[index]
            while left != 0 {
                rows[place] = UInt16(truncatingIfNeeded: index &* 64 &+ left.trailingZeroBitCount)
                place &+= 1
                left &= left - 1
            }
        }
    }
}
