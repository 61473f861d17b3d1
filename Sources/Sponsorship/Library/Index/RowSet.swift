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
        for index in bits.indices where bits[index] != 0 {
            var (left, kept) = (bits[index], bits[index])
            while left != 0 {
                let bit = left.trailingZeroBitCount
                left &= left - 1
                if !isKept(index * 64 + bit) { kept &= ~(1 << UInt64(bit)) }
            }
            bits[index] = kept
        }
    }

    /// Keeps the rows of whose entry in a column the condition holds.
    @inline(__always)
    mutating func keep<Element>(_ column: [Element], where isKept: (Element) -> Bool) {
        let column = column.span
        keep { isKept(column[$0]) }
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
        for index in bits.indices {
            var left = bits[index]
            while left != 0 {
                rows.append(UInt16(index * 64 + left.trailingZeroBitCount))
                left &= left - 1
            }
        }
    }
}
