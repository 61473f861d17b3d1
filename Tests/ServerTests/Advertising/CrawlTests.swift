import Daylight
import Sponsorship
import Storage
import Testing

@testable import Server

@Suite struct CrawlTests {
    @Test("a crawled ad that looks political is proposed once, speaks against the sponsor's pledge, and nothing is labelled")
    func proposing() async throws {
        let site = try await TestSite()
        try await site.advertise()
        let lists = try PoliticalLists(["parties": [["name": "Kustpartiet", "domains": ["kustpartiet.example"]]]])
        let crawl =
            #"{"id":"a-1","text":"Ring mig","landing":"kustpartiet.example","sponsor":"Kustpartiet","advertiser":"Jane Private"}"#
        let review = try CrawlReview(Array(crawl.utf8), lists: lists)
        let first = try await CrawlImport.store(review, in: site.store, now: .sample)
        #expect(try await CrawlImport.store(review, in: site.store, now: .sample) == first && first.count == 1)
        let record = try #require(try await site.store.finding(first[0]))
        #expect(record.decision == nil && record.finding.question == .whoPaid)
        #expect(record.finding.subjects == [try Subject(.ad, "crawl:a-1")])
        let page = try await site.anonymous.get(SitePath.finding(first[0]), accept: Client.browser)
        for text in ["undeclared political ad", "D06", "leads to kustpartiet.example", "only a person can say"] {
            #expect(page.text.contains(text), "\(text)")
        }
        for shown in [page.text, try await site.anonymous.get("/findings", accept: Client.browser).text] {
            #expect(!shown.contains("Jane Private") && !shown.contains("Ring mig"))
        }
        let desk = PledgeDesk(findings: AdFindingDesk(site.site))
        let pledge: JSONValue = [
            "party": "Kustpartiet", "since": "2026-06-01", "link": "https://kustpartiet.example/pledge",
            "promises": ["declares-all-spending", "labels-all-ads"],
        ]
        try await desk.record(try Pledge(pledge), by: "editor", now: .sample)
        let checked = try #require(try await desk.pledges(now: .sample).first { $0.pledge.party == "Kustpartiet" })
        for outcome in checked.outcomes where outcome.promise != .noPersonalData {
            let reason = try #require(outcome.reasons.first { $0.path == SitePath.finding(first[0]) })
            #expect(reason.standing == .questioned)
        }
    }
}
