import Credibility
import Daylight
import HTTPTypes
import Sponsorship
import Storage
import Tally

@testable import Server

extension TestSite {
    /// An address of the route that leads to something, made from its template and its required parameters.
    func address(of route: Route) async throws -> String {
        let isAboutAds =
            route.path.hasPrefix("/t/") || route.path.contains("/ads")
            || route.path.hasPrefix("/notifications")
        if isAboutAds { try await advertise() }
        let isAboutCounts = ["/elections", "/count", "/results"].contains { route.path.contains($0) }
        if isAboutCounts { try await count() }
        let audit = isAboutCounts ? try await site.audits.audits(CountSample.id).first : nil
        let isAboutFeeds = ["/feed/", "/feeds/"].contains { route.path.contains($0) }
        let feed = isAboutFeeds ? try await serveFeed() : ""
        let check = route.path.contains("/fact-checks/") ? try await checkClaim() : ""
        let isAboutPages = route.path.hasPrefix("/v1alpha1/pages/")
        if isAboutPages { try await checkClaim() }
        let page = isAboutPages ? try await site.factCheckPages.places { _ in true }.first : nil
        let note = route.path.contains("/notes") ? try await noteExample(for: route) : ""
        let creative = route.path.contains("/creatives/") ? try await keepCreatives() : ""
        let isAboutBoard = route.path.contains("/board/")
        let board = isAboutBoard ? try await openBoard() : nil
        let isAboutData = route.path.contains("data")
        let isAboutLeaks = route.path.contains("/leaks/{leak}")
        let leak = isAboutLeaks ? try await releaseLeak() : ""
        let id = route.path.hasPrefix("/account") ? "ann" : isAboutData ? Sample.dataset().id.text : finding.id.text
        let named = board.map { route.path.contains("/reviewers/") ? $0.reviewer : $0.draft } ?? id
        let decision = try await store.decisions(of: finding.id).first
        var path = route.path
        for (name, value) in [
            ("{id}", named), ("{log}", "2026"),
            (
                "{number}",
                route.path.contains("/statements/")
                    ? "0"
                    : route.path.contains("/fact-checks/") || isAboutBoard || isAboutLeaks
                        ? "1" : decision.map { String($0.id.rawValue) } ?? "1"
            ),
            ("{code}", isAboutAds ? NoticeSample.code.text : "not-found"), ("{draft}", "draft"), ("{question}", "money"),
            ("{sponsor}", "Kustpartiet"), ("{reference}", "reference"), ("{request}", "request"),
            ("{version}", "1"), ("{election}", "GR%202026%2F1"), ("{unit}", "S1"), ("{section}", "votes"),
            ("{audit}", audit?.key ?? ""), ("{policy}", FeedSample.version), ("{feed}", feed), ("{check}", check),
            ("{page}", page.map { ClaimReviewPage.id(of: $0.address).hex } ?? ""),
            ("{sha256}", creative), ("{note}", note), ("{table}", "notes-00000.tsv"),
            ("{post}", "p%2F1"), ("{leak}", leak),
            ("{round}", "1"),
            ("**", isAboutCounts ? "index.json" : "entries/000.p/1"),
        ] {
            path = path.split(separator: "/", omittingEmptySubsequences: false).map { $0 == name ? value[...] : $0 }
                .joined(separator: "/")
        }
        var query = route.query.filter(\.isRequired).map { (name: $0.name, value: $0.example) }
        if let paper = audit?.process.papers.waiting.first, route.path.hasSuffix("/reading") {
            query = [(name: "batch", value: paper.batch), (name: "position", value: "\(paper.position ?? 1)")]
        }
        if route.path.hasSuffix("getFeedSkeleton") { query = [(name: "feed", value: try await publishFeed())] }
        // Words or a site: neither is required by itself.
        if route.path.hasSuffix("claims:search") { query = [(name: "query", value: "voter cards")] }
        return query.isEmpty ? path : "\(path)?\(FormFields.text(query))"
    }

    /// A note that the route can do something with: only its author may remove it, and others rate it.
    private func noteExample(for route: Route) async throws -> String {
        let note = try await writeNote(
            on: "\(route.method) \(route.path)", by: route.path.hasSuffix("/withdraw") ? .reader : .publisher)
        _ = try await site.notes.scoreNow(clock.now)
        if route.path.contains("/statuses/") {
            try await store.add([
                NewRecord(kind: .noteStatus, key: String(note.id), body: Array("{}".utf8), author: "test", created: clock.now)
            ])
        }
        return String(note.id)
    }

    /// Makes one decision, so that the log has an entry.
    func decide() async throws {
        _ = try await observatory.decide(
            finding: finding.id, verdict: .organic, reasons: try DecisionReasons("They are friends."), by: "reviewer",
            now: clock.now, entropy: .system)
    }
}
