import Credibility
import Daylight
import Testing

/// Documents of tests, read under a small policy: `check.example` is a valid signatory.
enum Imported {
    static let today = CivilDate(daysSinceEpoch: 20_780)
    static let list = """
        domain,name,network,status,since,until,evidence
        check.example,"Check, Ltd",IFCN,verified,2023-01-01,2027-12-31,https://ifcn.example/c
        late.example,Late,IFCN,verified,,2025-12-31,
        early.example,Early,IFCN,verified,2099-01-01,,
        gone.example,Gone,EFCSN,expired,,,
        twice.example,Old,IFCN,expired,,,
        twice.example,New,EFCSN,under-renewal,,,
        odd.example,Odd,IFCN,revoked,,,
        """

    static func document(
        _ text: String, at address: String? = "https://check.example/a", feeds: Set<String> = []
    ) throws -> ClaimDocument {
        let suffixes = PublicSuffixList(
            parsing: "example\nio\n// ===BEGIN PRIVATE DOMAINS===\ngithub.io\n".utf8, sections: .registriesAndPrivate)
        let policy = FactCheckPolicy(
            suffixes: suffixes, signatories: try SignatoryList(parsing: Array(list.utf8)),
            trustedFeeds: Set(feeds.compactMap { Host($0) }), today: today)
        return try ClaimDocument(Array(text.utf8), foundAt: address.flatMap { WebAddress($0) }, policy: policy)
    }

    /// The one record of a review with these members changed, found on its own page.
    static func record(
        _ changes: [String: JSONValue?] = [:], at address: String? = "https://check.example/a"
    ) throws -> FactCheck {
        let document = try document(CanonicalJSON.line(.object(review(changes))), at: address)
        #expect(document.records.count == 1 && document.problems.isEmpty, "\(document.problems)")
        return try #require(document.records.first)
    }

    static func review(_ changes: [String: JSONValue?] = [:]) -> JSONObject {
        var review: JSONObject = [
            "@context": "https://schema.org", "@type": "ClaimReview", "url": "https://check.example/a",
            "claimReviewed": "The server was abroad.", "datePublished": "2026-11-10",
            "author": ["@type": "Organization", "name": "Check", "url": "https://www.check.example"],
            "reviewRating": ["@type": "Rating", "alternateName": "False", "ratingValue": 1, "bestRating": 5, "worstRating": 1],
            "itemReviewed": [
                "@type": "Claim", "author": ["name": "Mara Nagy"], "datePublished": "2026-11-02",
                "firstAppearance": "https://social.example/p/5",
            ],
            "inLanguage": "en",
        ]
        for (name, value) in changes { review[name] = value }
        return review
    }
}
