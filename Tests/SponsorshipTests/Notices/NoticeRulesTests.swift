import Daylight
import Sponsorship
import Testing

/// One notice of the table: the good one with some members changed, and the rules that fire on it.
struct NoticeCase: Sendable, CustomTestStringConvertible {
    let name: String
    let changes: KeyValuePairs<String, JSONValue?>
    let expected: [String]

    init(_ name: String, _ changes: KeyValuePairs<String, JSONValue?>, _ expected: String...) {
        self.name = name
        self.changes = changes
        self.expected = expected.map { $0.split(separator: " ").count == 2 ? $0 + " block" : $0 }.sorted()
    }

    var testDescription: String { name }
}

/// Self-made notices, good and bad, with the rules of reference 14.1 that they break.
@Suite struct NoticeRulesTests {
    private static let entity: JSONValue = [
        "kind": "legalPerson", "name": "Havsfonden Holding", "email": "post@havsfonden.example", "establishment": "Kaj 1",
        "country": "SE",
    ]
    private static let person: JSONValue = [
        "kind": "naturalPerson", "name": "Maja Exempel", "email": "maja@exempel.example", "country": "SE",
    ]

    static let good: [NoticeCase] = [
        NoticeCase("nothing changed", [:]),
        NoticeCase("a natural person needs no establishment", ["sponsor": person]),
        NoticeCase("joint sponsors stand in a list", ["coSponsors": [person, entity]]),
        NoticeCase("no joint sponsors", ["coSponsors": []]),
        NoticeCase("an entity controls the sponsor", ["controllingEntity": entity]),
        NoticeCase("the controlling entity pays", ["controllingEntity": entity, "payer": "sameAsControllingEntity"]),
        NoticeCase("somebody else pays", ["payer": person]),
        NoticeCase("nothing was paid", ["amountsAd.amount": "0"]),
        NoticeCase("four decimals", ["amountsAd.amount": "999999999999999.9999"]),
        NoticeCase("an estimate in time", ["amountsAd.estimate": true]),
        NoticeCase(
            "benefits in kind", ["otherBenefits": ["value": ["amount": "10", "currency": "SEK"], "description": "Lokal"]]),
        NoticeCase("part of a campaign", ["campaignId": "c-1", "amountsCampaign": ["amount": "12500", "currency": "SEK"]]),
        NoticeCase("another currency is not compared", ["amountsCampaign": ["amount": "1", "currency": "EUR"]]),
        NoticeCase("one day", ["period": ["start": "2028-02-29", "end": "2028-02-29"]]),
        NoticeCase("no process", ["linkedProcesses": [], "officialInfoLinks": nil]),
        NoticeCase(
            "a law in the making needs no voting page",
            [
                "linkedProcesses": [["kind": "legislative", "level": "Union", "name": "Kustdirektivet", "territory": "EU"]],
                "officialInfoLinks": [],
            ]),
        NoticeCase("not online", ["repositoryLink": "notOnline"]),
        NoticeCase(
            "stopped before", ["priorSuspension": ["suspendedOrDiscontinued": true, "reason": "Märkning", "date": "2026-08-20"]]),
        NoticeCase("techniques explained", ["techniquesUsed": true, "techniques": NoticeSamples.techniques]),
        NoticeCase("reach is not known", ["reach": nil]),
        NoticeCase("engagements", ["reach.engagements": ["clicks": 4, "shares": 0]]),
        NoticeCase("region of the language", ["language": "SV-FI", "adLanguages": ["fi", "sv-SE"]]),
        NoticeCase("other people's members under ext", ["ext": ["anything": [["at": "all"]]]]),
        NoticeCase("null is absent", ["campaignId": .null, "coSponsors": .null]),
        NoticeCase("an address on two lines", ["sponsor.establishment": "Hamngatan 3\n111 11 Norrviken"]),
    ]

