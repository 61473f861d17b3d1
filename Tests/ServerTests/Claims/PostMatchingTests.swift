import Credibility
import Daylight
import Storage
import Testing

@testable import Exposure
@testable import Server

@Suite struct PostMatchingTests {
    private static let claim = "The mayor of Westmark sold 1,200 voter cards at the market on Friday."

    private func site() async throws -> TestSite {
        let signatories = try SignatoryList(parsing: FactCheckSample.signatories)
        return try await TestSite { $0.factChecks.signatories = signatories }
    }

    private func results(_ site: TestSite, _ texts: [String]) async throws -> [PostMatching.Result] {
        try await site.site.posts.results(
            for: texts.enumerated().map { PostMatching.Post(id: "p-\($0 + 1)", text: $1) }, at: site.clock.now)
    }

    @Test("the same wording is demoted by rule, another number is only suggested, and other words are not found")
    func wordings() async throws {
        let site = try await site()
        let check = try await site.checkClaim()
        let texts = [
            "THE MAYOR OF WESTMARK SOLD 1 200 VOTER CARDS AT THE MARKET ON FRIDAY!!!",
            "The mayor of Westmark sold 1,900 voter cards at the market on Friday.", "Ballots were burned in the river.\t\n",
        ]
        let results = try await results(site, texts)
        #expect(results.map { $0.found.map(\.match.decision) } == [[.same], [.near], []])
        let demotions = results.map { $0.demotions(now: site.clock.now) }
        #expect(demotions[0][0]["name"] == "claimFalse" && demotions[0][0]["evidence"]?.stringValue == "/fact-checks/\(check)")
        #expect(demotions[1].isEmpty && demotions[2].isEmpty)
    }

    @Test("a claim that is alike only without accents is named when it is asked for, and nothing follows from it")
    func accents() async throws {
        let site = try await site()
        try await site.checkClaim(FactCheckSample.written(claim: "Głosy z zagranicy zostały sfałszowane w nocy, mówi Łukasz."))
        let client = try await site.program(.reader, scopes: [.read])
        func matches(_ members: JSONObject) async throws -> (matches: [JSONValue]?, demotions: JSONValue?) {
            var body = members
            body["posts"] = [["id": "p", "text": "GLOSY Z ZAGRANICY ZOSTALY SFALSZOWANE W NOCY, MOWI LUKASZ"]]
            let answer = try await client.post("/api/v1/claims/match", json: .object(body))
            #expect(answer.status == 200)
            let post = answer.json["posts"]?.arrayValue?.first
            return (post?["matches"]?.arrayValue, post?["demotions"])
        }
        #expect(try await matches([:]).matches?.contains { $0["decision"] == "same" } == false)
        let found = try await matches(["ignoreAccents": true])
        #expect(found.matches?.first?["decision"] == "same" && found.matches?.first?["level"] == "suggest")
        #expect(found.matches?.first?["key"] == "without-accents" && found.demotions == [])
    }

    @Test("nothing follows from a check that is withdrawn, or that finds the claim true or only misleading")
    func lifted() async throws {
        let site = try await site()
        let check = try await site.checkClaim()
        _ = try await site.site.factChecks.withdraw(check, by: "ada", now: site.clock.now)
        #expect(try await results(site, [Self.claim])[0].found.isEmpty)
        try await site.checkClaim(FactCheckSample.written(verdict: "True"))
        #expect(try await results(site, [Self.claim])[0].found.isEmpty)
        try await site.checkClaim(FactCheckSample.written(verdict: "Misleading"))
        let misleading = try await results(site, [Self.claim])[0]
        #expect(misleading.found.count == 1 && misleading.demotions(now: site.clock.now).isEmpty)
    }

    @Test("a helpful note on a post demotes it, and what is answered can be ranked as it is")
    func notes() async throws {
        let site = try await site()
        let raters = try await site.camps()
        let note = try await site.writeNote(on: "p-1")
        for user in raters { try await site.rate(note, .helpful, by: user) }
        site.clock.advance(seconds: 3600)
        try await site.site.notes.tick(site.clock.now)
        try await site.checkClaim()
        let result = try await results(site, [Self.claim])[0]
        let demotions = result.demotions(now: site.clock.now)
        #expect(demotions.map { $0["name"] } == ["claimFalse", "noteShown"])
        let policy = try RankingPolicy([
            "version": "1", "validFrom": "2026-11-01", "halfLifeSeconds": 21600,
            "features": [["name": "recency", "weight": 300, "profiling": false, "reason": "new"]],
            "demotions": [
                ["name": "claimFalse", "factor": 200, "reason": "false"], ["name": "noteShown", "factor": 500, "reason": "note"],
            ],
        ])
        let feed = RankedFeed(
            try FeedCandidates(
                [
                    "now": .string(site.clock.now.description), "reader": "r",
                    "items": [["id": "p-1", "ageSeconds": 0, "features": [:], "demotions": .array(demotions)]],
                ], for: policy), by: policy)
        #expect(feed.places.map(\.score) == [30_000])
    }

