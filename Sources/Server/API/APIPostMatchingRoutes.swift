import Credibility
import Daylight
import HTTPTypes
import Storage

/// Posts against fact-checks and notes, for programs.
struct APIPostMatchingRoutes: Sendable {
    let site: Site

    var routes: [Route] { [match] }

    private var match: Route {
        Route(
            .post, "/api/v1/claims/match", access: .role(.reader, scope: .read), body: .tables,
            operation: Operation(
                id: "matchPosts", summary: "Says of posts which known claims and notes they meet, and what follows.",
                tag: "Fact-checks",
                schema: .object([
                    Schema.property("keys", .text(limit: 64), "Version of the rules by which wordings are compared."),
                    Schema.property("posts", .list(Self.result), "In the order in which they were sent."),
                ]), example: ["keys": "1", "posts": [Self.example]],
                body: .init(
                    schema: Self.request,
                    example: ["posts": [["id": "p-1", "text": "The mayor sold 1,200 voter cards at the market!!!"]]]),
                problems: [.notSignedIn, .notAllowed, .tooLarge, .wrongMediaType, .malformedRequest, .invalidContent])
        ) { call in
            let posts = try Self.posts(call.json)
            guard posts.count <= PostMatching.postLimit else {
                throw Problem(
                    InputError(field: "posts", expected: "at most \(PostMatching.postLimit)", found: "\(posts.count)"),
                    pointer: "/posts")
            }
            try Self.request.check(call.json)
            do {
                let results = try await site.posts.results(
                    for: posts, ignoringAccents: call.json["ignoreAccents"]?.boolValue ?? false, at: call.now)
                return .json(
                    [
                        "keys": .string("\(TextKey.version)"), "posts": .array(results.map { $0.json(now: call.now) }),
                    ], caching: .never)
            } catch let error as InputError { throw Problem(error, pointer: "/posts") }
        }
    }

    /// A post without text would look like one in which nothing was found.
    @inline(never)
    private static func posts(_ body: JSONValue) throws -> [PostMatching.Post] {
        do throws(InputError) {
            let reader = try MemberReader(body, path: "/")
            var posts: [PostMatching.Post] = []
            for (index, value) in try reader.array("posts").enumerated() {
                let post = try MemberReader(value, path: "/posts/\(index)/")
                posts.append(PostMatching.Post(id: try post.string("id"), text: try post.string("text")))
            }
            return posts
        } catch {
            throw Problem(error, pointer: error.field)
        }
    }

    private static let request = Schema.object([
        Schema.property(
            "posts",
            .list(
                .object([
                    Schema.property("id", .text(limit: Subject.identifierLimit), "Of the post."),
                    Schema.property("text", .text(limit: 65_536), "Its words."),
                ])), "At most \(PostMatching.postLimit), and 1 MiB of text together."),
        Schema.property(
            "ignoreAccents", .boolean, "Whether claims are also named that are alike only without accents.", optional: true),
    ])

    private static let result = Schema.object([
        Schema.property("id", .text(limit: Subject.identifierLimit), "Of the post."),
        Schema.property(
            "matches",
            .list(
                .object([
                    Schema.property("factCheck", .digest, "Id of the fact-check."),
                    Schema.property("decision", .choice(["same", "quoted", "near"]), "How alike the wordings are."),
                    Schema.property("level", .choice(["match", "suggest"]), "Whether anything may follow by rule."),
                    Schema.property("key", .choice(["wording", "without-accents"]), "The form in which they are alike."),
                    Schema.property("jaccard", .number, "Shared of all shingles."),
                    Schema.property("containment", .number, "Shared of the smaller's shingles."),
                    Schema.property("words", .nullable(.list(.object([], isOpen: true))), "What agrees, word by word."),
                ])), "Disputed claims in the same or much the same wording: the ten that weigh most."),
        Schema.property("more", .count, "Such claims besides."),
        Schema.property("notes", .list(.text(limit: 20)), "Notes shown as helpful that call the post misleading."),
        Schema.property("demotions", .list(.object([], isOpen: true)), "What follows by rule, as a feed's candidates carry it."),
    ])

    private static let example: JSONValue = [
        "id": "p-1",
        "matches": [
            [
                "factCheck": .string(String(repeating: "0f", count: 32)), "decision": "same", "level": "match", "key": "wording",
                "jaccard": 1,
                "containment": 1, "words": [["both": ["the", "mayor"]]],
            ]
        ], "more": 0, "notes": [],
        "demotions": [
            [
                "name": "claimFalse", "evidence": .string("/fact-checks/\(String(repeating: "0f", count: 32))"),
                "decidedBy": "rule:same-wording-1", "date": "2026-11-27T10:00:00Z", "until": "2026-12-11T10:00:00Z",
                "text": "A fact-check by Checks rated a claim in the same words “False”.",
            ]
        ],
    ]
}