    static let bad: [NoticeCase] = [
        NoticeCase("unknown member", ["colour": "red"], "N00 colour"),
        NoticeCase("unknown member of the sponsor", ["sponsor.nickname": "K"], "N00 sponsor.nickname"),
        NoticeCase("unknown member of money", ["amountsAd.vat": true], "N00 amountsAd.vat"),
        NoticeCase("no identifiers", ["noticeId": nil, "adId": "a b"], "N00 noticeId", "N00 adId"),
        NoticeCase("version zero", ["version": 0], "N00 version"),
        NoticeCase("version as text", ["version": "1"], "N00 version"),
        NoticeCase("no ad language", ["adLanguages": []], "N00 adLanguages"),
        NoticeCase("language by its name", ["language": "Swedish"], "N00 language"),
        NoticeCase("blank publisher", ["publisher": " \u{2003}"], "N00 publisher"),
        NoticeCase("a name without end", ["publisher": .string(String(repeating: "a", count: 501))], "N00 publisher"),
        NoticeCase("campaign as a number", ["campaignId": 5], "N00 campaignId"),
        NoticeCase("no sponsor", ["sponsor": nil], "N01 sponsor"),
        NoticeCase("sponsor by name", ["sponsor": "Kustpartiet"], "N01 sponsor"),
        NoticeCase("no e-mail", ["sponsor.email": ""], "N01 sponsor.email"),
        NoticeCase("two at signs", ["sponsor.email": "a@b@c.example"], "N01 sponsor.email"),
        NoticeCase("domain without dot", ["sponsor.email": "a@localhost"], "N01 sponsor.email"),
        NoticeCase("no establishment", ["sponsor.establishment": nil], "N01 sponsor.establishment"),
        NoticeCase("country by name", ["sponsor.country": "Sweden"], "N01 sponsor.country"),
        NoticeCase("neither kind", ["sponsor.kind": "party"], "N01 sponsor.kind"),
        NoticeCase(
            "two faults in a sponsor", ["sponsor.name": nil, "sponsor.country": "se"], "N01 sponsor.name", "N01 sponsor.country"),
        NoticeCase("a joint sponsor by name", ["coSponsors": ["Kustungdomen", entity]], "N01 coSponsors[0]"),
        NoticeCase("no controlling entity", ["controllingEntity": nil], "N02 controllingEntity"),
        NoticeCase("controlling entity not known", ["controllingEntity": "unknown"], "N02 controllingEntity"),
        NoticeCase("controlling entity incomplete", ["controllingEntity": ["name": "X"]], "N02 controllingEntity"),
        NoticeCase("controlling entity copied", ["controllingEntity": NoticeSamples.sponsor], "N28 controllingEntity warn"),
        NoticeCase(
            "controlling entity copied with another legal form",
            ["controllingEntity": entity, "controllingEntity.name": "KUSTPARTIET e.V."],
            "N28 controllingEntity warn"),
        NoticeCase(
            "controlling entity with the same entry",
            [
                "controllingEntity": entity, "controllingEntity.registerId": ["register": "org", "number": "1"],
                "sponsor.registerId": ["register": "org", "number": "1"],
            ], "N28 controllingEntity warn"),
        NoticeCase("no payer", ["payer": nil], "N03 payer"),
        NoticeCase("payer not yet known", ["payer": "not yet known"], "N03 payer"),
        NoticeCase("paid by nobody", ["payer": "sameAsControllingEntity"], "N03 payer"),
        NoticeCase("no period", ["period": nil], "N04 period"),
        NoticeCase("unreal day", ["period.end": "2026-09-31"], "N04 period"),
        NoticeCase("period backwards", ["period.end": "2026-08-16"], "N22 period"),
        NoticeCase("no amount", ["amountsAd": .null], "N05 amountsAd"),
        NoticeCase("price list", ["amountsAd": "see price list"], "N20 amountsAd"),
        NoticeCase("none received", ["amountsAd": "none received"], "N20 amountsAd"),
        NoticeCase("range", ["amountsAd.amount": "20 000–30 000"], "N20 amountsAd"),
        NoticeCase("number", ["amountsAd": 12500], "N20 amountsAd"),
        NoticeCase("number in money", ["amountsAd.amount": 12500], "N20 amountsAd"),
        NoticeCase("comma", ["amountsAd.amount": "12500,00"], "N20 amountsAd"),
        NoticeCase("currency sign", ["amountsAd.currency": "kr"], "N20 amountsAd"),
        NoticeCase("benefits as words", ["otherBenefits": "free room"], "N20 otherBenefits"),
        NoticeCase(
            "benefits without words", ["otherBenefits": ["value": ["amount": "1", "currency": "SEK"]]], "N20 otherBenefits"),
        NoticeCase("no campaign amount", ["campaignId": "c-1"], "N06 amountsCampaign"),
        NoticeCase(
            "dearer than its campaign", ["amountsCampaign": ["amount": "12499.9999", "currency": "SEK"]], "N21 amountsCampaign"),
        NoticeCase("no origin", ["fundsOrigin": nil], "N07 fundsOrigin"),
        NoticeCase("origin in words", ["fundsOrigin.place": "abroad"], "N07 fundsOrigin"),
        NoticeCase("no method", ["amountsMethod": ""], "N08 amountsMethod"),
        NoticeCase("no list of processes", ["linkedProcesses": nil], "N09 linkedProcesses"),
        NoticeCase("a vote that is none", ["linkedProcesses.0.kind": "vote"], "N09 linkedProcesses[0]"),
        NoticeCase("process on an unreal day", ["linkedProcesses.0.date": "2026-02-30"], "N09 linkedProcesses[0]"),
        NoticeCase("no official link", ["officialInfoLinks": nil], "N23 officialInfoLinks"),
        NoticeCase("official link not provided", ["officialInfoLinks": ["not provided"]], "N23 officialInfoLinks[0]"),
        NoticeCase(
            "official link without lock", ["officialInfoLinks": ["https://a.example", "http://b.example"]],
            "N23 officialInfoLinks[1]"),
        NoticeCase("official link without host", ["officialInfoLinks": ["https:///rosta"]], "N23 officialInfoLinks[0]"),
        NoticeCase("no repository link", ["repositoryLink": nil], "N11 repositoryLink"),
        NoticeCase("law summary", ["repositoryLink": "https://eur-lex.example/summary"], "N24 repositoryLink"),
        NoticeCase("no notification", ["notificationMechanism": nil], "N12 notificationMechanism"),
        NoticeCase("notification by mail", ["notificationMechanism.url": "mailto:a@b.example"], "N12 notificationMechanism"),
        NoticeCase("no word on suspension", ["priorSuspension": ["reason": "x"]], "N13 priorSuspension"),
        NoticeCase("suspended without reason", ["priorSuspension.suspendedOrDiscontinued": true], "N13 priorSuspension"),
        NoticeCase("techniques in words", ["techniquesUsed": "no"], "N14 techniquesUsed"),
        NoticeCase("techniques not explained", ["techniquesUsed": true], "N25 techniques"),
        NoticeCase(
            "techniques without groups",
            [
                "techniquesUsed": true, "techniques": NoticeSamples.techniques, "techniques.groups": [],
                "techniques.rightsLink": " ",
            ],
            "N25 techniques"),
        NoticeCase("reach without day", ["reach.asOf": nil], "N16 reach"),
        NoticeCase("views below nothing", ["reach.views": -1], "N16 reach"),
        NoticeCase("notice in another language", ["language": "en"], "N27 language"),
    ]

