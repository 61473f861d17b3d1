import Credibility
import Daylight
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct LeakFormTests {
    @Test("a form that was opened before somebody else's change writes nothing and says so")
    func stale() async throws {
        let site = try await TestSite()
        let id = try await site.assessLeak()
        let reviewer = try await site.person(.reviewer)
        let path = SitePath.leak(id)
        let before = try #require(try await site.site.leaks.written(id))
        let forms = [
            ("items/1", [("authentic-level", "unknown"), ("authentic-sentence", "Old.")]), ("redaction", [("minors", "open")]),
            ("details", [("title", "Old")]),
        ]
        for (form, fields) in forms {
            let page = try await reviewer.get("\(path)/\(form)", accept: Client.browser).text
            #expect(page.contains("name=\"version\" value=\"\(before.version)\""), "\(form)")
            for seen in [[("version", "\(before.version - 1)")], []] {
                let answer = try await reviewer.post("\(path)/\(form)", form: fields + seen)
                #expect(answer.status == 422 && answer.text.contains("was changed since you opened this page"), "\(form)")
            }
        }
        #expect(try await site.site.leaks.written(id)?.version == before.version)
    }

    @Test("another title opens the checklist again, and who changed it when stands in the case")
    func texts() async throws {
        let site = try await TestSite()
        let id = try await site.assessLeak()
        let reviewer = try await site.person(.reviewer)
        let version = try #require(try await site.site.leaks.written(id)).version
        let form = [
            ("title", "Erika's mails"), ("address", LeakSample.address), ("firstSeen", "2026-11-20T12:00:00Z"),
            ("votingDay", "2027-06-02"), ("version", "\(version)"),
        ]
        #expect(try await reviewer.post("\(SitePath.leak(id))/details", form: form).status == 303)
        let leak = try #require(try await site.site.leaks.written(id)).leak
        #expect(leak.redaction.isEmpty && leak.state == .assessing)
        #expect(leak.decisions.last?.event == .edit && leak.decisions.last?.at == site.clock.now)
        #expect(leak.decisions.last?.reason == "Changed: title, the vote, from 2027-06-01 to 2027-06-02.")
        let late = [
            ("title", "A"), ("votingDay", "2027-06-02"), ("opens", "2027-06-03T00:00:00Z"), ("version", "\(version + 1)"),
        ]
        #expect(try await reviewer.post("\(SitePath.leak(id))/details", form: late).status == 422)
    }

    @Test("a link to the files keeps a case from its release, and a reason from being written")
    func address() async throws {
        let site = try await TestSite()
        let (id, now) = (try await site.assessLeak(), site.clock.now)
        let finding = try LeakFinding(
            .unknown, sentence: "So.", evidence: [WebAddress("http://www.dump.example/mails/1.eml")!], by: "reviewer", at: now)
        let kept = try await site.site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.assess(0, .gain, finding)
            try leak.conclude(by: "reviewer", reason: "Done.", at: now)
        }
        let reviewer = try await site.person(.reviewer)
        let version = try #require(kept).version
        func propose(_ reason: String) async throws -> Client.Answer {
            try await reviewer.post(
                "\(SitePath.leak(id))/decisions",
                form: [("step", "propose"), ("reason", reason), ("version", "\(version)")])
        }
        let refused = try await propose("Now.")
        #expect(refused.status == 422 && refused.text.contains("it stands in the findings or their links"))
        let sound = try LeakSample.finding(.unknown, now: now)
        _ = try await site.site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.assess(0, .gain, sound)
            try leak.conclude(by: "reviewer", reason: "Done.", at: now)
        }
        let told = try await reviewer.post(
            "\(SitePath.leak(id))/decisions",
            form: [("step", "propose"), ("reason", "See DUMP.example/mails."), ("version", "\(version + 1)")])
        #expect(told.status == 422 && told.text.contains("Leave the address where it was first seen out of the reason"))
    }

    @Test("an address is asked about in any spelling")
    func asking() async throws {
        let site = try await TestSite()
        try await site.releaseLeak()
        for text in [
            LeakSample.address, "HTTPS://DUMP.example/mails", "http://dump.example/mails", "https://dump.example:443/mails",
            "https://dump.example/mails/", "https://dump.example/mails#x", "https://www.dump.example/mails",
        ] {
            let answers = try await site.site.answers.ask(try Subject(.object, text)).answers
            #expect(answers.contains { $0.question == .canITrustIt && $0.standing == .decided }, "\(text)")
        }
        let other = try await site.site.answers.ask(try Subject(.object, "https://dump.example/Mails")).answers
        #expect(!other.contains { $0.question == .canITrustIt && $0.standing == .decided })
    }

    @Test("while a demotion runs the list says so to everybody, with its end, its reason and its document")
    func demotions() async throws {
        let site = try await TestSite()
        let (opened, now) = (
            try await site.site.leaks.open(LeakSample.inventory(), by: "reviewer", now: site.clock.now), site.clock.now
        )
        let id = opened.leak.id
        _ = try await site.site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.demote(by: "reviewer", reason: "Nobody could verify it yet.", at: now)
        }
        let list = try await site.anonymous.get(SitePath.leaks, accept: Client.browser).text
        #expect(list.contains("/leaks/\(id)/demotions/1") && list.contains("Nobody could verify it yet."))
        #expect(!list.contains("Kustpartiet"))
        _ = try await site.site.leaks.change(id, by: "reviewer", now: now) { leak throws(LeakRefusal) in
            try leak.liftDemotion(by: "reviewer", at: now)
        }
        #expect(!(try await site.anonymous.get(SitePath.leaks, accept: Client.browser).text.contains("demotions/")))
    }

    @Test("a released copy, the lists and the answers say that posts are placed lower by a decision that was made later")
    func laterDemotions() async throws {
        let site = try await TestSite()
        let (id, now) = (try await site.releaseLeak(), site.clock.now)
        let earlier = try #require(try await site.store.record(.leakCase, scope: LeakDesk.Scope.demotions, key: id))
        let demotion = try LeakDemotion(reason: "From before the rule.", by: "reviewer", since: now)
        _ = try await site.store.add([
            NewRecord(
                kind: .leakCase, scope: LeakDesk.Scope.demotions, key: id, version: earlier.version + 1,
                body: try CanonicalJSON.bytes(of: ["leak": .string(id), "demotion": demotion.json]), author: "reviewer",
                created: now)
        ])
        let document = "/leaks/\(id)/demotions/\(earlier.version + 1)"
        for path in [SitePath.leak(id), SitePath.leaks] {
            let page = try await site.anonymous.get(path, accept: Client.browser).text
            #expect(page.contains("From before the rule.") && page.contains(document))
        }
        let item = try #require(try await site.anonymous.get(SitePath.leaksJSON).json["items"]?.arrayValue?.first)
        #expect(item["demotedUntil"]?.stringValue == demotion.until.description && item["demotion"]?.stringValue == document)
        let card = try await site.site.answers.ask(try Subject(.object, LeakSample.address))
        let answer = try #require(card.answers.first { $0.question == .canITrustIt && $0.standing == .decided })
        #expect(answer.sentence.contains("lower, as unverified, until \(demotion.until.day)"))
        #expect(answer.evidence.contains { $0.path == document })
    }

    @Test("the file of a case that is written is there for reviewers; no version is cached for long")
    func files() async throws {
        let site = try await TestSite()
        let id = try await site.assessLeak()
        let draft = try await site.person(.reviewer).get(SitePath.leakFile(id))
        #expect(draft.status == 200 && draft.headers[.cacheControl]?.contains("no-store") == true)
        #expect(try LeakCase(parsing: draft.body).state == .assessed)
        #expect(try await site.anonymous.get(SitePath.leakFile(id)).status == 404)
        try await site.releaseLeak()
        let version = try await site.anonymous.get("/leaks/\(id)/versions/1")
        #expect(version.status == 200 && version.headers[.cacheControl] == "no-cache")
    }
}
