/// Which of the forms a route can answer in the client likes best (RFC 9110 §12.5.1).
enum MediaPreference {
    /// Whether a page is wanted: `text/html` is liked at least as well as JSON.
    ///
    /// A browser names `text/html` first; `curl` says `*/*` and programs say `application/json`.
    static func prefersPage(_ accept: String?) -> Bool {
        guard let accept, accept.utf8.count <= 4096 else { return false }
        let page = quality(of: "text/html", in: accept)
        let data = ["application/json", "application/problem+json"].map { quality(of: $0, in: accept) }
        return page > 0 && data.allSatisfy { page >= $0 }
    }

    private static func quality(of type: String, in accept: String) -> Double {
        for range in accept.split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let name = parts.first, name == type else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            return weight ?? 1
        }
        return 0
    }
}
