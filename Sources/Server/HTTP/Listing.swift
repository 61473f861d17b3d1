import Daylight
import Storage

/// Whole lists, page by page, for downloads.
enum Listing {
    /// Most rows one download holds; the answer says in its last page's absence that there is more through the API.
    static let rowLimit = 50_000

    /// Follows the cursors from the start.
    static func all<Item: Sendable>(
        _ page: (Cursor?, Int) async throws -> Storage.Page<Item>
    ) async throws -> [Item] {
        var items: [Item] = []
        var cursor: Cursor?
        repeat {
            let next = try await page(cursor, 500)
            items += next.items
            cursor = next.next
        } while cursor != nil && items.count < rowLimit
        return items
    }
}

extension Call {
    /// Where a page of a list starts.
    ///
    /// - Throws: ``Problem`` invalid-parameter for a cursor that this server did not make.
    func cursor() throws(Problem) -> Cursor? {
        guard let text = query["after"] else { return nil }
        do { return try Cursor(parsing: text) } catch { throw .invalidParameter("after", "after: \(error.description)") }
    }
}
