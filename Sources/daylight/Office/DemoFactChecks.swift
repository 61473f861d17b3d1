import Daylight
import Server

/// The fact-checks of the demo election, as two invented fact-checkers publish them.
enum DemoFactChecks {
    /// Who is bound by a code of principles: one of the two.
    static let signatories = """
        domain,name,network,status,since,until,evidence
        checks.example,Westmark Checks,EFCSN,verified,2026-01-01,,https://codes.example/westmark-checks

        """

    private static let feeds = [
        (
            "https://checks.example/feed.json",
            """
            {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [
              {"@type": "DataFeedItem", "url": "https://checks.example/voter-cards", "item": {"@type": "ClaimReview",
                "url": "https://checks.example/voter-cards", "datePublished": "2026-11-21", "inLanguage": "en",
                "claimReviewed": "The mayor of Westmark sold 1,200 voter cards at the market on Friday.",
                "author": {"@type": "Organization", "name": "Westmark Checks", "url": "https://checks.example"},
                "reviewRating": {"@type": "Rating", "alternateName": "False", "ratingValue": 1, "bestRating": 5, "worstRating": 1},
                "itemReviewed": {"@type": "Claim", "author": {"name": "A market trader"}, "datePublished": "2026-11-20"}}},
              {"@type": "DataFeedItem", "url": "https://checks.example/ferries", "item": {"@type": "ClaimReview",
                "url": "https://checks.example/ferries", "datePublished": "2026-11-22", "inLanguage": "en",
                "claimReviewed": "All ferries are cancelled on the day of the vote.",
                "author": {"@type": "Organization", "name": "Westmark Checks"},
                "reviewRating": {"@type": "Rating", "alternateName": "Missing context"}}}]}
            """
        ),
        (
            "https://rumours.example/page.json",
            """
            {"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://rumours.example/ballots",
             "claimReviewed": "3 000 ballots were burned in the river.", "datePublished": "2026-11-22",
             "author": {"@type": "Organization", "name": "Rumours"},
             "reviewRating": {"@type": "Rating", "alternateName": "True"}}
            """
        ),
    ]

    /// Publishes them, unless they are there already.
    static func publish(by office: FactCheckImport, now: Timestamp) async throws {
        for (address, document) in feeds { try await office.take(Array(document.utf8), foundAt: address, now: now) }
    }
}
