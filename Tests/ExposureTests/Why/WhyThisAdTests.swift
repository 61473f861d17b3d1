import Exposure
import Testing

@Suite struct WhyThisAdTests {
    private var facts: AdFacts {
        var facts = AdFacts()
        facts.sponsor = .known("Havsfonden")
        facts.payer = .known("Kust AB")
        facts.controllingEntity = .none
        facts.period = .known(.init(start: "1 May 2026", end: "30 May 2026"))
        facts.aiming = .targeted([
            .init(
                isIncluded: true, parameter: "age", comparison: "between", values: ["40", "59"], dataCategory: "age",
                dataSource: "declared"),
            .init(
                isIncluded: false, parameter: "region", comparison: "in", values: ["Skåne", "Halland"],
                dataCategory: "location", dataSource: "declared"),
        ])
        facts.reasons = .known("People of this age vote by post.")
        facts.aiSystem = .none
        facts.noticeLink = "https://a.example/t/0A1B2C3D"
        return facts
    }

    @Test func groupsAreSaidInPlainWords() {
        let why = WhyThisAd(facts)
        #expect(
            why[.why].map { $0.text() } == [
                "You may see this because it was aimed at people whose age is between 40, 59.",
                "It was not shown to people whose region is one of Skåne, Halland.",
                "The sponsor's reasons: People of this age vote by post.",
            ])
        #expect(
            why[.dataUsed].map { $0.text() } == [
                "Data used: age, given by the people themselves.",
                "Data used: where a person is, given by the people themselves.",
                "No AI system took part, the notice says.",
            ])
        #expect(why[.whoAndWhen].first?.text() == "It was made for Havsfonden and paid by Kust AB.")
        #expect(why[.whatYouCanDo].map { $0.text() } == ["You can read the transparency notice at https://a.example/t/0A1B2C3D."])
    }

    @Test func whatNobodySaidIsSaidToBeUnknown() {
        #expect(
            WhyThisAd(facts)[.notKnown].map { $0.text() } == [
                "Whether you yourself are in one of these groups is not known here.", "How many it has reached is not known.",
            ])
        let nothing = WhyThisAd(AdFacts())
        #expect(nothing[.why].isEmpty && nothing[.dataUsed].isEmpty && nothing[.whoAndWhen].isEmpty)
        #expect(
            nothing[.notKnown].map(\.word) == [
                .unknownAiming, .unknownAI, .unknownSponsor, .unknownPayer, .unknownControl, .unknownReach,
            ])
    }

    @Test func noneAndUnknownAreDifferent() {
        var facts = facts
        #expect(WhyThisAd(facts).text().contains("Nobody else controls the sponsor, the notice says."))
        facts.controllingEntity = .unknown
        #expect(WhyThisAd(facts).text().contains("Who controls the sponsor is not known."))
        facts.payer = .none
        #expect(WhyThisAd(facts).text().contains("It was made for Havsfonden. Nobody paid for it, the notice says."))
    }

    @Test func anUntargetedAdIsOnlySaidToBeDeclaredSo() {
        var facts = facts
        facts.aiming = .notTargeted
        #expect(WhyThisAd(facts)[.why].first?.word == .notTargeted)
        #expect(!WhyThisAd(facts)[.notKnown].map(\.word).contains(.unknownReasons))
    }

    @Test func aDeliveryIsToldToWhoHoldsItsToken() {
        var facts = facts
        facts.delivery = .init(time: "9:12 on 4 May 2026", matchedGroups: [0, 7], variant: "B")
        let why = WhyThisAd(facts)
        #expect(
            why[.why].prefix(2).map { $0.text() } == [
                "You were shown this at 9:12 on 4 May 2026 because the ad server counted you among people whose age is between 40, 59.",
                "You saw the variant B; other people may have seen another.",
            ])
        #expect(!why[.notKnown].map(\.word).contains(.unknownMembership))
        facts.delivery = .init(time: "9:12 on 4 May 2026", matchedGroups: [])
        #expect(WhyThisAd(facts)[.why].first?.word == .deliveredUnmatched)
    }

    @Test func anUnknownCodeStaysAsTheNoticeHasIt() {
        var facts = facts
        facts.aiming = .targeted([
            .init(
                isIncluded: true, parameter: "mood", comparison: "near", values: ["{reach}"], dataCategory: "aura",
                dataSource: "health"),
            .init(
                isIncluded: true, parameter: "x", comparison: "in", values: [], dataCategory: "health", dataSource: "inferred"),
        ])
        let text = WhyThisAd(facts).text()
        #expect(text.contains("whose mood “near” {reach}.") && text.contains("Data used: “aura”, “health”."))
        #expect(text.contains("a special category of personal data (health), inferred about people"))
    }

    @Test func translationsNeedTheKeysOnly() {
        let words: [WhyWord: String] = [.included: "Anzeige für: {criteria}.", .isBetween: "zwischen"]
        #expect(WhyThisAd(facts)[.why][0].text(in: words) == "Anzeige für: age zwischen 40, 59.")
        #expect(Set(WhyWord.allCases.map(\.rawValue)).count == WhyWord.allCases.count)
    }
}