    @Test("a post that says where a leak's files are is demoted while a person's decision runs, and not after")
    func leaks() async throws {
        let site = try await site()
        let opened = try await site.site.leaks.open(LeakSample.inventory(), by: "reviewer", now: site.clock.now)
        let texts = ["Look: http://www.dump.example/mails/7!", "Look: https://dump.example/mailserver"]
        #expect(try await results(site, texts).allSatisfy { $0.demotions(now: site.clock.now).isEmpty })
        let since = site.clock.now
        _ = try await site.site.leaks.change(opened.leak.id, by: "reviewer", now: since) { leak throws(LeakRefusal) in
            try leak.demote(by: "reviewer", reason: "Nobody could verify it yet.", at: since)
        }
        let demotions = try await results(site, texts).map { $0.demotions(now: since) }
        #expect(demotions[0].map { $0["name"] } == ["leakUnverified"] && demotions[1].isEmpty)
        #expect(demotions[0][0]["decidedBy"] == "person:reviewer")
        #expect(demotions[0][0]["evidence"]?.stringValue == "/leaks/\(opened.leak.id)/demotions/1")
        site.clock.advance(seconds: LeakDemotion.duration + 1)
        #expect(try await results(site, texts)[0].leaks.isEmpty)
    }

    @Test("of many checks the ten that weigh most are named, those first from which something follows, and the rest is counted")
    func many() async throws {
        let site = try await site()
        for number in 0..<14 {
            let claim =
                number == 13 ? Self.claim : "\(Self.claim) Number \(number + 10)0 heard it, and so did the baker of the town."
            try await site.checkClaim(
                FactCheckSample.written(at: "https://checks.example/\(number)", verdict: "False", claim: claim))
        }
        let result = try await results(site, [Self.claim])[0]
        #expect(result.found.count == 10 && result.more == 4)
        #expect(result.found[0].match.decision == .same && result.demotions(now: site.clock.now).count == 1)
    }

    @Test("an id twice, and an id that no post can have, are refused")
    func refused() async throws {
        let site = try await site()
        await #expect(throws: InputError.self) {
            try await site.site.posts.results(for: [.init(id: "a", text: "x"), .init(id: "a", text: "y")], at: site.clock.now)
        }
        await #expect(throws: InputError.self) {
            try await site.site.posts.results(for: [.init(id: "", text: "x")], at: site.clock.now)
        }
        let program = try await site.program(.reader, scopes: [.read])
        // One reader must not occupy the server, and a misspelt member must not look like nothing found.
        let long = String(repeating: "a", count: PostMatching.textLimit)
        let refused: [JSONValue] = [
            [["id": "p", "text": .string(long + "a")]],
            .array((0..<17).map { ["id": .string("p-\($0)"), "text": .string(long)] }), [["id": "p"]],
            [["id": "p", "txt": "a"]], [["text": "a"]], "p", [["id": 1, "text": "a"]],
        ]
        for posts in refused {
            #expect(try await program.post("/api/v1/claims/match", json: ["posts": posts]).status == 422)
        }
        let post: JSONValue = ["id": "p", "text": "Nothing of the kind."]
        for (body, pointer) in [
            (["posts": [post], "ignoreAccents": "yes"], "/ignoreAccents"),
            (["posts": [post], "ignoreaccents": true], "/ignoreaccents"),
            (["posts": [post, ["id": "q", "text": "a", "lang": "en"]]], "/posts/1/lang"),
        ] as [(JSONValue, String)] {
            let answer = try await program.post("/api/v1/claims/match", json: body)
            #expect(answer.status == 422 && answer.json["errors"]?.arrayValue?.first?["pointer"] == .string(pointer))
        }
        let answer = try await program.post("/api/v1/claims/match", json: ["posts": [post]])
        #expect(answer.status == 200 && answer.json["posts"]?.arrayValue?.count == 1)
        #expect(try await site.anonymous.post("/api/v1/claims/match", json: ["posts": []]).status == 401)
    }
}
