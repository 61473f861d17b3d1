import Daylight
import Sponsorship
import Testing

@testable import Server

extension PageSample {
    /// Findings about ads, in every state that their template knows.
    static func adFindingPages() -> [PageSample] {
        let delivery = AdEvidence(
            kind: .delivery, ad: NoticeSample.code.text, sponsors: [hostile],
            figures: [
                .init(
                    measure: .divergence, value: JSONNumber(0.314_812_34), unit: "bits", review: JSONNumber(0.05),
                    block: JSONNumber(0.2), asks: .block),
                .init(measure: .peopleReached, value: JSONNumber(18_000)),
            ], reasons: [.init(rule: "N26", basis: "Art. 12(2)", message: hostile)],
            cells: [
                .init(place: "SE", ages: "18–34", gender: "f", reach: 1230),
                .init(place: "SE", ages: "55+", gender: "f", reach: nil),
            ])
        let money = AdEvidence(kind: .moneyToListed, ad: "creative-3", sites: ["rated.example"])
        let typed = DecisionForm(key: "k3", verdict: .breach, reasons: "", problems: [.reasonsMissing])
        return [
            sample("ad-finding", delivery, hasNotice: true, decisions: decisions, form: .open(.empty(key: "k0"))),
            sample("ad-finding-with-errors", money, hasNotice: false, decisions: [], form: .open(typed)),
            sample(
                "ad-finding-hidden", AdEvidence(kind: .delivery, ad: NoticeSample.code.text), hasNotice: true, decisions: [],
                form: .signInFirst),
            sample(
                "ad-finding-crawled",
                AdEvidence(
                    kind: .undeclaredAd, ad: "crawl:1", sponsors: [hostile],
                    figures: [.init(measure: .politicalScore, value: JSONNumber(0.9), review: JSONNumber(0.7), asks: .review)]),
                hasNotice: false, decisions: [], form: .signInFirst),
            sample("ad-finding-reader", money, hasNotice: false, decisions: [], form: .notAllowed),
        ]
    }

    private static func sample(
        _ name: String, _ evidence: AdEvidence, hasNotice: Bool, decisions: [FindingPage.DecisionRow], form: FindingPage.Form
    ) -> PageSample {
        PageSample(
            name: name,
            page: AdFindingPage(
                summary: "Delivery of the ad looks aimed.", created: .sample, evidence: evidence, hasNotice: hasNotice,
                deciding: FindingDecisions(
                    id: Samples.finding.id, verdicts: Question.whoPaid.verdicts, decisions: decisions, form: form)))
    }

    /// The page of the money and the page of pledges, in every state that their templates know.
    static func moneyPages() throws -> [PageSample] {
        let words = Words(messages: try Messages.english())
        let answer = try MoneyFile(Array(money.utf8), suffixes: .wellKnown).answer()
        let bare = try MoneyFile(Array(#"{"currency":"EUR","advertisers":[]}"#.utf8), suffixes: .wellKnown).answer()
        return [
            PageSample(
                name: "money",
                page: MoneyPage(
                    content: .init(
                        answer: answer, recorded: .sample, picture: MoneyPicture(answer, words)?.drawing(words),
                        span: try #require(MoneySpan(from: CivilDate(year: 2026, month: 5, day: 1), to: nil))))),
            PageSample(name: "money-bare", page: MoneyPage(content: .init(answer: bare, recorded: .sample, picture: nil))),
            PageSample(name: "money-none", page: MoneyPage(content: nil), chrome: .anonymous),
            PageSample(name: "pledges", page: PledgesPage(pledges: [try pledge()])),
            PageSample(name: "pledges-none", page: PledgesPage(pledges: []), chrome: .anonymous),
        ]
    }

    /// A promise that is broken in more ways than a page lists, one that is questioned, and one nothing was found against.
    static func pledge() throws -> CheckedPledge {
        let pledge = try Pledge(
            JSONParser.parse(
                Array(
                    #"{"party":"Kustpartiet","since":"2026-06-01","link":"https://kustpartiet.example/pledge","promises":["labels-all-ads","no-personal-data","declares-all-spending"]}"#
                        .utf8)))
        let broken = CheckedPledge.Reason(text: hostile, path: "/t/K7QX20ZM", standing: .broken)
        let questioned = CheckedPledge.Reason(text: "A finding.", path: "/findings/9f2c41d07be3a685", standing: .questioned)
        return CheckedPledge(
            pledge: pledge,
            outcomes: [
                .init(promise: .declaresAllSpending, reasons: [CheckedPledge.Reason](repeating: broken, count: 20)),
                .init(promise: .noPersonalData, reasons: [questioned]), .init(promise: .labelsAllAds, reasons: []),
            ], adCount: 3)
    }

    /// Two lists, one without an address to object at; an account that two owners share, and what a site may earn.
    private static let money = #"""
        {"currency":"EUR","advertisers":["Kustpartiet","<b>Other</b>"],
         "payments":[{"from":"Kustpartiet","to":"ssp.example/7","amount":{"low":"100","mid":"120","high":"150"},"evidence":"estimate"},
          {"from":"<b>Other</b>","to":"fine.example","amount":"80.00","evidence":"invoice"}],
         "sites":{"rated.example":{"adsTxt":"ssp.example, 7, DIRECT","revenue":{"pageviews":1800000,"ads":3,
          "low":{"cpm":"0.80","fill":"0.60","share":"0.55"},"mid":{"cpm":"1.30","fill":"0.70","share":"0.65"},
          "high":{"cpm":"2.00","fill":"0.85","share":"0.75"}}},"fine.example":{"adsTxt":"ssp.example, 7, DIRECT"}},
         "lists":[{"name":"List","publisher":"Institute","date":"2026-09-01","criteria":"Repeats falsehoods.",
          "appeal":"https://institute.example/appeal","sites":["rated.example"]},
          {"name":"Second list","publisher":"Institute","date":"2026-09-02","criteria":"<i>Other</i>","appeal":"by letter",
           "sites":["rated.example"]}]}
        """#
}
