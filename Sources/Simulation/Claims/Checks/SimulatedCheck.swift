import Daylight

/// A page or feed with one fact-check.
public struct SimulatedCheck: Hashable, Sendable {
    public let kind: CheckKind
    /// Name of its file.
    public let file: String
    /// Where it was found.
    public let address: String
    /// The article that it speaks of.
    public let url: String
    public let claim: String
    /// Words in one of many languages, and what they mean.
    public let verdictText: String
    public let verdict: String
    public let bytes: [UInt8]

    private static let verdicts = [
        ("False", "false", "en"), ("Missing context", "missingContext", "en"), ("Größtenteils falsch", "mostlyFalse", "de"),
        ("Trompeur", "misleading", "fr"), ("Sin pruebas", "unproven", "es"), ("Półprawda", "mixed", "pl"),
        ("Gemanipuleerd", "altered", "nl"), ("Ψευδές", "false", "el"), ("Perlopiù vero", "mostlyTrue", "it"),
        ("Não é verdade", "false", "pt"),
    ]

    init(
        _ number: Int, _ kind: CheckKind, _ parties: SimulatedChecks.Parties, name: String, claim: String, day: CivilDate,
        using random: inout SeededGenerator
    ) {
        let (words, verdict, language) = random.pick(Self.verdicts)
        self.kind = kind
        self.claim = claim
        (verdictText, self.verdict) = (words, verdict)
        let path = "/checks/\(number + 1)"
        url = "https://\(parties.article)\(path)"
        let review: JSONObject = [
            "@type": "ClaimReview", "url": .string(url), "claimReviewed": .string(claim),
            "datePublished": .string(day.description), "inLanguage": .string(language),
            "author": ["@type": "Organization", "name": .string(name), "url": .string("https://\(parties.author)/")],
            "itemReviewed": [
                "@type": "Claim", "appearance": [.string("https://talk.example/posts/\(random.integer(in: 1_000...9_999))")],
            ],
            "reviewRating": ["@type": "Rating", "alternateName": .string(words)],
        ]
        if kind.isFeed {
            (file, address) = ("feed-\(number + 1).json", "https://\(parties.document)/feed.json")
            let item: JSONValue = [
                "@type": "DataFeedItem", "url": .string("https://\(parties.item)\(path)"), "item": [.object(review)],
            ]
            bytes =
                CanonicalJSON.lineBytes([
                    "@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [item],
                ]) + [0x0A]
        } else {
            (file, address) = ("page-\(number + 1).html", "https://\(parties.document)\(path)")
            var linked = review
            linked["@context"] = "https://schema.org"
            bytes = Array(
                """
                <!DOCTYPE html>
                <html lang="\(language)"><head><meta charset="utf-8"><title>\(claim)</title>
                <script type="application/ld+json">\(CanonicalJSON.line(.object(linked)))</script>
                </head><body><h1>\(claim)</h1><p>\(words)</p></body></html>

                """.utf8)
        }
    }
}
