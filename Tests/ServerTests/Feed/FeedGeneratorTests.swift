import Daylight
import Exposure
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct FeedGeneratorTests {
    private static let path = "/xrpc/app.bsky.feed.getFeedSkeleton?feed=\(PercentEncoding.query(FeedSample.address))"

    private func page(_ site: TestSite, _ cursor: String?, limit: Int) async throws -> (posts: [JSONValue], cursor: String?) {
        let next = cursor.map { "&cursor=\(PercentEncoding.query($0))" } ?? ""
        let answer = try await site.anonymous.get("\(Self.path)&limit=\(limit)\(next)")
        #expect(answer.status == 200, "\(answer.text)")
        return (try #require(answer.json["feed"]?.arrayValue), answer.json["cursor"]?.stringValue)
    }

    @Test("pages fit together, also when the feed is published anew in between, and no two posts have the same cursor")
    func paging() async throws {
        let site = try await TestSite()
        try await site.publishFeed(7)
        var (posts, cursors, cursor): ([JSONValue], Set<String>, String?) = ([], [], nil)
        repeat {
            let page = try await page(site, cursor, limit: 1)
            posts += page.posts
            cursor = page.cursor
            if let cursor { #expect(cursors.insert(cursor).inserted) }
            if posts.count == 3 { try await site.publishFeed(2) }
        } while cursor != nil
        #expect(posts.compactMap { $0["post"]?.stringValue } == (0..<7).map { "at://did:plc:author/app.bsky.feed.post/3k\($0)" })
        #expect(try await page(site, nil, limit: 100).posts.count == 2)
    }

    @Test("the context of each post leads to its place in the explanation of the feed")
    func context() async throws {
        let site = try await TestSite()
        try await site.publishFeed(3)
        for (index, post) in try await page(site, nil, limit: 50).posts.enumerated() {
            let context = try #require(post["feedContext"]?.stringValue)
            #expect(context.count <= 2000 && context.hasPrefix("http://localhost:8080/feeds/"))
            let parts = context.dropFirst("http://localhost:8080".count).split(separator: "#")
            let explanation = try await site.anonymous.get(String(parts[0]), accept: Client.browser)
            #expect(explanation.status == 200 && explanation.text.contains("id=\"\(parts[1])\">\(index + 1). "))
            #expect(explanation.text.contains(try #require(post["post"]?.stringValue)))
        }
    }

    @Test("the server says who it is and which feeds it has")
    func identity() async throws {
        let site = try await TestSite { $0.publicURL = "https://daylight.example:8443" }
        try await site.publishFeed()
        let did = try await site.anonymous.get("/.well-known/did.json").json
        #expect(did["id"] == "did:web:daylight.example%3A8443")
        #expect(did["service"]?.arrayValue?.first?["serviceEndpoint"] == "https://daylight.example:8443")
        let described = try await site.anonymous.get("/xrpc/app.bsky.feed.describeFeedGenerator").json
        #expect(described["did"] == did["id"] && described["feeds"] == [["uri": .string(FeedSample.address)]])
    }

    @Test("errors have the shape of the protocol")
    func errors() async throws {
        let site = try await TestSite()
        try await site.publishFeed()
        let unknown = PercentEncoding.query("at://did:plc:abc123/app.bsky.feed.generator/other")
        for (path, status, name) in [
            ("/xrpc/app.bsky.feed.getFeedSkeleton", 400, "InvalidRequest"),
            ("/xrpc/app.bsky.feed.getFeedSkeleton?feed=x", 400, "InvalidRequest"),
            ("/xrpc/app.bsky.feed.getFeedSkeleton?feed=\(unknown)", 400, "UnknownFeed"),
            ("\(Self.path)&limit=101", 400, "InvalidRequest"), ("\(Self.path)&cursor=1", 400, "InvalidRequest"),
            ("\(Self.path)&cursor=9%3A%3A1%3A%3A\(String(repeating: "0", count: 32))", 400, "UnknownFeed"),
            ("\(Self.path)&cursor=1%3A%3A1%3A%3A\(String(repeating: "0", count: 32))", 400, "InvalidRequest"),
            ("/xrpc/app.bsky.feed.getTimeline", 501, "MethodNotImplemented"),
        ] {
            let answer = try await site.anonymous.get(path)
            #expect(answer.status == status && answer.json["error"] == .string(name), "\(path): \(answer.text)")
            #expect(answer.json["message"]?.stringValue?.isEmpty == false)
        }
    }

    @Test("a token of a reader of Bluesky changes nothing")
    func token() async throws {
        let site = try await TestSite { $0.readers = .signedIn }
        try await site.publishFeed()
        let plain = try await site.anonymous.get(Self.path)
        let known = try await site.anonymous.get(Self.path, headers: [.authorization: "Bearer eyJhbGciOiJFUzI1NksifQ.e30.AA"])
        #expect(plain.status == 200 && known.status == 200 && plain.body == known.body)
    }

    @Test("a choice that is not understood is refused with its place, for it would be dropped in silence")
    func choices() async throws {
        let site = try await TestSite()
        _ = try await site.site.feeds.publish(FeedSample.policy, by: "ada", now: site.clock.now)
        func rank(_ name: String, _ value: JSONValue) async throws -> Client.Answer {
            var body: JSONObject = ["policy": .string(FeedSample.version), "candidates": FeedSample.publicCandidates(3)]
            body[name] = value
            return try await site.anonymous.post("/api/v1/feed/rank", json: .object(body))
        }
        for (name, value) in [
            ("noProfiling", "yes"), ("noProfiling", "true"), ("noProfiling", 1), ("noprofiling", true), ("record", "yes"),
            ("top", "x"), ("top", 0), ("a~/b", 1), ("policy", 1), ("candidates", []),
        ] as [(String, JSONValue)] {
            let answer = try await rank(name, value)
            let pointer = name.replacing("~", with: "~0").replacing("/", with: "~1")
            #expect(answer.status == 422, "\(name): \(answer.text)")
            #expect(answer.json["errors"]?.arrayValue?.first?["pointer"] == .string("/\(pointer)"), "\(answer.text)")
        }
        let without = try await rank("noProfiling", true)
        #expect(without.status == 200 && without.json["noProfiling"] == true, "\(without.text)")
        var many = JSONObject()
        for number in 0..<500 { many["m\(number)"] = 1 }
        let answer = try await site.anonymous.post("/api/v1/feed/rank", json: .object(many))
        #expect(answer.status == 422 && answer.json["errors"]?.arrayValue?.count == 50)
    }

    @Test("only a feed without profiling, without a reader and of Bluesky's posts is shown to everybody")
    func refusals() async throws {
        let site = try await TestSite()
        _ = try await site.site.feeds.publish(FeedSample.policy, by: "ada", now: site.clock.now)
        let client = try await site.program(.publisher, scopes: [.read, .publish])
        func rank(_ changes: [(String, JSONValue)]) async throws -> Client.Answer {
            var body: JSONObject = [
                "policy": .string(FeedSample.version), "candidates": FeedSample.publicCandidates(3), "noProfiling": true,
                "record": true, "publish": .string(FeedSample.address),
            ]
            for (name, value) in changes { body[name] = value }
            return try await client.post("/api/v1/feed/rank", json: .object(body))
        }
        let local = FeedSample.candidates(reader: "")
        for (changes, pointer) in [
            ([("noProfiling", false)], "/noProfiling"),
            ([("candidates", FeedSample.publicCandidates(3, reader: "r1"))], "/candidates/reader"),
            ([("candidates", local)], "/candidates/items/0/id"), ([("publish", "at://x")], "/publish"),
            ([("publish", 1)], "/publish"),
        ] as [([(String, JSONValue)], String)] {
            let answer = try await rank(changes)
            #expect(
                answer.status == 422 && answer.json["errors"]?.arrayValue?.first?["pointer"] == .string(pointer), "\(answer.text)"
            )
        }
        #expect(try await site.anonymous.get(Self.path).json["error"] == "UnknownFeed")
        let published = try await rank([])
        #expect(published.status == 200 && published.json["published"] == .string(FeedSample.address), "\(published.text)")
        #expect(try await page(site, nil, limit: 2).posts.count == 2)
    }
}
