import Credibility
import Daylight
import HTTPTypes
import Storage

/// The Fact Check Tools interface of Google, version v1alpha1, so that its clients can ask and write here (credibility
/// reference, section 4.4).
struct FactCheckToolsRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/v1alpha1/claims:search", query: Self.searchParameters, isShared: true, handle: search),
            Route(.get, "/v1alpha1/claims:imageSearch", query: Self.imageParameters, isShared: true, handle: searchByImage),
            Route(.get, "/v1alpha1/pages", query: Self.listParameters, isShared: true, handle: list),
            Route(.get, "/v1alpha1/pages/{page}", query: Self.common, isShared: true, handle: page),
            Route(.post, "/v1alpha1/pages", access: Self.writing, query: Self.common, body: .json, handle: create),
            Route(.put, "/v1alpha1/pages/{page}", access: Self.writing, query: Self.common, body: .json, handle: update),
            Route(.delete, "/v1alpha1/pages/{page}", access: Self.writing, query: Self.common, handle: delete),
        ]
    }

    private static let writing = Access.role(.reviewer, scope: .publish)

    private static let common = [
        QueryParameter("key", "Taken and not looked at.", example: "any"),
        QueryParameter("alt", "Always json.", example: "json"),
    ]

    private static let paging = [
        QueryParameter("pageSize", "How many, 10 unless told.", example: "10"),
        QueryParameter("pageToken", "The `nextPageToken` of the page before.", example: "10-0123456789abcdef"),
        QueryParameter("offset", "Where to start, without a token.", example: "0"),
    ]

    private static let language = QueryParameter("languageCode", "BCP 47.", example: "en")

    private static let searchParameters =
        [
            QueryParameter("query", "Words that all have to occur.", example: "voter cards"), language,
            QueryParameter("reviewPublisherSiteFilter", "Host of the fact-checker.", example: "checks.example"),
            QueryParameter("maxAgeDays", "Age from the newer of claim and review.", example: "30"),
        ] + paging + common

    private static let imageParameters =
        [
            QueryParameter("imageUri", "Address of the picture.", isRequired: true, example: "https://posts.example/1"), language,
        ] + paging + common

    private static let listParameters =
        [
            QueryParameter("url", "Address of the page.", example: "https://checks.example/7"),
            QueryParameter("organization", "Host of the fact-checker.", example: "checks.example"),
        ] + paging + common

    private func search(_ call: Call) async throws -> Reply {
        let search = try Self.taking { () throws(InputError) in
            try FactCheckSearch(
                query: call.query["query"], languageCode: call.query["languageCode"],
                reviewPublisherSiteFilter: call.query["reviewPublisherSiteFilter"], maxAgeDays: call.query["maxAgeDays"],
                pageSize: call.query["pageSize"], pageToken: call.query["pageToken"], offset: call.query["offset"])
        }
        return .json(search.answer(from: try await counting(), today: call.now.day))
    }

    private func searchByImage(_ call: Call) async throws -> Reply {
        let search = try Self.taking { () throws(InputError) in
            try FactCheckImageSearch(
                imageUri: call.query["imageUri"], languageCode: call.query["languageCode"], pageSize: call.query["pageSize"],
                pageToken: call.query["pageToken"], offset: call.query["offset"])
        }
        return .json(search.answer(from: try await counting(), pictures: site.configuration.factChecks.pictures))
    }

    private func counting() async throws -> [FactCheck] { try await site.factChecks.all().filter(\.counts).map(\.check) }

    private func list(_ call: Call) async throws -> Reply {
        let search = try Self.taking { () throws(InputError) in
            try ClaimReviewPageSearch(
                url: call.query["url"], organization: call.query["organization"], pageSize: call.query["pageSize"],
                pageToken: call.query["pageToken"], offset: call.query["offset"])
        }
        let part = search.paging.part(of: try await site.factCheckPages.places(where: search.matches))
        var pages: [JSONValue] = []
        for place in part.items { pages.append(try await site.factCheckPages.page(at: place).json) }
        return .json(part.answer("claimReviewMarkupPages", pages))
    }

    private func page(_ call: Call) async throws -> Reply {
        guard let page = try await site.factCheckPages.page(call.parameter("page")) else { throw Self.unknown }
        return .json(page.json)
    }

    private func create(_ call: Call) async throws -> Reply {
        try await writing(call) { user in
            let page = try Self.page(call)
            return .json(
                try await site.factCheckPages.create(page, by: user.name, now: call.now).json, caching: .never)
        }
    }

    private func update(_ call: Call) async throws -> Reply {
        try await writing(call) { user in
            let page = try Self.page(call)
            let written = try await site.factCheckPages.update(
                try call.parameter("page"), to: page, from: call.json["versionId"]?.stringValue, by: user.name, now: call.now)
            return .json(written.json, caching: .never)
        }
    }

    private func delete(_ call: Call) async throws -> Reply {
        try await writing(call) { user in
            try await site.factCheckPages.delete(try call.parameter("page"), by: user.name, now: call.now)
            return .json([:], caching: .never)
        }
    }

    /// A session's cookie travels by itself; only a token shows that a program meant it.
    private func writing(_ call: Call, _ work: (User) async throws -> Reply) async throws -> Reply {
        guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
        do {
            return try await site.replays.once(call, user: token.user) { try await work(token.user) }
        } catch let refusal as FactCheckPageDesk.Refusal { throw Self.error(refusal) }
    }

    private static let unknown = ForeignError.google(.notFound, "NOT_FOUND", "There is no such page.")

    private static func error(_ refusal: FactCheckPageDesk.Refusal) -> ForeignError {
        switch refusal {
        case .malformed(let error): .google(error)
        case .exists(let name): .google(.conflict, "ALREADY_EXISTS", "There is a page at this address: \(name).")
        case .unknown: unknown
        case .notNewest(let version): .google(.conflict, "ABORTED", "The page has another version by now: \(version).")
        }
    }

    /// The page that a client sends.
    @inline(never)
    private static func page(_ call: Call) throws(ForeignError) -> ClaimReviewPage {
        try taking { () throws(InputError) in
            let page = try ClaimReviewPage(call.json)
            // Clocks are ahead of UTC by 14 hours at most; the page names its own day.
            try page.check(today: Timestamp(seconds: call.now.seconds + 14 * 3600).day)
            return page
        }
    }

    // Inlined into an asynchronous function it could stop the optimiser of Swift 6.3.1.
    @inline(never)
    private static func taking<Value>(_ read: () throws(InputError) -> Value) throws(ForeignError) -> Value {
        do { return try read() } catch { throw .google(error) }
    }
}
