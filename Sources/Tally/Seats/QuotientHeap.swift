/// Lists that wait for a seat, the highest quotient first.
struct QuotientHeap {
    private struct Entry {
        let quotient: Quotient
        let list: Int
    }

    private var entries: [Entry] = []

    mutating func push(_ quotient: Quotient, _ list: Int) {
        var place = entries.count
        entries.append(Entry(quotient: quotient, list: list))
        while place > 0, entries[(place - 1) / 2].quotient < entries[place].quotient {
            entries.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// Takes out all lists that share the highest quotient, in the order of the input.
    mutating func popHighest() -> (quotient: Quotient, lists: [Int])? {
        guard let first = pop() else { return nil }
        var lists = [first.list]
        while let next = entries.first, next.quotient == first.quotient {
            lists.append(next.list)
            _ = pop()
        }
        return (first.quotient, lists.sorted())
    }

    private mutating func pop() -> Entry? {
        guard let top = entries.first, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return top }
        entries[0] = last
        var place = 0
        while true {
            var highest = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < entries.count && entries[highest].quotient < entries[child].quotient { highest = child }
            guard highest != place else { return top }
            entries.swapAt(place, highest)
            place = highest
        }
    }
}
