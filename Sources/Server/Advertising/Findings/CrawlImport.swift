public import Daylight
public import Sponsorship
public import Storage

/// Puts crawled ads that look political and declare nothing before the reviewers.
public enum CrawlImport {
    /// Findings of one transaction.
    private static let portion = 500
    /// Most characters of an ad's text that a finding repeats.
    private static let excerptLimit = 300

    /// Proposes a finding for each ad of the review; the same ad with the same reasons makes the same finding.
    ///
    /// - Returns: the findings.
    /// - Throws: ``InputError`` for an ad that cannot be a subject, or an error of the store.
    @discardableResult
    public static func store(_ review: CrawlReview, in store: Store, now: Timestamp) async throws -> [Finding.ID] {
        var ids: [Finding.ID] = []
        for start in stride(from: 0, to: review.proposals.count, by: portion) {
            let findings = try review.proposals[start..<min(start + portion, review.proposals.count)].map {
                try finding($0, created: now)
            }
            try await store.add(findings)
            ids += findings.map(\.id)
        }
        return ids
    }

    private static func finding(_ proposal: CrawlReview.Proposal, created: Timestamp) throws(InputError) -> Finding {
        let ad = proposal.ad
        let name = "crawl:\(ad.id)"
        let evidence = AdEvidence(
            kind: .undeclaredAd, ad: name, sponsors: ad.names + (ad.landing.map { [$0.host] } ?? []),
            figures: [
                .init(
                    measure: .politicalScore, value: .rounded(proposal.score), review: .rounded(Law.looksPoliticalScore),
                    asks: .review)
            ],
            reasons: proposal.proposal.reasons.map { reason in
                .init(rule: DeclarationRule.d06.rawValue, basis: DeclarationRule.d06.basis, message: reason.text)
            })
        let sponsors = ad.names.isEmpty ? "nobody named" : ad.names.joined(separator: ", ")
        let reasons = proposal.proposal.reasons.map(\.text).joined(separator: "; ")
        return try evidence.finding(
            "Crawled ad \(ad.id) of \(sponsors) declares nothing and looks political: \(reasons).\(excerpt(ad.text))",
            created: created)
    }

    /// The beginning of the text, on one line.
    private static func excerpt(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !line.isEmpty else { return "" }
        return " It says: “\(line.prefix(excerptLimit))\(line.count > excerptLimit ? "…" : "")”"
    }
}
