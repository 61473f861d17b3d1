/// Lists that wait for a seat, the highest quotient first.
struct QuotientHeap {
    private struct Entry {
        let quotient: Quotient
        let list: Int
    }

    private var entries = TicketHeap<Entry> { $1.quotient < $0.quotient }

    mutating func push(_ quotient: Quotient, _ list: Int) { entries.push(Entry(quotient: quotient, list: list)) }

    /// Takes out all lists that share the highest quotient, in the order of the input.
    mutating func popHighest() -> (quotient: Quotient, lists: [Int])? {
        guard let first = entries.popFirst() else { return nil }
        var lists = [first.list]
        while let next = entries.first, next.quotient == first.quotient {
            lists.append(next.list)
            _ = entries.popFirst()
        }
        return (first.quotient, lists.sorted())
    }
}
