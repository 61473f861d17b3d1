import Daylight
import HTTPTypes
import Sponsorship
import Storage
import Testing

@testable import Server

@Suite struct PledgeTests {
    static let pledge: JSONValue = [
        "party": "The Coast", "sponsors": ["Kustpartiet", "kustpartiet.example"], "since": "2026-06-01",
        "link": "https://kustpartiet.example/pledge",
        "promises": ["labels-all-ads", "no-personal-data", "declares-all-spending"],
    ]

    private func outcome(_ site: TestSite, _ promise: Promise) async throws -> CheckedPledge.Outcome {
        let pledges = try await PledgeDesk(findings: AdFindingDesk(site.site)).pledges(now: site.clock.now)
        return try #require(pledges.first?.outcomes.first { $0.promise == promise })
    }

    @Test("a promise is held against notices and findings, and what a reviewer found to be no breach does not count")
    func checking() async throws {
        let site = try await TestSite()
        try await site.advertise()
        let client = try await site.program(.publisher, scopes: [.publish])
        #expect(try await client.post("/api/v1/ads/pledges", json: Self.pledge).status == 201)
        for promise in Promise.allCases { #expect(try await outcome(site, promise).standing == .nothingFound) }
        let decision: JSONValue = [
            "decisions": [["reasons": [["rule": "B07", "effect": "block", "basis": "11, 12", "message": "Notice unknown."]]]]
        ]
        let found = try await AdFindingDesk(site.site).record(
            decision: decision, about: "creative-1", sponsors: ["Friends", "kustpartiet.example"], panels: [], now: site.clock.now
        )
        #expect(try await outcome(site, .labelsAllAds).standing == .questioned)
        #expect(try await outcome(site, .declaresAllSpending).standing == .questioned)
        for (verdict, standing) in [(Verdict.breach, CheckedPledge.Standing.broken), (.noBreach, .nothingFound)] {
            _ = try await site.observatory.decide(
                finding: try #require(found.first).id, verdict: verdict, reasons: DecisionReasons("Read."), by: "reviewer",
                now: site.clock.now)
            #expect(try await outcome(site, .labelsAllAds).standing == standing)
        }
        let page = try await site.anonymous.get("/ads/sponsors/Kustpartiet", accept: Client.browser)
        #expect(page.text.contains("The Coast"))
        #expect(try await site.anonymous.get("/ads/pledges", accept: Client.browser).text.contains("Labels all its ads"))
    }

    @Test("a notice that says people were chosen breaks the promise to choose nobody")
    func choosing() async throws {
        let site = try await TestSite()
        let desk = NoticeDesk(site.site)
        _ = try await desk.publish(
            try NoticeSample.notice(NoticeSample.aimed), code: NoticeSample.code, by: "publisher", now: site.clock.now)
        try await PledgeDesk(findings: AdFindingDesk(site.site)).record(
            try Pledge(Self.pledge), by: "publisher", now: site.clock.now)
        let outcome = try await outcome(site, .noPersonalData)
        #expect(outcome.standing == .broken)
        #expect(outcome.reasons.first?.path == SitePath.notice(NoticeSample.code))
    }

    @Test(
        "a pledge that cannot be is refused with its member",
        arguments: zip(
            ["party", "since", "link", "promises"], ["", "soon", "http://x.example", ["everything"]] as [JSONValue]))
    func refusing(member: String, value: JSONValue) throws {
        var json = Self.pledge.objectValue ?? [:]
        json[member] = value
        #expect { try Pledge(.object(json)) } throws: { error in
            (error as? InputError)?.field.hasPrefix(member) == true
        }
    }
}
