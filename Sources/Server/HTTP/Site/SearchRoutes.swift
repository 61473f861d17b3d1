import Daylight
import EvidenceLog
import HTTPTypes
import Storage

/// The one box that takes anything.
struct SearchRoutes: Sendable {
    let site: Site

    var routes: [Route] { [Route(.get, SitePath.search, query: [.words, .after], handle: search)] }

    private func search(_ call: Call) async throws -> Reply {
        let text = call.query["q"] ?? ""
        let understood = try await understand(text)
        guard understood != .nothing else {
            return try await site.page(
                SearchPage(query: "", understood: .nothing, groups: [], paging: .single(0)), for: call)
        }
        let found = try await site.store.search(
            text, kinds: SearchHit.Kind.shown(to: call.visitor), after: call.cursor(), limit: call.limit)
        let paging = Paging(
            total: found.next == nil && call.query["after"] == nil ? .exactly(found.items.count) : .atLeast(found.items.count),
            first: call.query["after"] == nil ? nil : SitePath.search(text),
            next: found.next.map { "\(SitePath.search(text))&after=\(PercentEncoding.query($0.text))" })
        let page = SearchPage(query: text, understood: understood, groups: Self.groups(of: found.items), paging: paging)
        return try await site.page(page, for: call)
    }

    private func understand(_ text: String) async throws -> SearchPage.Understood {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard !words.isEmpty else { return .nothing }
        if let subject = try? Subject(parsing: text) { return .subject(subject) }
        if let id = Finding.ID(text), try await site.store.finding(id) != nil { return .finding(id) }
        if let number = Int(text), number >= 0, UInt64(number) < site.observatory.entryCount { return .logEntry(number) }
        return .words(words)
    }

    private static func groups(of hits: [SearchHit]) -> [SearchPage.Group] {
        SearchPage.Kind.allCases.compactMap { kind in
            let members = hits.filter { $0.kind.pageKind == kind }
            guard !members.isEmpty else { return nil }
            return SearchPage.Group(
                kind: kind,
                hits: members.map { SearchPage.Hit(title: $0.title, path: $0.path, detail: $0.snippet) })
        }
    }
}
