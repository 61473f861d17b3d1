import Daylight
import Exposure
import HTTPTypes
import Storage

/// Ranking policies and ranked feeds for programs.
struct APIFeedRoutes: Sendable {
    let site: Site

    var routes: [Route] { [policies, publish, rank, explanation] }

    private var policies: Route {
        Route(
            .get, "/api/v1/feed/policies",
            operation: Operation(
                id: "listRankingPolicies", summary: "The published ranking policies, the last first.", tag: "Feeds",
                schema: .object([Schema.property("policies", .list(Self.policy), "At most 200.")]),
                example: ["policies": [Self.policyExample]]), isShared: true
        ) { _ in
            var policies: [JSONValue] = []
            for policy in try await site.feeds.policies() { policies.append(try await json(policy)) }
            return .json(["policies": .array(policies)])
        }
    }

    private func json(_ policy: FeedDesk.Policy) async throws -> JSONValue {
        var object: JSONObject = [
            "version": .string(policy.policy.version), "validFrom": .string(policy.policy.validFrom),
            "published": .string(policy.published.description), "sha256": .string(policy.digest.hex),
            "policy": policy.document,
        ]
        if let number = try await site.number(of: policy.statement) {
            object["statement"] = .integer(number)
            object["receipt"] = .string(SitePath.receipt(number))
        }
        return .object(object)
    }

    private var publish: Route {
        Route(
            .post, "/api/v1/feed/policies", access: .role(.reviewer, scope: .publish), body: .json,
            operation: Operation(
                id: "publishRankingPolicy", summary: "Signs, logs and publishes a ranking policy.", tag: "Feeds",
                schema: Self.policy, example: Self.policyExample, status: .created,
                body: .init(schema: Self.document, example: Self.documentExample),
                problems: [
                    .notSignedIn, .notAllowed, .tooLarge, .wrongMediaType, .malformedRequest, .invalidContent, .inProgress,
                ])
        ) { call in
            guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
            return try await site.replays.once(call, user: token.user) {
                do {
                    let policy = try await site.feeds.publish(call.json, by: token.user.name, now: call.now)
                    return .json(try await json(policy), status: .created, caching: .never)
                } catch FeedDesk.Refusal.malformed(let error) {
                    throw Problem(error, pointer: error.field)
                } catch let refusal as FeedDesk.Refusal {
                    throw Problem(.invalidContent, refusal.sentence)
                }
            }
        }
    }

    /// Ranking alone needs no account: it tells nothing that was not sent. A record of it speaks for this server.
    private var rank: Route {
        Route(
            .post, "/api/v1/feed/rank", body: .tables,
            operation: Operation(
                id: "rankFeed", summary: "Ranks posts by a published policy; explains every place.", tag: "Feeds",
                schema: Self.ranked, example: Self.rankedExample,
                body: .init(schema: Self.request, example: Self.requestExample),
                problems: [
                    .notSignedIn, .notAllowed, .notFound, .tooLarge, .wrongMediaType, .malformedRequest, .invalidContent,
                    .inProgress,
                ])
        ) { call in
            try Self.request.check(call.json)
            guard call.json["record"]?.boolValue == true else {
                guard call.json["publish"] == nil || call.json["publish"] == .null else {
                    throw Problem(
                        InputError(field: "publish", expected: "record: true beside it", found: "none"), pointer: "/publish")
                }
                return try await rank(call, recording: nil)
            }
            // A session's cookie travels by itself; only a token shows that a program meant it.
            guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
            guard token.user.role >= .publisher, token.scopes.contains(.publish) else {
                throw Problem(.notAllowed, "A record needs the role publisher and the scope publish.")
            }
            return try await site.replays.once(call, user: token.user) {
                try await rank(call, recording: token.user.name)
            }
        }
    }

    private func rank(_ call: Call, recording author: String?) async throws -> Reply {
        guard let policy = try await site.feeds.policy(call.json["policy"]?.stringValue ?? "") else {
            throw Problem.notFound("This policy")
        }
        let candidates = call.json["candidates"] ?? .null
        let noProfiling = call.json["noProfiling"]?.boolValue ?? false
        let used = noProfiling ? policy.policy.withoutProfiling : policy.policy
        let read: FeedCandidates
        do {
            read = try FeedCandidates(candidates, for: used)
            guard read.items.count <= FeedDesk.itemLimit else {
                throw InputError(
                    field: "items", expected: "at most \(FeedDesk.itemLimit) posts", found: "\(read.items.count)")
            }
        } catch let error as InputError { throw Problem(error, pointer: "/candidates/\(error.field)") }
        let feed = RankedFeed(read, by: used)
        let top = call.json["top"]?.integerValue.map { Int($0) }
        var answer = feed.json(noProfiling: noProfiling, top: top)
        if let author {
            let place = try Self.publicAddress(call.json["publish"], read, noProfiling: noProfiling)
            let (name, statement) = try await site.feeds.record(
                feed, candidates, by: policy, noProfiling: noProfiling, author: author, now: call.now, entropy: site.entropy)
            if let place {
                try await site.feeds.publish(feed.places, named: name, at: place, author: author, now: call.now)
                answer["published"] = .string(place.description)
            }
            answer["feed"] = .string(name)
            answer["explanation"] = .string(SitePath.servedFeed(name))
            if let number = try await site.number(of: statement) { answer["receipt"] = .string(SitePath.receipt(number)) }
        }
        return .json(.object(answer), caching: .never)
    }

