import Credibility
import Daylight
import EvidenceLog
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct LeakDeskTests {
    private func predicates(_ site: TestSite, _ type: PredicateType) async throws -> [JSONValue] {
        var found: [JSONValue] = []
        var number: UInt64 = 0
        while let record = try await site.store.statement(numbered: number) {
            let payload = try JSONParser.parse(Envelope(parsing: record.envelope).payload)
            if payload["predicateType"]?.stringValue == type.uri { found.append(payload) }
            number += 1
        }
        return found
    }

    @Test("a case of the same items is opened once, and nothing in a file that people have to decide is taken over")
    func opening() async throws {
        let site = try await TestSite()
        var file = try LeakSample.inventory()
        try file.demote(by: "mallory", reason: "Says the file.", at: site.clock.now)
        let opened = try await site.site.leaks.open(file, by: "reviewer", now: site.clock.now)
        #expect(opened.version == 1 && opened.leak.demotions.isEmpty && opened.leak.state == .new)
        _ = try await site.assessLeak()
        let again = try await site.site.leaks.open(file, by: "reviewer", now: site.clock.now)
        #expect(again.leak.state == .assessed && again.version > 1)
    }

    @Test("a release is one statement with counts and digests; neither it nor the case file leads to the files")
    func release() async throws {
        let site = try await TestSite()
        let id = try await site.releaseLeak()
        let statement = try #require(try await predicates(site, .leakCaseReleased).first)
        let body = try #require(try await site.site.leaks.document(id, LeakDesk.Scope.released))
        let predicate = try #require(statement["predicate"])
        #expect(predicate["documentSHA256"]?.stringValue == Digest(of: body).hex)
        let counts = ["items": 2, "verifiedPart": 1, "consistent": 0, "unknown": 0, "contradicted": 0, "fabricated": 1]
        for (name, count) in counts { #expect(predicate[name]?.integerValue == Int64(count), "\(name)") }
        for text in [CanonicalJSON.line(statement), String(decoding: body, as: UTF8.self)] {
            #expect(!text.contains("dump.example"))
        }
        #expect(!CanonicalJSON.line(statement).contains("Kustpartiet"))
        let answer = try await site.anonymous.get(SitePath.leakFile(id))
        #expect(answer.status == 200 && answer.body == body)
    }

    @Test("a correction is a new version that names the one before; until it is released, the earlier one stays public")
    func correcting() async throws {
        let site = try await TestSite()
        let (id, now) = (try await site.releaseLeak(), site.clock.now)
        let finding = try LeakSample.finding(.contradicted, now: now)
        _ = try await site.site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.assess(0, .authentic, finding)
        }
        #expect(try await site.site.leaks.released(id)?.leak.items[0].findings[.authentic]?.level == .verifiedPart)
        #expect(try await site.site.leaks.written(id)?.leak.state == .assessing)
        _ = try await site.site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.conclude(by: "reviewer", reason: "Again.", at: now)
            try leak.propose(by: "reviewer", reason: "Again.", at: now)
            try leak.approve(by: "bo", isSenior: false, reason: "Again.", at: now)
        }
        #expect(try await site.site.leaks.released(id)?.version == 2)
        let statements = try await predicates(site, .leakCaseReleased)
        #expect(statements.count == 2 && statements[1]["predicate"]?["supersedes"]?["leafHash"] != nil)
    }

    @Test("a demotion is a statement with its end; the assessment ends it by another one")
    func demotions() async throws {
        let site = try await TestSite()
        let id = try await site.assessLeak()
        let statements = try await predicates(site, .leakDemotionDecided).compactMap { $0["predicate"] }
        #expect(statements.map { $0["demoted"]?.integerValue } == [1, 0])
        let now = site.clock.now.milliseconds
        #expect(statements.map { $0["until"]?.integerValue } == [now + 14 * 86_400_000, now])
        let document = try await site.anonymous.get("/leaks/\(id)/demotions/2")
        #expect(Digest(of: document.body).hex == statements[1]["documentSHA256"]?.stringValue)
        #expect(document.text.contains("\"assessed\"") && document.text.contains("Nobody could verify it yet."))
    }

    @Test("what is not released is there for reviewers and for nobody else")
    func permissions() async throws {
        let site = try await TestSite()
        let id = try await site.assessLeak()
        for client in [site.anonymous, try await site.person(.reader), try await site.person(.publisher)] {
            #expect(try await client.get(SitePath.leak(id), accept: Client.browser).status == 404)
            #expect(try await client.get("/api/v1/leaks/\(id)").status == 404)
            #expect(try await client.get(SitePath.leakFile(id)).status == 404)
            #expect(!(try await client.get(SitePath.leaks, accept: Client.browser).text.contains("Kustpartiet")))
        }
        let reviewer = try await site.person(.reviewer)
        let page = try await reviewer.get(SitePath.leak(id), accept: Client.browser).text
        #expect(page.contains("Mixed archive of 2 items") && page.contains("dump.example"))
        #expect(try await reviewer.get(SitePath.leaks, accept: Client.browser).text.contains("Kustpartiet"))
        #expect(try await site.person(.publisher).get(SitePath.newLeak, accept: Client.browser).status == 403)
        try await site.releaseLeak()
        let open = try await site.anonymous.get(SitePath.leak(id), accept: Client.browser).text
        #expect(open.contains("Mixed archive of 2 items") && !open.contains("dump.example"))
    }

    private func decide(_ client: Client, _ id: String, _ step: String, version: Int, reason: String = "So.") async throws
        -> Client.Answer
    {
        try await client.post("/leaks/\(id)/decisions", form: [("step", step), ("reason", reason), ("version", "\(version)")])
    }

    @Test("one proposes, another approves; near the vote an administrator approves as a third")
    func approving() async throws {
        let site = try await TestSite()
        let day = site.clock.now.day.adding(days: 1).description
        let id = try await site.assessLeak(voting: day)
        let (reviewer, administrator) = (try await site.person(.reviewer), try await site.person(.administrator))
        func version() async throws -> Int { try #require(try await site.site.leaks.written(id)).version }
        #expect(try await decide(reviewer, id, "propose", version: version(), reason: "").status == 422)
        #expect(try await decide(reviewer, id, "propose", version: version()).status == 303)
        let refused = try await decide(reviewer, id, "approve", version: version())
        #expect(refused.status == 422 && refused.text.contains("Somebody else has to approve"))
        #expect(try await decide(administrator, id, "approve", version: version() - 1).text.contains("was changed since"))
        #expect(try await decide(administrator, id, "approve", version: version()).status == 303)
        #expect(try await site.site.leaks.written(id)?.leak.state == .seconded)
        #expect(try await decide(administrator, id, "approve", version: version()).status == 422)
        let now = site.clock.now
        _ = try await site.site.leaks.change(id, by: "chief", now: now) { leak throws(LeakRefusal) in
            try leak.approve(by: "chief", isSenior: true, reason: "Yes.", at: now)
        }
        #expect(try await site.site.leaks.released(id)?.leak.approvals.map(\.by) == ["reviewer", "administrator", "chief"])
    }

    @Test("a case is opened, assessed and settled with forms; what is wrong is said where it is")
    func forms() async throws {
        let site = try await TestSite()
        let reviewer = try await site.person(.reviewer)
        let wrong = try await reviewer.post(SitePath.newLeak, form: [("inventory", "{"), ("techniques", "T1"), ("opens", "now")])
        #expect(wrong.status == 422 && wrong.text.contains("Enter only ids from the list"))
        let file = CanonicalJSON.line(try LeakSample.inventory().json)
        let opened = try await reviewer.post(
            SitePath.newLeak, form: [("inventory", file), ("title", "A find"), ("campaign", "account:85d2\nad:7K2M")])
        let path = try #require(opened.headers[.location])
        let seen = ("version", "1")
        let missing = try await reviewer.post("\(path)/items/1", form: [("authentic-sentence", "Signed."), seen])
        #expect(missing.status == 422)
        let findings = LeakAspect.allCases.flatMap { aspect in
            [
                ("\(aspect.rawValue)-level", "unknown"), ("\(aspect.rawValue)-sentence", "Not known."),
                ("\(aspect.rawValue)-evidence", "https://paper.example/1"), ("\(aspect.rawValue)-all", "yes"),
            ]
        }
        let next = try await reviewer.post("\(path)/items/1", form: findings + [("next", "yes"), seen])
        #expect(next.headers[.location] == "\(path)/items/2")
        let id = try #require(try await site.site.leaks.rows("").first?.id)
        let leak = try #require(try await site.site.leaks.written(id)?.leak)
        #expect(leak.title == "A find" && leak.campaign.count == 2 && leak.items[0].isAssessed)
        #expect(Set(leak.items[1].findings.keys) == [.lawful, .gain], "each item has to show by itself that it is authentic")
        #expect(try await reviewer.get("\(path)/items/3", accept: Client.browser).status == 404)
        let points = LeakPrivateMatter.allCases.map { ($0.rawValue, $0 == .minors ? "not-applicable" : "done") }
        let now = ("version", "2")
        #expect(try await reviewer.post("\(path)/redaction", form: points + [now]).status == 422)
        #expect(try await reviewer.post("\(path)/redaction", form: points + [now, ("minors-reason", "None.")]).status == 303)
        #expect(try await site.site.leaks.written(id)?.leak.redaction.count == 8)
    }

    @Test("a text that could not be read again is refused by every form, and the case stays as it was")
    func texts() async throws {
        let site = try await TestSite()
        let reviewer = try await site.person(.reviewer)
        let turned = "a\u{202E}b"
        let file = CanonicalJSON.line(try LeakSample.inventory().json)
        let refused = try await reviewer.post(SitePath.newLeak, form: [("inventory", file), ("title", turned)])
        #expect(refused.status == 422 && refused.text.contains("characters that cannot be shown"))
        let path = try #require(try await reviewer.post(SitePath.newLeak, form: [("inventory", file)]).headers[.location])
        #expect(
            try await reviewer.post("\(path)/details", form: [("title", "A"), ("holders", turned), ("version", "1")]).status
                == 422)
        let finding = [("authentic-level", "unknown"), ("authentic-sentence", turned), ("version", "1")]
        #expect(try await reviewer.post("\(path)/items/1", form: finding).status == 422)
        let point = [("minors", "not-applicable"), ("minors-reason", turned), ("version", "1")]
        #expect(try await reviewer.post("\(path)/redaction", form: point).status == 422)
        #expect(try await site.site.leaks.rows("").map(\.state) == [.new])
    }

    @Test("an address that a later release does not name any more is forgotten")
    func addresses() async throws {
        let site = try await TestSite()
        let (id, now) = (try await site.releaseLeak(), site.clock.now)
        let other = "https://dump.example/other"
        let sighting = LeakCase.Sighting(time: now, address: WebAddress(other)!, archive: nil)
        _ = try await site.site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.edit(by: "reviewer", at: now) { $0.firstSeen = sighting }
            try leak.conclude(by: "reviewer", reason: "Again.", at: now)
            try leak.propose(by: "reviewer", reason: "Again.", at: now)
            try leak.approve(by: "bo", isSenior: false, reason: "Again.", at: now)
        }
        for (address, isKnown) in [(other, true), (LeakSample.address, false)] {
            let answers = try await site.site.answers.ask(try Subject(.object, address)).answers
            #expect(answers.contains { $0.question == .canITrustIt && $0.standing == .decided } == isKnown)
        }
    }

    @Test("the list follows each change and can be taken away")
    func lists() async throws {
        let site = try await TestSite()
        let id = try await site.assessLeak()
        #expect(try await site.site.leaks.rows("").map(\.state) == [.assessed])
        _ = try await site.site.leaks.open(try LeakSample.inventory(["other"]), by: "reviewer", now: site.clock.now)
        #expect(try await site.site.leaks.rows("").map(\.state) == [.new, .assessed])
        #expect(try await site.site.leaks.rows(LeakDesk.Scope.released).isEmpty)
        try await site.releaseLeak()
        #expect(try await site.site.leaks.rows("").map(\.state) == [.released, .new])
        let items = try await site.anonymous.get(SitePath.leaksJSON).json["items"]?.arrayValue ?? []
        #expect(items.map { $0["id"]?.stringValue } == [id] && items[0]["label"]?.stringValue == "mixed")
        #expect(try await site.anonymous.get(SitePath.leaksCSV).text.contains("Mails of Kustpartiet"))
    }

    @Test("a program opens a case once, with its key, and reads it as its person may")
    func programs() async throws {
        let site = try await TestSite()
        let program = try await site.program(.reviewer, scopes: [.decide, .read])
        let body: JSONValue = ["case": try LeakSample.inventory().json]
        let first = try await program.post("/api/v1/leaks", json: body, headers: [.idempotencyKey: "k1"])
        #expect(first.status == 200)
        let again = try await program.post("/api/v1/leaks", json: body, headers: [.idempotencyKey: "k1"])
        #expect(again.body == first.body && again.headers[.idempotencyReplayed] == "true")
        let answer = first.json
        #expect(answer["released"]?.boolValue == false && answer["missing"]?.arrayValue?.isEmpty == false)
        #expect(try await program.post("/api/v1/leaks", json: ["case": [:]]).status == 422)
        let id = try #require(answer["id"]?.stringValue)
        #expect(try await program.get("/api/v1/leaks/\(id)").status == 200)
    }

    @Test("asked about an address or a file of a released case, the answer is its label; before the release there is none")
    func asking() async throws {
        let site = try await TestSite()
        try await site.assessLeak()
        let subjects = [
            try Subject(.object, LeakSample.address), try Subject(.picture, LeakSample.forged.hex),
            try Subject(.object, "sha256:\(LeakSample.signed.hex)"),
        ]
        func answer(_ subject: Subject) async throws -> Answer? {
            try await site.site.answers.ask(subject).answers.first { $0.question == .canITrustIt && $0.standing != .nothingKnown }
        }
        for subject in subjects { #expect(try await answer(subject) == nil) }
        let id = try await site.releaseLeak()
        for subject in subjects {
            let answer = try #require(try await answer(subject))
            #expect(answer.sentence.contains("Mixed archive of 2 items") && answer.evidence[0].path == SitePath.leak(id))
            #expect(answer.evidence.contains { $0.isReceipt })
        }
        #expect(try await answer(subjects[1])?.sentence.contains("Of this file itself: made up.") == true)
        #expect(try await answer(subjects[2])?.sentence.contains("Of this file itself: verified in part.") == true)
        #expect(try await answer(try Subject(.object, "https://dump.example/other")) == nil)
        let now = site.clock.now
        let finding = try LeakSample.finding(.consistent, now: now)
        _ = try await site.site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.assess(1, .authentic, finding)
            try leak.conclude(by: "reviewer", reason: "Again.", at: now)
            try leak.propose(by: "reviewer", reason: "Again.", at: now)
            try leak.approve(by: "bo", isSenior: false, reason: "Again.", at: now)
        }
        let corrected = try await answer(subjects[1])
        #expect(corrected?.sentence.contains("Of this file itself: nothing speaks against it.") == true)
        #expect(try await answer(subjects[0])?.sentence.contains("Mixed") == false)
    }
}
