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
        let policy = try TrustPolicy(parsing: await site.anonymous.get(SitePath.policy).body)
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

    @Test("a finding that does not exist cannot be decided on")
    func missing() async throws {
        let site = try await TestSite()
        let answer = try await site.person(.reviewer).post(
            "/findings/0000000000000000/decisions", form: [("verdict", "organic"), ("reasons", "x")])
        #expect(answer.status == 404)
    }
}
