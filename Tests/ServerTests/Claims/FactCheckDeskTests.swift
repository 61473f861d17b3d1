import Credibility
import Daylight
import EvidenceLog
import Storage
import Testing

@testable import Server

@Suite struct FactCheckDeskTests {
    private func site() async throws -> TestSite {
        let signatories = try SignatoryList(parsing: FactCheckSample.signatories)
        return try await TestSite { $0.factChecks.signatories = signatories }
    }

    @Test("a fact-check is published once; what it says in other words is a new version that corrects the first")
    func versions() async throws {
        let site = try await site()
        let id = try await site.checkClaim()
        try await site.checkClaim()
        #expect(try await site.site.factChecks.versions(id).count == 1)
        try await site.checkClaim(FactCheckSample.written(verdict: "True"))
        let versions = try await site.site.factChecks.versions(id)
        #expect(versions.map(\.check.verdict) == [.mostlyFalse, .true])
        var records: [StatementRecord] = []
        for version in versions {
            let id = try #require(version.statement)
            records.append(try #require(try await site.store.statement(id)))
        }
        let payload = try JSONParser.parse(Envelope(parsing: records[1].envelope).payload)
        #expect(payload["predicate"]?["supersedes"]?["leafHash"]?.stringValue == records[0].logged?.leafHash.hex)
        #expect(!CanonicalJSON.line(payload).contains("mayor"), "the claim stands beside the log, not in it")
    }

    @Test("what is withdrawn stays readable and counts for nothing")
    func withdrawing() async throws {
        let site = try await site()
        let id = try await site.checkClaim()
        #expect(try await site.site.factChecks.all().map(\.counts) == [true])
        func page() async throws -> String {
            try await site.anonymous.get("/fact-checks/\(id)", accept: Client.browser).text
        }
        #expect(try await page().contains("ClaimReview"))
        _ = try await site.site.factChecks.withdraw(id, by: "ada", now: site.clock.now)
        let all = try await site.site.factChecks.all()
        #expect(all.map(\.counts) == [false] && all[0].isWithdrawn && all[0].version == 2)
        // Search engines would go on showing the verdict.
        let text = try await page()
        #expect(text.contains("Westmark") && !text.contains("ld+json") && !text.contains("ClaimReview"))
        #expect(try await site.site.factChecks.withdraw(String(repeating: "0", count: 64), by: "ada", now: site.clock.now) == nil)
    }

    @Test("nothing follows from a check whose publisher is no signatory")
    func strangers() async throws {
        let site = try await site()
        try await site.checkClaim(FactCheckSample.written(at: "https://stranger.example/7"))
        let check = try #require(try await site.site.factChecks.all().first)
        #expect(check.check.status == .unverified && !check.counts)
    }

    @Test("asked about a claim in the same words, the answer names who checked it; in other words nothing is known")
    func asking() async throws {
        let site = try await site()
        try await site.checkClaim()
        let same = try Subject(.claim, "THE MAYOR of Westmark sold 1 200 voter cards at the market on Friday!!!")
        let answer = try await site.site.answers.ask(same).answers.first { $0.question == .canITrustIt }
        #expect(answer?.standing == .stated)
        #expect(answer?.sentence == "Checks rated it “Mostly false” on 2026-11-21.")
        let other = try Subject(.claim, "Westmark's mayor is said to have traded ballot permits on market day.")
        #expect(
            try await site.site.answers.ask(other).answers.first { $0.question == .canITrustIt }?.standing == .nothingKnown)
    }

    @Test("a record that was stored reads back as it was")
    func records() async throws {
        let site = try await site()
        let record = site.site.factChecks.policy(now: site.clock.now).record(of: FactCheckSample.written())
        #expect(try FactCheck(record.json) == record)
    }
}
