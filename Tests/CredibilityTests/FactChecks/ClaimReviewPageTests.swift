import Daylight
import Glibc
import Testing

@testable import Credibility

/// Pages of markup in the shape of the Fact Check Tools interface (section 4.4 of the credibility reference).
@Suite struct ClaimReviewPageTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 1_500

    private static let policy = FactCheckPolicy(
        suffixes: PublicSuffixList(parsing: "example\n".utf8, sections: .registriesAndPrivate), signatories: SignatoryList(),
        trustedFeeds: [], today: Imported.today)

    private static let sample: JSONValue = [
        "pageUrl": "https://checks.example/7", "publishDate": "2026-11-21", "claimReviewAuthor": ["name": "Checks"],
        "claimReviewMarkups": [
            [
                "url": "https://checks.example/7#a", "claimReviewed": "Voter cards &amp; ballots were <b>sold</b>.",
                "claimDate": "2026-11-20", "claimAuthor": ["name": "A trader"], "claimFirstAppearance": "https://posts.example/1",
                "claimAppearances": ["https://posts.example/2", "https://posts.example/1"],
                "rating": ["textualRating": "Mostly false", "ratingValue": 4, "worstRating": 5, "bestRating": 1],
            ]
        ],
    ]

    @Test("words and number of a page are read as those of an imported one, and the publisher has to be a signatory")
    func record() throws {
        let page = try ClaimReviewPage(Self.sample)
        let record = Self.policy.record(of: page.markups[0], on: page, replacing: nil)
        #expect(record.claim == "Voter cards & ballots were sold .")
        #expect(record.appearances == ["https://posts.example/1", "https://posts.example/2"])
        #expect(record.verdict == .mostlyFalse && record.score == 0.25 && record.claimant == "A trader")
        #expect(record.status == .unverified && record.problems == [.notSignatory])
        #expect(record.reviewDate?.description == "2026-11-21" && record.source == .api)
    }

    @Test("a page made of records says what was sent as long as the records do, and the records' own words after that")
    func rebuilt() throws {
        let page = try ClaimReviewPage(Self.sample)
        let record = Self.policy.record(of: page.markups[0], on: page, replacing: nil)
        #expect(ClaimReviewPage([record], at: page.url, sent: page) == page)
        let alone = ClaimReviewPage([record], at: page.url, sent: nil)
        #expect(alone.version != page.version && alone.id == page.id)
        #expect(alone.markups[0].rating.value == 25 && alone.markups[0].rating.best == 100)
        let again = Self.policy.record(of: alone.markups[0], on: alone, replacing: record)
        #expect(again == record)
    }

    @Test("whatever is sent is a page that reads back as it is, or refused")
    func damaged() throws {
        var random = SeededNumbers(seed: 44)
        let bytes = Array(CanonicalJSON.line(Self.sample).utf8)
        var (read, refused) = (0, 0)
        for _ in 0..<Self.executions {
            let damaged = random.damaged(bytes, pieces: ["null", "\"", "{", "}", "[]", ",", "#", "\\u0000", "1e9", "-1", "&#0;"])
            do {
                let page = try ClaimReviewPage(try JSONParser.parse(damaged))
                #expect(try ClaimReviewPage(page.json) == page)
                for markup in page.markups {
                    #expect(Self.policy.record(of: markup, on: page, replacing: nil).id == markup.id)
                }
                read += 1
            } catch { refused += 1 }
        }
        #expect(read > Self.executions / 100 && refused > Self.executions / 10)
    }
}