    @Test(arguments: good) func noRuleFiresOnAGoodNotice(_ sample: NoticeCase) {
        let review = NoticeReview(NoticeSamples.notice(sample.changes))
        #expect(review.findings.isEmpty)
        #expect(review.isValid)
        #expect(review.notice != nil)
    }

    @Test(arguments: bad) func theRulesOfTheTableFireAndNoOthers(_ sample: NoticeCase) {
        #expect(NoticeSamples.found(NoticeSamples.notice(sample.changes)) == sample.expected)
    }

    @Test func everyFaultIsToldInAnEmptyNotice() {
        let rules = Set(NoticeReview(JSONObject()).findings.map(\.rule.rawValue))
        #expect(
            rules == ["N00", "N01", "N02", "N03", "N04", "N05", "N07", "N08", "N09", "N11", "N12", "N13", "N14"])
    }

    @Test func everyRuleHasItsArticleAndTwoSamplesBreakIt() {
        for rule in NoticeRule.allCases { #expect(rule.basis.hasPrefix("TTPA Art. ")) }
        let broken = Set(Self.bad.flatMap(\.expected).map { String($0.prefix(3)) })
        let byContext: Set = ["N26", "N29"]
        #expect(broken.union(byContext) == Set(NoticeRule.allCases.map(\.rawValue)))
    }
}
