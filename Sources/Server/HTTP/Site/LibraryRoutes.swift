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
        let lines = try await download(call).map { CanonicalJSON.line(LibraryRow($0).json) + "\n" }
        return .download(Array(lines.joined().utf8), type: MediaTypeText.jsonLines, name: "ads.jsonl")
    }
}

/// An ad as a row of a download: numbers are numbers, and what is not known is empty or `null`.
struct LibraryRow: Sendable {
    static let columns = [
        "id", "version", "address", "title", "sponsor", "payer", "controlling_entity", "publisher", "elections", "territories",
        "start", "end", "amount_low", "amount_high", "currency", "reach_low", "reach_high", "techniques", "technique_codes",
        "languages", "mediums", "state", "source", "text",
    ]

    private let ad: LibraryAd

    init(_ ad: LibraryAd) { self.ad = ad }

    private var values: [JSONValue] {
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        func list(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
        return [
            .string(ad.id), .integer(ad.version), .string(ad.address), .string(ad.content.title), text(ad.sponsor),
            text(ad.payer),
            controllingEntity, .string(ad.publisher), list(ad.elections), list(ad.territories),
            .string(ad.period.start.description), text(ad.period.end?.description), text(ad.amount?.low.text()),
            text(ad.amount?.high?.text()), text(ad.amount?.currency), ad.reach.map { .integer($0.low) } ?? .null,
            ad.reach?.high.map { .integer($0) } ?? .null, techniques.used, list(techniques.codes), list(ad.content.languages),
            list(ad.content.mediums.map(\.rawValue)), .string(ad.stateText), .string(ad.source.rawValue),
            .string(ad.content.text),
        ]
    }

    /// A name, `none`, or nothing when it is not known.
    private var controllingEntity: JSONValue {
        switch ad.controllingEntity {
        case .known(let name): .string(name)
        case .none: "none"
        case .unknown: .null
        }
    }

    private var techniques: (used: JSONValue, codes: [String]) {
        switch ad.techniques {
        case .used(let list): (true, list.codes)
        case .notUsed: (false, [])
        case .unknown: (.null, [])
        }
    }

    var json: JSONValue {
        var object = JSONObject()
        for (name, value) in zip(Self.columns, values) { object[name] = value }
        return .object(object)
    }

    var cells: [String] {
        values.map { value in
            switch value {
            case .null: ""
            case .string(let text): text
            case .array(let texts): texts.compactMap(\.stringValue).joined(separator: "; ")
            default: CanonicalJSON.line(value)
            }
        }
    }
}
