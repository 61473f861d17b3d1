import Daylight
import Sponsorship
import Testing

/// The faults of notices typed by hand (reference 3.3) each get a sentence that says what to write.
@Suite struct NoticeMessagesTests {
    @Test(
        arguments: [
            ("amountsAd", "see price list", "a price list names no sum"),
            ("amountsAd", "se prislista", "a price list names no sum"),
            ("amountsAd", "none received", "not what the sponsor received in donations"),
            ("amountsAd", "keine", "not what the sponsor received in donations"),
            ("amountsAd", "up to 5000 EUR", "a limit or a range is not an amount"),
            ("amountsAd", "20 000–30 000", "a limit or a range is not an amount"),
            ("amountsAd", "not yet known", "\"estimate\": true"), ("amountsAd", "12.500,00 €", "as a figure with its currency"),
            ("repositoryLink", "https://laws.example/summary", "a summary of the law is not"),
            ("officialInfoLinks", "not provided", "authority's page on how to take part"),
            ("payer", "not yet known", "Say who pays"), ("controllingEntity", "?", "\"none\" when nobody"),
        ] as [(String, String, String)])
    func theSentenceHelps(_ field: String, _ text: String, _ expected: String) throws {
        let value: JSONValue = field == "officialInfoLinks" ? [.string(text)] : .string(text)
        let review = NoticeReview(NoticeSamples.notice([field: value]))
        try #require(review.findings.count == 1)
        #expect(review.findings[0].message.contains(expected))
    }

    @Test func aFlyerForEveryLetterBoxIsNoTargeting() {
        let review = NoticeReview(NoticeSamples.notice(["techniquesUsed": true]))
        #expect(review.findings.map(\.message).allSatisfy { $0.contains("set techniquesUsed to false") })
    }

    @Test func aCopiedControllingEntityIsProbablyNone() {
        let review = NoticeReview(NoticeSamples.notice(["controllingEntity": NoticeSamples.sponsor]))
        #expect(review.isValid)
        #expect(review.findings.map(\.message).allSatisfy { $0.contains("write \"none\"") })
    }
}
