import Daylight
import EvidenceLog
import Storage
import Testing

@testable import Server

@Suite struct DecidingTests {
    private func decide(_ site: TestSite, _ verdict: Verdict) async throws -> Decision {
        try await site.observatory.decide(
            finding: site.finding.id, verdict: verdict, reasons: DecisionReasons("because"), by: "reviewer", now: site.clock.now)
    }

    @Test("a decision is in the log when the call returns, and its receipt verifies offline")
    func receipt() async throws {
        let site = try await TestSite()
        let decision = try await decide(site, .organic)
        let logged = try #require(decision.statement.logged)
        let policy = try TrustPolicy(parsing: Array(site.observatory.log.policy().utf8))
        let verdict = try Receipt(parsing: Array(logged.receipt.utf8))
            .verify(policy: policy, signers: [site.observatory.signer.signerKey])
        #expect(verdict.ok)
        #expect(verdict.proof?.index == logged.index)
        #expect(verdict.proof?.leafHash == logged.leafHash)
    }

    @Test("the commitment opens with the words kept in the store, and with no others")
    func commitment() async throws {
        let site = try await TestSite()
        let decision = try await decide(site, .organic)
        let body = try #require(try await site.store.privateBody(decision.commitment))
        #expect(Commitment(salt: body.salt, message: body.message).digest == decision.commitment)
        let words = try JSONParser.parse(body.message)
        #expect(words["verdict"] == "organic")
        #expect(words["reasons"] == "because")
        #expect(words["reviewer"] == "reviewer")
        #expect(words["finding"]?.stringValue == site.finding.id.text)
        #expect(words["evidenceSHA256"]?.stringValue == Digest(of: site.finding.evidence).hex)
        #expect(try CanonicalJSON.bytes(of: words) == body.message)
    }

    @Test("a later decision names the one it supersedes by index and leaf hash")
    func supersedes() async throws {
        let site = try await TestSite()
        let first = try #require(try await decide(site, .needMore).statement.logged)
        let second = try await decide(site, .organic)
        let payload = try JSONParser.parse(Envelope(parsing: second.statement.envelope).payload)
        let reference = payload["predicate"]?["supersedes"]
        #expect(reference?["index"]?.integerValue == Int64(first.index))
        #expect(reference?["leafHash"]?.stringValue == first.leafHash.hex)
    }

    @Test("decisions made at once form one chain")
    func chain() async throws {
        let site = try await TestSite()
        let observatory = site.observatory
        let id = site.finding.id
        let now = site.clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    _ = try await observatory.decide(
                        finding: id, verdict: .organic, reasons: DecisionReasons("x"), by: "reviewer", now: now)
                }
            }
            try await group.waitForAll()
        }
        let decisions = try await site.store.decisions(of: id).reversed()
        var previous: StatementRecord.Logged?
        for decision in decisions {
            let payload = try JSONParser.parse(Envelope(parsing: decision.statement.envelope).payload)
            #expect(payload["predicate"]?["supersedes"]?["leafHash"]?.stringValue == previous?.leafHash.hex)
            previous = decision.statement.logged
        }
        #expect(decisions.count == 6)
    }

    @Test("a decision that the log cannot take at once is kept, and its receipt follows at the next start")
    func logClosed() async throws {
        let site = try await TestSite()
        site.observatory.log.close()
        let decision = try await decide(site, .organic)
        #expect(decision.statement.logged == nil)
        #expect(try await site.store.pendingStatements().count == 1)
        let page = try await site.anonymous.get("/findings/\(site.finding.id)/decisions/\(decision.id.rawValue)")
        #expect(page.status == 503)
        await site.store.close()
        let again = try await Observatory.open(
            ObservatoryConfiguration(dataDirectory: "\(site.directory.path)/data"), now: site.clock.now)
        #expect(try await again.store.decisions(of: site.finding.id).first?.statement.logged?.index == 0)
        await again.close()
    }

    @Test("a finding that is not there cannot be decided on")
    func missing() async throws {
        let site = try await TestSite()
        let id = try #require(Finding.ID("0000000000000000"))
        await #expect(throws: ObservatoryError.noFinding(id)) {
            try await site.observatory.decide(
                finding: id, verdict: .organic, reasons: DecisionReasons("x"), by: "reviewer", now: site.clock.now)
        }
    }

    @Test("reasons must have words and be bounded", arguments: ["", " \n\t", String(repeating: "x", count: 20_001), "a\u{0}b"])
    func reasons(text: String) {
        #expect(throws: InputError.self) { try DecisionReasons(text) }
    }

    @Test("white space around reasons is cut")
    func trimmed() throws { #expect(try DecisionReasons("  because \n").text == "because") }
}