    /// Under which address everybody is to see the feed; `nil` when it is for one reader.
    @inline(never)
    private static func publicAddress(
        _ member: JSONValue?, _ candidates: FeedCandidates, noProfiling: Bool
    ) throws(Problem) -> RepositoryAddress? {
        guard let member, member != .null else { return nil }
        let text = member.stringValue ?? ""
        guard let address = RepositoryAddress(text, in: .feedGenerator) else {
            let error = InputError(
                field: "publish", expected: "at://DID/app.bsky.feed.generator/KEY", found: text.isEmpty ? member.kind : text)
            throw Problem(error, pointer: "/publish")
        }
        do throws(InputError) {
            try PublicFeed.check(candidates, noProfiling: noProfiling)
        } catch { throw Problem(error, pointer: "/\(error.field)") }
        return address
    }

    private var explanation: Route {
        Route(
            .get, "/api/v1/feeds/{feed}/items/{post}/explanation",
            operation: Operation(
                id: "explainPlace", summary: "Why a post stands where it stood in a served feed.", tag: "Feeds",
                schema: Self.item, example: Self.itemExample, problems: [.notFound],
                parameters: ["feed": "The name of the served feed.", "post": "The post's id."])
        ) { call in
            let served = try await site.feed(call)
            let post = try call.parameter("post")
            guard let item = served.feed.items.first(where: { $0.candidate.id.utf8.elementsEqual(post.utf8) }) else {
                throw Problem.notFound("This post")
            }
            return .json(.object(served.feed.json(of: item, top: nil)), caching: .never)
        }
    }
}

extension APIFeedRoutes {
    private static let document = Schema.object(
        [
            Schema.property("version", .text(limit: 576), "Tells policies apart."),
            Schema.property("validFrom", .text(limit: 40), "A day or an instant."),
            Schema.property("halfLifeSeconds", .integer(1...1_000_000_000_000), "The time in which recency halves."),
            Schema.property("features", .list(.object([], isOpen: true)), "name, weight, profiling and reason of each."),
            Schema.property("demotions", .list(.object([], isOpen: true)), "name, factor and reason of each."),
        ], isOpen: true)

    static let documentExample: JSONValue = [
        "version": "2026-11-01", "validFrom": "2026-11-01", "halfLifeSeconds": 21_600,
        "features": [
            ["name": "recency", "weight": 300, "profiling": false, "reason": "New things matter on election day."],
            ["name": "follow", "weight": 250, "profiling": true, "reason": "You chose whom to follow."],
        ],
        "demotions": [["name": "claimFalse", "factor": 200, "reason": "A fact-check rates the claim false."]],
    ]

    private static let policy = Schema.object([
        Schema.property("version", .text(limit: 576), "Tells policies apart."),
        Schema.property("validFrom", .text(limit: 40), "As the policy says."),
        Schema.property("published", .moment, "When it was published here."),
        Schema.property("sha256", .digest, "Of the policy's canonical bytes."),
        Schema.property("policy", document, "The policy."),
        Schema.property("statement", .count, "Number of the statement about it.", optional: true),
        Schema.property("receipt", .text(limit: 4096), "Where the receipt is.", optional: true),
    ])

    private static let policyExample: JSONValue = [
        "version": "2026-11-01", "validFrom": "2026-11-01", "published": "2026-11-01T08:00:00Z",
        "sha256": .string(String(repeating: "0f", count: 32)), "policy": documentExample, "statement": 4,
        "receipt": "/statements/4/receipt.json",
    ]

    private static let request = Schema.object([
        Schema.property("policy", .text(limit: 576), "Version of a published policy."),
        Schema.property("candidates", .object([], isOpen: true), "The posts, as the documentation of feed files says."),
        Schema.property("noProfiling", .boolean, "Whether what is known about the reader weighs nothing.", optional: true),
        Schema.property("top", .integer(1...100_000), "Say what would bring each post among the first so many.", optional: true),
        Schema.property("record", .boolean, "Whether the feed is recorded as served; needs a token.", optional: true),
        Schema.property(
            "publish", .nullable(.text(limit: RepositoryAddress.limit)), "Address at which everybody sees the recorded feed.",
            optional: true),
    ])

    private static let requestExample: JSONValue = [
        "policy": "2026-11-01",
        "candidates": [
            "now": "2026-11-23T12:00:00Z", "reader": "r1",
            "items": [["id": "a", "ageSeconds": 10_800, "features": ["follow": 1_000_000], "demotions": []]],
        ],
    ]

    private static let item = Schema.object(
        [
            Schema.property("id", .text(limit: 65_536), "The post."),
            Schema.property("rank", .count, "From 1."),
            Schema.property("score", .count, "Micro-points."),
            Schema.property("base", .count, "Sum of the parts."),
            Schema.property("sentence", .text(limit: 65_536), "Why it stands there, in plain words."),
        ], isOpen: true)

    private static let itemExample: JSONValue = [
        "id": "a", "rank": 1, "score": 475_000, "base": 475_000, "sentence": "Shown because you follow its author and it is new.",
    ]

    private static let ranked = Schema.object(
        [
            Schema.property("policy", .text(limit: 576), "Version of the policy."),
            Schema.property("now", .moment, "When the feed is made."),
            Schema.property("noProfiling", .boolean, "As asked."),
            Schema.property("items", .list(item), "By rank."),
            Schema.property("feed", .text(limit: 64), "Name of the served feed, where it was recorded.", optional: true),
            Schema.property("explanation", .text(limit: 4096), "Its page for the reader.", optional: true),
            Schema.property(
                "published", .text(limit: RepositoryAddress.limit), "Where everybody sees it, if so asked.", optional: true),
            Schema.property("receipt", .text(limit: 4096), "Where the receipt of its record is.", optional: true),
        ])

    private static let rankedExample: JSONValue = [
        "policy": "2026-11-01", "now": "2026-11-23T12:00:00Z", "noProfiling": false, "items": [itemExample],
    ]
}
