public import Daylight

/// What a page says about one claim (`claimReviewMarkups[]` of the Fact Check Tools interface, v1alpha1; credibility reference,
/// section 4.4).
public struct ClaimReviewMarkup: Hashable, Sendable {
    /// The page's address, perhaps with a fragment.
    public let url: String
    /// What was checked.
    public let claim: String
    public let claimDate: CivilDate?
    public let location: String?
    public let firstAppearance: String?
    public let appearances: [String]
    /// Who said it.
    public let claimant: Claimant?
    public let rating: Rating

    /// Who said what was checked.
    public struct Claimant: Hashable, Sendable {
        public let name: String?
        public let jobTitle: String?
        public let imageURL: String?
        public let sameAs: String?

        public init(name: String?, jobTitle: String?, imageURL: String?, sameAs: String?) {
            (self.name, self.jobTitle, self.imageURL, self.sameAs) = (name, jobTitle, imageURL, sameAs)
        }
    }

    /// What was found. There are words or a number.
    public struct Rating: Hashable, Sendable {
        public let words: String?
        /// On the publisher's own scale.
        public let value: Int32?
        public let worst: Int32?
        public let best: Int32?
        public let explanation: String?
        public let imageURL: String?

        public init(
            words: String?, value: Int32?, worst: Int32?, best: Int32?, explanation: String?, imageURL: String?
        ) {
            (self.words, self.value, self.worst, self.best) = (words, value, worst, best)
            (self.explanation, self.imageURL) = (explanation, imageURL)
        }
    }

    public init(
        url: String, claim: String, claimDate: CivilDate?, location: String?, firstAppearance: String?, appearances: [String],
        claimant: Claimant?, rating: Rating
    ) {
        (self.url, self.claim, self.claimDate, self.location) = (url, claim, claimDate, location)
        (self.firstAppearance, self.appearances, self.claimant, self.rating) = (firstAppearance, appearances, claimant, rating)
    }

    /// The id of the check that it stands for.
    public var id: Digest { FactCheck.id(url: url, claim: claim) }

    /// As it is answered: what nobody filled is left out.
    public var json: JSONValue {
        var object: JSONObject = ["url": .string(url), "claimReviewed": .string(claim)]
        object["claimDate"] = claimDate.map { .string($0.description) }
        object["claimLocation"] = location.map(JSONValue.string)
        object["claimFirstAppearance"] = firstAppearance.map(JSONValue.string)
        if !appearances.isEmpty { object["claimAppearances"] = .array(appearances.map(JSONValue.string)) }
        if let claimant {
            object["claimAuthor"] = .object(
                Self.texts([
                    ("name", claimant.name), ("jobTitle", claimant.jobTitle), ("imageUrl", claimant.imageURL),
                    ("sameAs", claimant.sameAs),
                ]))
        }
        var rated = Self.texts([
            ("textualRating", rating.words), ("ratingExplanation", rating.explanation), ("imageUrl", rating.imageURL),
        ])
        for (name, number) in [("ratingValue", rating.value), ("worstRating", rating.worst), ("bestRating", rating.best)] {
            rated[name] = number.map(JSONValue.integer)
        }
        object["rating"] = .object(rated)
        return .object(object)
    }

    private static func texts(_ members: [(name: String, value: String?)]) -> JSONObject {
        members.reduce(into: JSONObject()) { object, member in object[member.name] = member.value.map(JSONValue.string) }
    }
}

extension ClaimReviewMarkup.Rating {
    /// - Throws: ``InputError`` for a scale of one step, and for a number outside of its scale, whichever end is the best.
    func check(_ path: String) throws(InputError) {
        guard let worst, let best else { return }
        guard worst != best else {
            throw InputError(field: path + "bestRating", expected: "another number than worstRating", found: "\(best)")
        }
        let (low, high) = (min(worst, best), max(worst, best))
        guard let value, value < low || value > high else { return }
        throw InputError(field: path + "ratingValue", expected: "\(low) to \(high), as the scale says", found: "\(value)")
    }
}

extension ClaimReviewMarkup {
    /// Longest claim and longest words of a rating, in bytes, and most addresses at which a claim appeared.
    static let (claimLimit, wordsLimit, appearanceLimit) = (8_000, 800, 100)

    /// - Throws: ``InputError`` naming the member.
    init(_ element: (value: JSONValue, path: String), page: WebAddress) throws(InputError) {
        let reader = try MarkupReader(
            element.value,
            members: [
                "url", "claimReviewed", "claimDate", "claimLocation", "claimFirstAppearance", "claimAppearances", "claimAuthor",
                "rating",
            ], path: element.path)
        let url = try reader.address("url") ?? page
        guard url.withoutFragment == page.text[...] else {
            throw reader.fault("url", "the page's own address, perhaps with a fragment")
        }
        guard let claim = try reader.text("claimReviewed", limit: Self.claimLimit).flatMap(HTMLText.cleaned) else {
            throw reader.fault("claimReviewed", "what was checked")
        }
        self.init(
            url: url.text, claim: claim, claimDate: try reader.day("claimDate"),
            location: try reader.text("claimLocation", limit: 200),
            firstAppearance: try reader.address("claimFirstAppearance")?.text,
            appearances: try reader.addresses("claimAppearances", limit: Self.appearanceLimit).map(\.text),
            claimant: try Claimant(reader), rating: try Rating(reader))
    }
}

extension ClaimReviewMarkup.Claimant {
    fileprivate init?(_ reader: MarkupReader) throws(InputError) {
        guard let reader = try reader.object("claimAuthor", members: ["name", "jobTitle", "imageUrl", "sameAs"]) else {
            return nil
        }
        self.init(
            name: try reader.text("name", limit: 800).flatMap(HTMLText.cleaned),
            jobTitle: try reader.text("jobTitle", limit: 800),
            imageURL: try reader.address("imageUrl")?.text, sameAs: try reader.address("sameAs")?.text)
    }
}

extension ClaimReviewMarkup.Rating {
    fileprivate init(_ page: MarkupReader) throws(InputError) {
        let members: Set = ["textualRating", "ratingValue", "worstRating", "bestRating", "ratingExplanation", "imageUrl"]
        guard let reader = try page.object("rating", members: members) else {
            throw page.fault("rating", "what was found")
        }
        self.init(
            words: try reader.text("textualRating", limit: ClaimReviewMarkup.wordsLimit).flatMap(HTMLText.cleaned),
            value: try reader.number("ratingValue"), worst: try reader.number("worstRating"),
            best: try reader.number("bestRating"), explanation: try reader.text("ratingExplanation", limit: 8_000),
            imageURL: try reader.address("imageUrl")?.text)
        guard words != nil || value != nil else { throw reader.fault("textualRating", "words, or a ratingValue") }
    }
}
