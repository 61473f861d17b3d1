public import Daylight

extension FactCheck {
    /// The record as a ClaimReview of schema.org, and the MediaReview that goes with it, if there is one.
    ///
    /// The score stands on a scale from 0 to 1. What was left out while reading stays out. Reading the markup gives the same
    /// record again.
    public func linkedData(_ terms: FactCheckTerms) -> [JSONObject] {
        var review: JSONObject = [
            "@context": "https://schema.org", "@type": "ClaimReview", "url": .string(url),
            "claimReviewed": .string(HTMLText.escaped(claim)), "reviewRating": .object(rating),
        ]
        if let reviewDate { review["datePublished"] = .string(reviewDate.description) }
        if let publisherName {
            review["author"] = ["@type": "Organization", "name": .string(HTMLText.escaped(publisherName))]
        }
        if let reviewed { review["itemReviewed"] = .object(reviewed) }
        if let language { review["inLanguage"] = .string(language) }
        for member in terms.members { review[member.name] = member.value }
        guard let media else { return [review] }
        return [review, media.linkedData(url: url)]
    }

    private var rating: JSONObject {
        var rating: JSONObject = ["@type": "Rating"]
        if let verdictText { rating["alternateName"] = .string(HTMLText.escaped(verdictText)) }
        // A number that could not be meant is written as the sign for none.
        let value = score ?? (problems.contains(.outOfScale) ? -1 : nil)
        if let value {
            rating["ratingValue"] = .real(value)
            (rating["bestRating"], rating["worstRating"]) = (1, 0)
        }
        return rating
    }

    private var reviewed: JSONObject? {
        var item: JSONObject = ["@type": "Claim"]
        if let claimant { item["author"] = ["name": .string(HTMLText.escaped(claimant))] }
        if let claimDate { item["datePublished"] = .string(claimDate.description) }
        if let first = appearances.first { item["firstAppearance"] = .string(first) }
        if appearances.count > 1 { item["appearance"] = .array(appearances.dropFirst().map(JSONValue.string)) }
        return item.members.count > 1 ? item : nil
    }
}

extension ReviewedMedia {
    fileprivate func linkedData(url: String) -> JSONObject {
        var review: JSONObject = ["@context": "https://schema.org", "@type": "MediaReview", "url": .string(url)]
        if let category { review["mediaAuthenticityCategory"] = .string(category.rawValue) }
        if let context { review["originalMediaContextDescription"] = .string(HTMLText.escaped(context)) }
        if !originals.isEmpty { review["originalMediaLink"] = .array(originals.map(JSONValue.string)) }
        guard !items.isEmpty else { return review }
        let appearances = items.map { item -> JSONValue in
            var object: JSONObject = ["@type": "MediaObject"]
            if let url = item.url { object["contentUrl"] = .string(url) }
            if let sha256 = item.sha256 { object["sha256"] = .string(sha256) }
            return .object(object)
        }
        review["itemReviewed"] = ["@type": "MediaReviewItem", "mediaItemAppearance": .array(appearances)]
        return review
    }
}

extension HTMLText {
    /// A clean text so that cleaning gives it back: only what would be decoded is written as a reference.
    static func escaped(_ text: String) -> String { cleaned(text) == text ? text : text.replacing("&", with: "&amp;") }
}
