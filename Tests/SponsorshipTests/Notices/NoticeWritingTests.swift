import Daylight
import Sponsorship
import Testing

/// Written notices: stable bytes, versions that name each other, campaigns that hand down what they share.
@Suite struct NoticeWritingTests {
    private func notice(_ changes: KeyValuePairs<String, JSONValue?> = [:]) throws -> TransparencyNotice {
        try #require(NoticeReview(NoticeSamples.notice(changes)).notice)
    }

    @Test(arguments: NoticeRulesTests.good) func aWrittenNoticeIsReadAsTheSameNotice(_ sample: NoticeCase) throws {
        let notice = try notice(sample.changes)
        let review = NoticeReview(notice.json)
        #expect(review.findings.isEmpty)
        #expect(review.notice == notice)
        #expect(review.notice?.contentHash == notice.contentHash)
    }

    @Test func theOrderOfMembersOnReadingDoesNotMatter() throws {
        var shuffled = JSONObject()
        for member in NoticeSamples.good.members.reversed() { shuffled[member.name] = member.value }
        let notice = try #require(NoticeReview(shuffled).notice)
        #expect(CanonicalJSON.line(.object(notice.json)) == CanonicalJSON.line(.object(try self.notice().json)))
        #expect(notice.json.members.map(\.name).prefix(3) == ["noticeId", "adId", "version"])
    }

    @Test func differentAnswersHaveDifferentHashes() throws {
        let hashes = [
            try notice(), try notice(["amountsAd.amount": "12500.01"]), try notice(["repositoryLink": "notOnline"]),
            try notice(["reach": nil]),
        ].map(\.contentHash)
        #expect(Set(hashes).count == hashes.count)
        #expect(try notice(["amountsAd.amount": "12500"]).contentHash == hashes[0])
    }

    @Test func eachVersionNamesTheHashOfTheOneBefore() throws {
        var history = NoticeHistory(publishing: try notice(["amountsAd.estimate": true]), at: Timestamp(seconds: 100))
        try history.revise(to: try notice(), at: Timestamp(seconds: 200))
        #expect(history.versions.map(\.version) == [1, 2])
        #expect(history.current.previousVersionHash == history.versions[0].contentHash)
        #expect(history.current.createdAt == Timestamp(seconds: 100))
        #expect(history.current.modifiedAt == Timestamp(seconds: 200))
        #expect(try NoticeHistory(checking: history.versions) == history)
        #expect(NoticeReview(history.current.json).notice == history.current)
    }

    @Test func aHistoryThatWasTouchedIsNoticed() throws {
        var history = NoticeHistory(publishing: try notice(), at: Timestamp(seconds: 100))
        for second in Int64(2)...4 {
            try history.revise(to: try notice(["reach.views": .integer(second)]), at: Timestamp(seconds: 100 * second))
        }
        var versions = history.versions
        #expect(throws: NoticeHistoryFault.empty) { try NoticeHistory(checking: []) }
        #expect(throws: NoticeHistoryFault.wrongVersion(2)) { try NoticeHistory(checking: Array(versions.dropFirst())) }
        versions.remove(at: 2)
        #expect(throws: NoticeHistoryFault.wrongVersion(4)) { try NoticeHistory(checking: versions) }
        var other = NoticeHistory(publishing: try notice(["publisher": "Annan"]), at: Timestamp(seconds: 100)).versions
        other += history.versions.dropFirst()
        #expect(throws: NoticeHistoryFault.brokenLink(version: 2)) { try NoticeHistory(checking: other) }
    }

    @Test func whatMustStayCannotBeRevised() throws {
        var history = NoticeHistory(publishing: try notice(), at: Timestamp(seconds: 100))
        #expect(throws: NoticeHistoryFault.unchanged) { try history.revise(to: try notice(), at: Timestamp(seconds: 200)) }
        #expect(throws: NoticeHistoryFault.otherNotice) {
            try history.revise(to: try notice(["adId": "another"]), at: Timestamp(seconds: 200))
        }
        #expect(throws: NoticeHistoryFault.finalAgainEstimate(field: "amountsAd")) {
            try history.revise(to: try notice(["amountsAd.estimate": true]), at: Timestamp(seconds: 200))
        }
        #expect(throws: NoticeHistoryFault.notLater) {
            try history.revise(to: try notice(["reach": nil]), at: Timestamp(seconds: 100))
        }
        #expect(history.versions.count == 1)
    }

    @Test func anAdInheritsItsCampaignsNoticeAndOverridesIt() throws {
        var shared = NoticeSamples.good
        shared["campaignId"] = "c-1"
        shared["amountsCampaign"] = ["amount": "30000", "currency": "SEK"]
        let campaign = CampaignNotice(shared: shared)
        let own: JSONObject = [
            "noticeId": "n-7", "adId": "a-7", "version": 1, "amountsAd": ["amount": "400.50", "currency": "SEK"],
            "period": ["start": "2026-09-01", "end": "2026-09-02"],
        ]
        let notice = try #require(campaign.review(own).notice)
        #expect(notice.adID.text == "a-7")
        #expect(notice.campaignID == "c-1")
        #expect(notice.sponsor.name == "Kustpartiet")
        #expect(notice.period.start.description == "2026-09-01")
        #expect(notice.reach == nil)

        var silent = own
        silent["amountsAd"] = nil
        #expect(campaign.review(silent).findings.map(\.rule) == [.n05])
        silent = own
        silent["officialInfoLinks"] = .null
        #expect(campaign.review(silent).findings.map(\.rule) == [.n23])
    }

    @Test func linkedDataHasTheSameMembersBehindAContext() throws {
        let notice = try notice()
        let data = notice.linkedData
        #expect(data.members.first?.name == "@context")
        #expect(data.members.map(\.name) == ["@context", "@id", "@type"] + notice.json.members.map(\.name))
        #expect(data["sponsor"] == notice.json["sponsor"])
        #expect(data["amountsAd"] == ["@type": "MonetaryAmount", "amount": "12500.00", "currency": "SEK"])
        #expect(data["linkedProcesses"]?.arrayValue?[0]["@type"]?.stringValue == "Event")
        #expect(data["@context"]?["payer"]?.stringValue == "schema:funder")
    }
}
