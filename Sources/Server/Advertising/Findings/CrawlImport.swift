public import Daylight
public import Sponsorship
public import Storage

/// Puts crawled ads that look political and declare nothing before the reviewers.
///
/// Findings are public from the first day, and a crawl has ads of anybody: what an ad says and who is behind it is not
/// repeated, but for those whom the operator's lists know as political actors. Reviewers find the ad in the crawl.
public enum CrawlImport {
    /// Findings of one transaction.
    private static let portion = 500

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
            kind: .undeclaredAd, ad: name, sponsors: proposal.actors,
            figures: [
                .init(
                    measure: .politicalScore, value: .rounded(proposal.score), review: .rounded(Law.looksPoliticalScore),
                    asks: .review)
            ],
            reasons: proposal.proposal.reasons.map { reason in
                .init(rule: DeclarationRule.d06.rawValue, basis: DeclarationRule.d06.basis, message: reason.text)
            })
        let actors = proposal.actors.isEmpty ? "" : " of \(proposal.actors.joined(separator: ", "))"
        let reasons = proposal.proposal.reasons.map(\.text).joined(separator: "; ")
        return try evidence.finding(
            "Crawled ad \(ad.id)\(actors) declares nothing and looks political: \(reasons).", created: created)
    }
}
