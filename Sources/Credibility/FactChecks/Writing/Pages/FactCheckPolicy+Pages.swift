import Daylight

extension FactCheckPolicy {
    /// The record of what a page says about a claim: words and number are read as in an imported page (credibility reference,
    /// section 4.2), and the publisher has to be a signatory.
    ///
    /// - Parameter earlier: the check of the same claim at the same address so far: what markup of this shape cannot say, its
    ///   language and its media, stays as it was.
    public func record(of markup: ClaimReviewMarkup, on page: ClaimReviewPage, replacing earlier: FactCheck?) -> FactCheck {
        let rating = ReviewRating(markup.rating.linkedData, nodes: LinkedDataNodes(.null))
        var seen: Set<ExactText> = []
        let places = [markup.firstAppearance].compactMap(\.self) + markup.appearances
        return FactCheck(
            url: markup.url, publisherDomain: domains.domain(of: page.url.host), publisherName: page.author?.name,
            claim: markup.claim, claimant: markup.claimant?.name, claimDate: markup.claimDate,
            appearances: places.filter { seen.insert(ExactText($0)).inserted }, reviewDate: page.publishDate,
            language: earlier?.language, verdictText: rating.words, verdict: rating.verdict, score: rating.score,
            media: earlier?.media, source: .api, fetchedAt: today,
            problems: rating.problems.union(signatoryProblems(of: page.url)))
    }
}

extension ClaimReviewMarkup.Rating {
    /// As a Rating of schema.org.
    fileprivate var linkedData: JSONValue {
        var object = JSONObject()
        object["alternateName"] = words.map(JSONValue.string)
        for (name, number) in [("ratingValue", value), ("worstRating", worst), ("bestRating", best)] {
            object[name] = number.map(JSONValue.integer)
        }
        return .object(object)
    }
}

extension ClaimReviewMarkup {
    /// What a record says, as markup. A score stands in per cent, where it is a whole number of them.
    init(_ record: FactCheck) {
        let percent = record.score.map { $0 * 100 }.flatMap { Int32(exactly: $0) }
        self.init(
            url: record.url, claim: record.claim, claimDate: record.claimDate, location: nil,
            firstAppearance: record.appearances.first, appearances: Array(record.appearances.dropFirst()),
            claimant: record.claimant.map { Claimant(name: $0, jobTitle: nil, imageURL: nil, sameAs: nil) },
            rating: Rating(
                words: record.verdictText, value: percent, worst: percent == nil ? nil : 0, best: percent == nil ? nil : 100,
                explanation: nil, imageURL: nil))
    }
}

extension ClaimReviewPage {
    /// The page that fact-checks stand on, as they stand now.
    ///
    /// - Parameters:
    ///   - records: at least one; all of this page, in its order.
    ///   - sent: the page as a client sent it last. What it says of a check holds as long as the check says the same; it may say
    ///     more than a record holds.
    public init(_ records: [FactCheck], at url: WebAddress, sent: ClaimReviewPage?) {
        var known: [Digest: (place: Int, markup: ClaimReviewMarkup)] = [:]
        for (place, markup) in (sent?.markups ?? []).enumerated() { known[markup.id] = (place, markup) }
        // What was not sent as a page stands behind, in the order of ids, which is the same each time.
        let ordered = records.sorted { one, other in
            (known[one.id]?.place ?? .max, one.id) < (known[other.id]?.place ?? .max, other.id)
        }
        let markups = ordered.map { record in
            known[record.id].flatMap { $0.markup.saysTheSame(as: record) ? $0.markup : nil } ?? ClaimReviewMarkup(record)
        }
        let name = records.lazy.compactMap(\.publisherName).first
        let author = sent?.author.flatMap { $0.name == name ? $0 : nil } ?? name.map { Author(name: $0, imageURL: nil) }
        self.init(url: url, publishDate: records.compactMap(\.reviewDate).max(), author: author, markups: markups)
    }

    /// The page's address in the address of a check: all before the fragment.
    public static func address(of record: FactCheck) -> WebAddress? {
        WebAddress(record.url).flatMap { WebAddress(String($0.withoutFragment)) }
    }
}

extension ClaimReviewMarkup {
    /// Whether a record has what it would be made of.
    fileprivate func saysTheSame(as record: FactCheck) -> Bool {
        var seen: Set<ExactText> = []
        let places = ([firstAppearance].compactMap(\.self) + appearances).filter { seen.insert(ExactText($0)).inserted }
        let scored = ReviewRating(rating.linkedData, nodes: LinkedDataNodes(.null))
        return url == record.url && claim == record.claim && claimDate == record.claimDate && places == record.appearances
            && claimant?.name == record.claimant && scored.words == record.verdictText && scored.score == record.score
            && scored.verdict == record.verdict
    }
}
