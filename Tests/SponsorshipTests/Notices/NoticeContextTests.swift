import Daylight
import Sponsorship
import Testing

/// The rules that need something besides the notice, and what a context may hold.
@Suite struct NoticeContextTests {
    private func found(_ changes: KeyValuePairs<String, JSONValue?> = [:], _ context: JSONObject) throws -> [String] {
        NoticeSamples.found(NoticeSamples.notice(changes), try NoticeContext(context))
    }

    @Test func aLinkIntoTheRepositoryIsTakenOnlyFromItsHosts() throws {
        let hosts: JSONObject = ["repositoryHosts": ["rep.example"]]
        #expect(try found(["repositoryLink": "https://Rep.Example/a"], hosts) == [])
        #expect(try found(["repositoryLink": "https://eu.rep.example:443/a"], hosts) == [])
        for link in [
            "https://notrep.example/a", "https://rep.example@evil.example/", "http://rep.example/",
            "https://evil.example\\@rep.example/",
        ] {
            #expect(try found(["repositoryLink": .string(link)], hosts) == ["N24 repositoryLink block"])
        }
    }

    @Test func aPageThatIsNoAuthoritysIsNotTaken() throws {
        let context: JSONObject = ["notOfficialHosts": ["Myndighet.example"]]
        #expect(try found([:], context) == ["N23 officialInfoLinks[0] block"])
        #expect(
            try found(["officialInfoLinks": ["https://val.myndighet.example./"]], context) == ["N23 officialInfoLinks[0] block"])
    }

    @Test func aPublicationOutsideThePeriodIsWarnedOfByTheLocalDay() throws {
        let late: JSONValue = ["firstAt": "2026-09-13T22:30:00Z"]
        #expect(try found([:], ["zone": "Europe/Stockholm", "publications": [late]]) == ["N22 period warn"])
        #expect(try found([:], ["zone": "UTC", "publications": [late]]) == [])
        let long: JSONValue = ["firstAt": "2026-08-17T00:00:00+02:00", "lastAt": "2026-09-14T00:00:00+02:00"]
        #expect(try found([:], ["publications": [long]]) == ["N22 period warn"])
        #expect(try found(["period.end": "2026-08-16"], ["publications": [long]]) == ["N22 period block"])
    }

    @Test func anEstimateIsWarnedOfAfterThirtyDays() throws {
        let estimate: KeyValuePairs<String, JSONValue?> = [
            "amountsAd.estimate": true, "amountsCampaign": ["amount": "30000", "currency": "SEK", "estimate": true],
        ]
        #expect(try found(estimate, ["now": "2026-10-13T23:59:59+02:00"]) == [])
        #expect(
            try found(estimate, ["now": "2026-10-14T00:00:00+02:00"]) == ["N29 amountsAd warn", "N29 amountsCampaign warn"])
        #expect(try found([:], ["now": "2027-01-01T00:00:00Z"]) == [])
    }

    @Test(arguments: [
        (#"{"eligible": 7700000, "addressed": 900}"#, true), (#"{"eligible": 7700000}"#, false), (#"{"jsd": 0.2}"#, true),
        (#"{"jsd": 0.1999, "nmi": 0.1999}"#, false), (#"{"nmi": 0.611}"#, true),
        (#"{"eligible": 30000, "addressed": 1500}"#, false),
    ])
    func deliveryThatLooksTargetedIsHeldWhenNoTargetingIsDeclared(_ delivery: String, _ isHeld: Bool) throws {
        let context: JSONObject = ["delivery": try JSONParser.parse(delivery.utf8)]
        #expect(try found([:], context) == (isHeld ? ["N26 techniquesUsed hold"] : []))
        #expect(try found(["techniquesUsed": true, "techniques": NoticeSamples.techniques], context) == [])
        #expect(NoticeReview(NoticeSamples.good, context: try NoticeContext(context)).isValid == !isHeld)
    }

    @Test(arguments: [
        (#"{"now": "2026-05-15"}"#, "now"), (#"{"zone": "Europe/Atlantis"}"#, "zone"),
        (#"{"repositoryHosts": "a.example"}"#, "repositoryHosts"),
        (#"{"notOfficialHosts": [1]}"#, "notOfficialHosts[0]"), (#"{"publications": [{}]}"#, "publications[0].firstAt"),
        (#"{"delivery": {"eligible": 10, "addressed": 11}}"#, "delivery.addressed"),
        (#"{"delivery": {"jsd": "high"}}"#, "delivery.jsd"),
        (#"{"delivery": {"nmi": 1e999}}"#, "delivery.nmi"),
    ])
    func aContextThatCannotBeUsedIsRefusedByItsMember(_ text: String, _ field: String) throws {
        let object = try #require(try JSONParser.parse(text.utf8).objectValue)
        #expect { try NoticeContext(object) } throws: { ($0 as? InputError)?.field == field }
    }

    @Test func narrownessFollowsTheWorkedNumbers() throws {
        func bits(_ eligible: Int64, _ addressed: Int64) throws -> (Double, Narrowness.Verdict) {
            let narrowness = try #require(Narrowness(eligible: eligible, addressed: addressed))
            return ((narrowness.bits * 100).rounded() / 100, narrowness.verdict)
        }
        #expect(try bits(61_000_000, 12_000) == (12.31, .block))
        #expect(try bits(61_000_000, 2_400_000) == (4.67, .allow))
        #expect(try bits(30_000, 1_500) == (4.32, .allow))
        #expect(try bits(30_000, 1_499).1 == .block)
        #expect(try bits(50_000, 999).1 == .block)
        #expect(try bits(50_000, 1000).1 == .allow)
        #expect(try bits(2_560_000, 10_000).1 == .review)
        #expect(try bits(40_960_000, 10_000).1 == .block)
        #expect(try bits(.max, 1).1 == .block)
        #expect(Narrowness(eligible: 10, addressed: 11) == nil)
        #expect(Narrowness(eligible: 10, addressed: 0) == nil)
    }
}
