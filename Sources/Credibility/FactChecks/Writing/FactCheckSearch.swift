public import Daylight

/// A question to `claims:search` of the Fact Check Tools interface (v1alpha1; credibility reference, section 4.4).
public struct FactCheckSearch: Hashable, Sendable {
    public static let usualPageSize = 10
    public static let largestPageSize = 100
    /// Longest query, in bytes.
    public static let longestQuery = 2_000

    /// Folded words; all of them must occur.
    public let words: [String]
    /// A range of BCP 47: `en` also finds `en-GB` (RFC 4647, basic filtering).
    public let languageCode: String?
    /// The publisher's host, or one above it.
    public let site: Host?
    public let maxAgeDays: Int64?
    public let pageSize: Int
    /// How many claims come before the page.
    public let offset: Int

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
        self.languageCode = languageCode.flatMap { $0.isEmpty ? nil : $0.lowercased() }
        site = try Self.site(reviewPublisherSiteFilter)
        guard !words.isEmpty || site != nil else {
            throw InputError(field: "query", expected: "words, or reviewPublisherSiteFilter", found: "neither")
        }
        self.maxAgeDays = try Self.number("maxAgeDays", maxAgeDays, in: 0...1_000_000)
        let size = try Self.number("pageSize", pageSize, in: 0...Int64(Self.largestPageSize)) ?? 0
        self.pageSize = size == 0 ? Self.usualPageSize : Int(size)
        let start = try Self.number("offset", offset, in: 0...Int64(Int32.max)) ?? 0
        guard let pageToken, !pageToken.isEmpty else {
            self.offset = Int(start)
            return
        }
        guard offset == nil else {
            throw InputError(field: "offset", expected: "nothing beside pageToken", found: "\(start)")
        }
        let parts = pageToken.split(separator: "-", omittingEmptySubsequences: false)
        let parameters = Self.digest(words, self.languageCode, site, self.maxAgeDays, self.pageSize)
        guard parts.count == 2, let position = Int32(parts[0]), position > 0, parts[1] == parameters else {
            throw InputError(field: "pageToken", expected: "a token of this question, unchanged", found: pageToken)
        }
        self.offset = Int(position)
    }

    private static func site(_ text: String?) throws(InputError) -> Host? {
        guard let text, !text.isEmpty else { return nil }
        guard let host = Host(text) else {
            throw InputError(field: "reviewPublisherSiteFilter", expected: "a host name", found: text)
        }
        return host
    }

    private static func number(
        _ name: String, _ text: String?, in range: ClosedRange<Int64>
    ) throws(InputError) -> Int64? {
        guard let text, !text.isEmpty else { return nil }
        guard let number = Int64(text), range.contains(number) else {
            throw InputError(
                field: name, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)", found: text)
        }
        return number
    }

    /// What a token carries of the parameters that must repeat.
    private static func digest(
        _ words: [String], _ languageCode: String?, _ site: Host?, _ maxAgeDays: Int64?, _ pageSize: Int
    ) -> String {
        let parts = [
            words.joined(separator: " "), languageCode ?? "", site?.text ?? "", maxAgeDays.map(String.init) ?? "",
            String(pageSize),
        ]
        return String(Digest(of: Array(parts.joined(separator: "\n").utf8)).hex.prefix(16))
    }

    /// The token of the page that starts behind so many claims.
    func token(after position: Int) -> String {
        "\(position)-\(Self.digest(words, languageCode, site, maxAgeDays, pageSize))"
    }
}
