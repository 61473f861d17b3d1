import Daylight

/// The MediaReviews of one document, by the address of their article.
struct MediaReviews {
    private var reviews: [ExactText: Reading] = [:]
    /// The first one whose address cannot be read.
    private var homeless: String?

    struct Reading {
        let media: ReviewedMedia
        /// The category is none of schema.org's.
        let hasUnknownCategory: Bool
    }

    mutating func add(_ review: LinkedDataWalk.Review, _ reader: ReviewReader) {
        do throws(ReviewReader.Dropped) {
            let address = try reader.address(of: review)
            guard reviews[ExactText(address.text)] == nil else { return }
            reviews[ExactText(address.text)] = ReviewedMedia.read(review.object, nodes: reader.nodes)
        } catch {
            homeless = homeless ?? error.detail
        }
    }

    func review(at url: WebAddress) -> Reading? { reviews[ExactText(url.text)] }

    /// The address of one, the first in order, that no record has.
    func withoutClaim(in records: [FactCheck]) -> String? {
        let known = Set(records.lazy.map { ExactText($0.url) })
        return reviews.keys.filter { !known.contains($0) }.map(\.text).min() ?? homeless
    }
}

extension ReviewedMedia {
    /// Reads a MediaReview (credibility reference, section 4.5).
    ///
    fileprivate static func read(_ review: JSONObject, nodes: LinkedDataNodes) -> MediaReviews.Reading {
        let name = review["mediaAuthenticityCategory"]?.linkedText
        let category = name.flatMap(Category.init(name:))
        let item = nodes.resolved(review["itemReviewed"])?.objectValue
        let media = ReviewedMedia(
            category: category, context: review["originalMediaContextDescription"]?.linkedText.flatMap(HTMLText.cleaned),
            originals: ReviewedClaim.addresses(review["originalMediaLink"]?.allLinked ?? []),
            items: (item?["mediaItemAppearance"]?.allLinked ?? []).compactMap(Item.init(reading:)))
        return MediaReviews.Reading(media: media, hasUnknownCategory: name != nil && category == nil)
    }
}

extension ReviewedMedia.Item {
    /// `nil` for an appearance with neither address nor hash.
    fileprivate init?(reading value: JSONValue) {
        let address = (value.objectValue.map { $0["contentUrl"] } ?? value)?.linkedAddress
        let url = address.flatMap { ReviewedClaim.isOfTheWeb($0) ? $0 : nil }
        let sha256 = value["sha256"]?.linkedText
        guard url != nil || sha256 != nil else { return nil }
        self.init(url: url, sha256: sha256)
    }
}
