/// Where a list continues. Lists grow while they are read, so there are cursors and no page numbers.
struct Paging: Hashable, Sendable {
    /// How many rows there are in all.
    enum Total: Hashable, Sendable {
        case exactly(Int)
        case atLeast(Int)
    }

    var total: Total
    /// Address of the first page; `nil` when this is it.
    var first: String?
    /// Address of the next page; `nil` at the end of the list.
    var next: String?

    /// A list that fits on one page.
    static func single(_ count: Int) -> Paging { Paging(total: .exactly(count), first: nil, next: nil) }
}

/// The same list as files.
struct ListDownloads: Hashable, Sendable {
    /// Address that answers with CSV.
    var csv: String
    /// Address that answers with JSON.
    var json: String
}
