public import Daylight

/// A question to `claims:search` of the Fact Check Tools interface (v1alpha1; credibility reference, section 4.4).
public struct FactCheckSearch: Hashable, Sendable {
    /// Longest query, in bytes.
    public static let longestQuery = 2_000

    /// Folded words; all of them must occur.
    public let words: [String]
    /// A range of BCP 47: `en` also finds `en-GB` (RFC 4647, basic filtering).
    public let languageCode: String?
    /// The publisher's host, or one above it.
    public let site: Host?
    public let maxAgeDays: Int64?
    public let paging: SearchPaging

    /// The parameters as texts.
    ///
    /// - Throws: ``InputError`` naming the parameter that is wrong: a query missing beside no site, a number out of range, an
    ///   offset with a token, a token of another question.
    public init(
        query: String?, languageCode: String? = nil, reviewPublisherSiteFilter: String? = nil, maxAgeDays: String? = nil,
        pageSize: String? = nil, pageToken: String? = nil, offset: String? = nil
    ) throws(InputError) {
        let query = query ?? ""
        guard query.utf8.count <= Self.longestQuery else {
            throw InputError(field: "query", expected: "at most \(Self.longestQuery) bytes", found: "\(query.utf8.count)")
        }
        words = SearchWords.of(query, limit: SearchWords.queryLimit)
        self.languageCode = LanguageRange.of(languageCode)
        site = try SearchPaging.host("reviewPublisherSiteFilter", reviewPublisherSiteFilter)
        guard !words.isEmpty || site != nil else {
            throw InputError(field: "query", expected: "words, or reviewPublisherSiteFilter", found: "neither")
        }
        self.maxAgeDays = try SearchPaging.number("maxAgeDays", maxAgeDays, in: 0...1_000_000)
        paging = try SearchPaging(
            pageSize: pageSize, pageToken: pageToken, offset: offset, sizes: .claims,
            question: [
                words.joined(separator: " "), self.languageCode ?? "", site?.text ?? "", self.maxAgeDays.map(String.init) ?? "",
            ])
    }
}

/// A language range of BCP 47 (RFC 4647, basic filtering).
enum LanguageRange {
    /// In lower case; `nil` for an empty parameter.
    static func of(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0.lowercased() } }

    /// Whether a record's language falls under a range; every language falls under none.
    static func contains(_ language: String?, _ range: String?) -> Bool {
        guard let range else { return true }
        let language = language?.lowercased() ?? ""
        return language == range || language.hasPrefix(range + "-")
    }
}
