public import Daylight

/// The markup of one page of a fact-checker, in the shape of `pages` of the Fact Check Tools interface (v1alpha1; credibility
/// reference, section 4.4).
public struct ClaimReviewPage: Hashable, Sendable {
    /// Most claims of a page.
    public static let markupLimit = 100

    /// The page, without a fragment.
    public let url: WebAddress
    /// When the checks were published.
    public let publishDate: CivilDate?
    /// Who checked.
    public let author: Author?
    /// In the page's order; the address and the claim of each differ from every other's.
    public let markups: [ClaimReviewMarkup]

    /// Who checked the claims.
    public struct Author: Hashable, Sendable {
        public let name: String?
        public let imageURL: String?

        public init(name: String?, imageURL: String?) { (self.name, self.imageURL) = (name, imageURL) }
    }

    public init(url: WebAddress, publishDate: CivilDate?, author: Author?, markups: [ClaimReviewMarkup]) {
        (self.url, self.publishDate, self.author, self.markups) = (url, publishDate, author, markups)
    }

    /// Name of the page at an address: the digest of the address.
    public static func id(of url: WebAddress) -> Digest { Digest(of: Array(url.text.utf8)) }

    public var id: Digest { Self.id(of: url) }

    /// Changes with everything that the page says.
    public var version: String {
        String(Digest(of: Array(CanonicalJSON.line(.object(members)).utf8)).hex.prefix(16))
    }

    /// The page as it is answered, with its name and version.
    public var json: JSONValue {
        var object: JSONObject = ["name": .string("pages/\(id.hex)")]
        for member in members.members { object[member.name] = member.value }
        object["versionId"] = .string(version)
        return .object(object)
    }

    /// What it says, without name and version.
    private var members: JSONObject {
        var object: JSONObject = ["pageUrl": .string(url.text)]
        object["publishDate"] = publishDate.map { .string($0.description) }
        if let author {
            var who = JSONObject()
            who["name"] = author.name.map(JSONValue.string)
            who["imageUrl"] = author.imageURL.map(JSONValue.string)
            object["claimReviewAuthor"] = .object(who)
        }
        object["claimReviewMarkups"] = .array(markups.map(\.json))
        return object
    }
}

extension ClaimReviewPage {
    /// Looks at what can be read but not meant, before the page is taken in. Pages that were taken in earlier are not looked at
    /// again.
    ///
    /// - Parameter today: the latest day that has begun anywhere on Earth.
    /// - Throws: ``InputError`` naming a day of publication still to come, or a number that is not on its own scale.
    public func check(today: CivilDate) throws(InputError) {
        if let publishDate, publishDate > today {
            throw InputError(
                field: "publishDate", expected: "a day up to \(today), for a check is published already", found: "\(publishDate)")
        }
        for (index, markup) in markups.enumerated() { try markup.rating.check("claimReviewMarkups[\(index)].rating.") }
    }

    /// Reads a page as a client sends it. `name` and `versionId` are passed over: who reads the request looks at them.
    ///
    /// - Throws: ``InputError`` naming the member: one that is not known, a text that is too long, an address that is none or of
    ///   another page, a claim twice, no claim at all.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MarkupReader(
            value, members: ["name", "pageUrl", "publishDate", "claimReviewAuthor", "claimReviewMarkups", "versionId"])
        guard let url = try reader.address("pageUrl"), !url.text.contains("#") else {
            throw reader.fault("pageUrl", "an http or https address without a fragment")
        }
        let author = try reader.object("claimReviewAuthor", members: ["name", "imageUrl"])
        let markups = try reader.list("claimReviewMarkups", limit: Self.markupLimit) { markup throws(InputError) in
            try ClaimReviewMarkup(markup, page: url)
        }
        guard !markups.isEmpty else { throw reader.fault("claimReviewMarkups", "at least one claim") }
        var seen: Set<Digest> = []
        for (index, markup) in markups.enumerated() where !seen.insert(markup.id).inserted {
            throw InputError(
                field: "claimReviewMarkups[\(index)]", expected: "each claim once at an address", found: "the same again")
        }
        self.init(
            url: url, publishDate: try reader.day("publishDate"),
            author: try author.map { author throws(InputError) in
                Author(
                    name: try author.text("name", limit: 200).flatMap(HTMLText.cleaned),
                    imageURL: try author.address("imageUrl")?.text)
            }, markups: markups)
    }
}
