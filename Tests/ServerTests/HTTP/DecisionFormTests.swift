import Daylight
import EvidenceLog
import HTTPTypes
import Storage
import Testing

@testable import Server

@Suite struct DecisionFormTests {
    private func decide(
        _ site: TestSite, _ fields: [(name: String, value: String)]
    ) async throws -> Client.Answer {
        try await site.person(.reviewer).post(SitePath.decision(site.finding.id), form: fields)
    }

    @Test("a decision in the browser ends on a page of its own with the receipt, which verifies without the server")
    func journey() async throws {
        let site = try await TestSite()
        let answer = try await decide(site, [("verdict", "organic"), ("reasons", "A fan club.")])
        #expect(answer.status == 303)
        let page = try await site.anonymous.get(try #require(answer.headers[.location]), accept: Client.browser)
        #expect(page.status == 200)
        #expect(page.text.contains(SitePath.receipt(0)))
        let receipt = try await site.anonymous.get(SitePath.receipt(0))
        let policy = try TrustPolicy(parsing: await site.anonymous.get("/log/policy").body)
        let signer = try SignerKey(pem: await site.anonymous.get("/log/signer.pem").body)
        let verdict = try Receipt(parsing: receipt.body).verify(policy: policy, signers: [signer])
        #expect(verdict.ok)
        #expect(verdict.statement.signature == .verified)
        #expect(verdict.statement.predicateType == PredicateType.coordinationDecision.uri)
    }

    @Test("what is on the log names nobody and repeats no reason")
    func privacy() async throws {
        let site = try await TestSite()
        _ = try await decide(site, [("verdict", "organic"), ("reasons", "Ann told me so.")])
        let entry = String(decoding: try site.observatory.log.entry(at: 0), as: UTF8.self)
        let payload = try Envelope(parsing: Array(entry.utf8)).payload
        let text = String(decoding: payload, as: UTF8.self)
        for word in ["ann", "Ann", "reviewer", "organic", site.finding.id.text] { #expect(!text.contains(word)) }
    }

    @Test("an incomplete form comes back with what was typed and decides nothing")
    func incomplete() async throws {
        let site = try await TestSite()
        let answer = try await decide(site, [("reasons", "Half a reason <b>")])
        #expect(answer.status == 422)
        #expect(answer.text.contains("Half a reason &lt;b&gt;"))
        #expect(try await decide(site, [("verdict", "organic"), ("reasons", " \n ")]).status == 422)
        #expect(try await decide(site, [("verdict", "nice"), ("reasons", "because")]).status == 422)
        #expect(try await decide(site, [("verdict", "organic"), ("reasons", String(repeating: "x", count: 5001))]).status == 422)
        #expect(try await site.store.decisions(of: site.finding.id).isEmpty)
    }

    @Test("the public reads that a reviewer decided, colleagues read who")
    func reviewerName() async throws {
        let site = try await TestSite()
        let user = try #require(try await site.store.user(named: "reviewer"))
        _ = try await site.observatory.decide(
            finding: site.finding.id, verdict: .organic, reasons: DecisionReasons("x"), by: "Maria Muster", now: site.clock.now)
        #expect(user.role == .reviewer)
        let path = "/api/v1/findings/\(site.finding.id)"
        #expect(try await !site.anonymous.get(path).text.contains("Maria Muster"))
        #expect(try await !site.anonymous.get(SitePath.finding(site.finding.id)).text.contains("Maria Muster"))
        #expect(try await !site.anonymous.get(SitePath.statement(0)).text.contains("Maria Muster"))
        #expect(try await site.person(.reader).get(SitePath.finding(site.finding.id)).text.contains("Maria Muster"))
    }

    @Test("what a reviewer wrote is read by colleagues and nowhere by the public, and the public cannot search for it")
    func reasons() async throws {
        let site = try await TestSite()
        let decision = try await site.observatory.decide(
            finding: site.finding.id, verdict: .organic, reasons: DecisionReasons("Zacharias told me."), by: "reviewer",
            now: site.clock.now)
        let finding = SitePath.finding(site.finding.id)
        let pages = [
            finding, "\(finding)/decisions/\(decision.id.rawValue)", SitePath.statement(0), "/api/v1\(finding)",
            "/api/v1/findings", "/findings.json",
        ]
        let searches = ["/search?q=zacharias", "/api/v1/search?q=zacharias"]
        let reader = try await site.person(.reader)
        for path in pages + searches {
            let found = try await site.anonymous.get(path)
            #expect(found.status == 200)
            #expect(!found.text.contains("Zacharias told"), "\(path)")
            #expect(try await reader.get(path).text.contains("Zacharias told"), "\(path)")
        }
        for path in [finding, pages[1]] {
            #expect(try await site.anonymous.get(path).text.contains("shown to people who are signed in"))
        }
        #expect(try await site.anonymous.get("/api/v1/search?q=zacharias").json["items"]?.arrayValue?.isEmpty == true)
        #expect(try await site.anonymous.get("/api/v1\(finding)").json["decision"]?["reasons"] == .null)
        try await site.store.erasePrivateBody(decision.commitment)
        #expect(try await reader.get(finding).text.contains("The reasons were erased."))
    }

    private static func key(_ page: Client.Answer) throws -> String {
        let parts = page.text.split(separator: "name=\"key\" value=\"", maxSplits: 1)
        return String(try #require(parts.last).prefix { $0 != "\"" })
    }

    @Test("a form that is sent twice, or many times at once, is one decision and leads to one page")
    func twice() async throws {
        let site = try await TestSite()
        let client = try await site.person(.reviewer)
        let key = try Self.key(await client.get(SitePath.finding(site.finding.id), accept: Client.browser))
        let fields = [("key", key), ("verdict", "organic"), ("reasons", "A fan club.")]
        let path = SitePath.decision(site.finding.id)
        let places = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<6 { group.addTask { try await client.post(path, form: fields).headers[.location] } }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(places == [try await client.post(path, form: fields).headers[.location]])
        #expect(places.first??.hasSuffix("/decisions/1") == true)
        #expect(try await site.store.decisions(of: site.finding.id).count == 1)
    }

    @Test("another form, or the same one changed before it is sent again, is another decision")
    func again() async throws {
        let site = try await TestSite()
        let client = try await site.person(.reviewer)
        let path = SitePath.finding(site.finding.id)
        let first = try Self.key(await client.get(path, accept: Client.browser))
        let second = try Self.key(await client.get(path, accept: Client.browser))
        #expect(first != second)
        for (key, reasons) in [(first, "A"), (second, "A"), (first, "B")] {
            let fields = [("key", key), ("verdict", "organic"), ("reasons", reasons)]
            #expect(try await client.post(SitePath.decision(site.finding.id), form: fields).status == 303)
        }
        #expect(try await site.store.decisions(of: site.finding.id).count == 3)
    }

    @Test("a form that comes back with errors keeps its key")
    func keyKept() async throws {
        let site = try await TestSite()
        let answer = try await decide(site, [("key", "abc-123"), ("verdict", "organic")])
        #expect(answer.status == 422)
        #expect(try Self.key(answer) == "abc-123")
    }

    @Test("a finding that does not exist cannot be decided on")
    func missing() async throws {
        let site = try await TestSite()
        let answer = try await site.person(.reviewer).post(
            "/findings/0000000000000000/decisions", form: [("verdict", "organic"), ("reasons", "x")])
        #expect(answer.status == 404)
    }
}
