import Daylight

/// Makes a record of a ClaimReview (credibility reference, section 4.5).
struct ReviewReader {
    let policy: FactCheckPolicy
    let source: FactCheck.Source
    /// Where the page or feed was found.
    let document: WebAddress?
    let nodes: LinkedDataNodes
    var media = MediaReviews()

    /// Why a review gives no record.
    struct Dropped: Error {
        let problem: ClaimDocumentProblem
        let detail: String
    }

    func record(_ review: LinkedDataWalk.Review) throws(Dropped) -> FactCheck {
        let origin = origin(of: review)
        let url = try address(of: review, origin)
        guard let claim = review.object["claimReviewed"]?.linkedText.flatMap(HTMLText.cleaned) else {
            throw Dropped(problem: .missingClaim, detail: url.text)
        }
        let object = review.object
        let rating = ReviewRating(object["reviewRating"], nodes: nodes)
        let reviewed = ReviewedClaim(object["itemReviewed"], nodes: nodes)
        let author = nodes.resolved(object["author"])
        var problems = rating.problems
        let single = ["claimReviewed", "url", "datePublished", "inLanguage", "author"]
        if reviewed.isSeveral || single.contains(where: { object[$0]?.isSeveral ?? false }) { problems.insert(.multipleValues) }
        let (reviewDate, claimDate) = (object["datePublished"]?.linkedText, reviewed.date)
        let days = [reviewDate, claimDate].map { $0.flatMap(ReviewDate.day) }
        if reviewDate != nil && days[0] == nil || claimDate != nil && days[1] == nil { problems.insert(.badDate) }
        problems.formUnion(policy.trustProblems(of: url, author: author?["url"]?.linkedAddress, from: origin))
        let found = media.review(at: url)
        if found?.hasUnknownCategory == true { problems.insert(.unknownMediaCategory) }
        let language = object["inLanguage"]?.linkedText
        return FactCheck(
            url: url.text, publisherDomain: policy.domains.domain(of: url.host),
            publisherName: author.flatMap(ReviewedClaim.name).flatMap(HTMLText.cleaned), claim: claim,
            claimant: reviewed.claimant, claimDate: days[1], appearances: reviewed.appearances, reviewDate: days[0],
            language: language?.isEmpty == true ? nil : language, verdictText: rating.words, verdict: rating.verdict,
            score: rating.score, media: found?.media, source: source, fetchedAt: policy.today, problems: problems)
    }

    /// The review's own address, read as one in its document.
    func address(of review: LinkedDataWalk.Review) throws(Dropped) -> WebAddress {
        try address(of: review, origin(of: review))
    }

    private func address(of review: LinkedDataWalk.Review, _ origin: ReviewOrigin) throws(Dropped) -> WebAddress {
        guard let text = review.object["url"]?.linkedAddress, !text.isEmpty else {
            let claim = review.object["claimReviewed"]?.linkedText.flatMap(HTMLText.cleaned)
            throw Dropped(problem: .missingURL, detail: claim ?? "a review without address and claim")
        }
        let base: WebAddress? = if case .address(let item) = origin.item { item } else { document }
        guard let url = WebAddress(text, base: base) else { throw Dropped(problem: .badURL, detail: text) }
        return url
    }

    private func origin(of review: LinkedDataWalk.Review) -> ReviewOrigin {
        var item = ReviewOrigin.Item.none
        if source == .feed, let value = review.itemAddress {
            let address = value.linkedAddress.flatMap { WebAddress($0, base: document) }
            item = address.map(ReviewOrigin.Item.address) ?? .unusable
        }
        return ReviewOrigin(source: source, document: document, item: item)
    }
}
