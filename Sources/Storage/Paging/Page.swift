/// A piece of a list and where the next piece starts.
public struct Page<Item: Sendable>: Sendable {
    /// Longest piece a list gives at once.
    public static var longest: Int { 500 }

    public let items: [Item]
    /// Where to go on; `nil` when the list ends here.
    public let next: Cursor?

    public init(items: [Item], next: Cursor?) {
        self.items = items
        self.next = next
    }

    static func clamped(_ limit: Int) -> Int { min(max(limit, 1), longest) }

    /// Cuts one item too many into a page and the cursor of its last item.
    static func cutting<Row>(
        _ rows: [Row], limit: Int, item: (Row) throws -> Item, cursor: (Row) throws -> Cursor
    ) rethrows -> Page {
        let kept = rows.prefix(limit)
        let next = rows.count > limit ? try kept.last.map(cursor) : nil
        return Page(items: try kept.map(item), next: next)
    }
}

extension Page: Equatable where Item: Equatable {}
