import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// The library of political ads: open to everybody, without signing in.
struct LibraryRoutes: Sendable {
    let site: Site

    /// Most ads of one download; the address of the page after it is in the answer's `Link` field.
    static let downloadLimit = 50_000

    /// What a query may hold; ``LibraryQuery/init(urlQuery:)`` says what it means.
    static let parameters: [QueryParameter] =
        [
            QueryParameter("q", "Words and \"phrases\"; all have to stand in the ad.", example: "bus"),
            QueryParameter("from", "First day of a time in which the ad ran.", example: "2026-08-01"),
            QueryParameter("to", "Last day of that time.", example: "2026-09-13"),
            QueryParameter("min", "Lowest amount, in the one currency asked for.", example: "100"),
            QueryParameter("max", "Highest amount.", example: "20000"),
            QueryParameter("match", "Whether a band counts that lies in the range possibly or certainly.", example: "possibly"),
            QueryParameter("creative", "SHA-256 of a creative.", example: String(repeating: "0", count: 64)),
            QueryParameter("sort", "newest, amount or relevance.", example: "newest"),
            QueryParameter("limit", "Ads on a page.", example: "50"),
            QueryParameter("cursor", "Where the page before this one ended.", example: ""),
            QueryParameter("facets", "Fields to count by, with commas between, or none.", example: "sponsor,publisher"),
            QueryParameter("top", "Values counted of each facet.", example: "20"),
            QueryParameter("trend", "month or week.", example: "month"),
            QueryParameter("split", "Field to split the trend by.", example: "sponsor"),
            QueryParameter("none", "Ads that say that there is none of a field.", example: "controllingEntity", mayRepeat: true),
            QueryParameter("unknown", "Ads that do not say a field.", example: "payer", mayRepeat: true),
        ]
        + LibraryField.allCases.map { field in
            QueryParameter(field.rawValue, "Only ads with this \(field.label.lowercased()).", example: "", mayRepeat: true)
        }

    var routes: [Route] {
        [
            Route(.get, SitePath.ads, query: Self.parameters, handle: library),
            Route(.get, "/ads.csv", query: Self.parameters, handle: csv),
            Route(.get, "/ads.jsonl", query: Self.parameters, isShared: true, handle: jsonLines),
            Route(.get, "/ads/dsa-39.jsonl", query: Self.parameters, isShared: true, handle: repositoryEntries),
            Route(.get, "/ads/sponsors/{sponsor}", handle: sponsor),
        ]
    }

    private func library(_ call: Call) async throws -> Reply {
        var problem: String?
        var query = LibraryQuery()
        do { query = try LibraryQuery(urlQuery: FormFields.text(call.query.fields)) } catch { problem = error.description }
        query.facets = LibraryPage.facets
        query.valuesPerFacet = 8
        query.trend = LibraryQuery.Trend(step: .month)
        let library = try await site.library.current(now: call.now)
        let answer: LibraryAnswer
        do { answer = try library.answer(query) } catch { throw Problem(error, pointer: "#cursor") }
        let page = LibraryPage(
            query: query, answer: answer, ads: try await site.library.ads(answer.page, now: call.now),
            trend: TrendPicture(answer.trend)?.drawing(site.pages.words),
            canPublish: (call.visitor.user?.role).map { $0 >= .publisher } ?? false, problem: problem)
        return try await site.page(page, for: call, status: problem == nil ? .ok : .badRequest)
    }

    private func sponsor(_ call: Call) async throws -> Reply {
        let name = try call.parameter("sponsor")
        var query = LibraryQuery()
        query.fields[.sponsor] = [.text(name)]
        query.facets = [.controllingEntity, .payer, .publisher, .election, .territory, .techniques, .technique, .language]
        query.trend = LibraryQuery.Trend(step: .month)
        let answer = try await site.library.current(now: call.now).answer(query)
        guard answer.total > 0 else { throw Problem.notFound("This sponsor") }
        let pledges = try await PledgeDesk(findings: AdFindingDesk(site)).pledges(now: call.now)
        let page = SponsorPage(
            name: name, answer: answer, ads: try await site.library.ads(answer.page, now: call.now),
            trend: TrendPicture(answer.trend)?.drawing(site.pages.words),
            pledges: pledges.filter { $0.pledge.covers([name]) })
        return try await site.page(page, for: call)
    }

    /// The ads of a query from its cursor on, as many as one download holds.
    private func download(_ call: Call) async throws -> [LibraryAd] {
        let query: LibraryQuery
        do { query = try LibraryQuery(urlQuery: FormFields.text(call.query.fields)) } catch {
            throw Problem(error, pointer: "#query")
        }
        let references = try await site.library.current(now: call.now).references(query)
        return try await site.library.ads(references.prefix(Self.downloadLimit), now: call.now)
    }

    private func csv(_ call: Call) async throws -> Reply {
        var table = CommaSeparated(columns: LibraryRow.columns)
        for ad in try await download(call) { table.append(LibraryRow(ad).cells) }
        return .download(table.bytes, type: MediaTypeText.csv, name: "ads.csv")
    }

    private func jsonLines(_ call: Call) async throws -> Reply {
        try await lines(call, name: "ads.jsonl") { LibraryRow($0).json }
    }

    /// The same ads with what Art. 39 of the Digital Services Act asks of repositories, for platforms it binds.
    private func repositoryEntries(_ call: Call) async throws -> Reply {
        try await lines(call, name: "dsa-39.jsonl") { RepositoryEntry($0).json }
    }

    private func lines(_ call: Call, name: String, _ json: (LibraryAd) -> JSONValue) async throws -> Reply {
        let lines = try await download(call).map { CanonicalJSON.line(json($0)) + "\n" }
        return .download(Array(lines.joined().utf8), type: MediaTypeText.jsonLines, name: name)
    }
}
