public import Daylight

/// An ad as a crawler saw it on a page.
public struct CrawledAd: Hashable, Sendable {
    /// The crawler's own name of it.
    public let id: String
    public let text: String
    public let sponsor: String?
    public let advertiser: String?
    public let landing: SecureLink?
    /// When it was seen.
    public let date: CivilDate?
    /// A language tag.
    public let language: String?
    /// The page it leads to carries a ClaimReview, or was the subject of one.
    public let hasClaimReview: Bool
    /// It was labelled as political, or had a transparency notice.
    public let isDeclared: Bool

    private static let identifierLimit = 200

    /// - Throws: ``InputError`` with the member.
    public init(_ ad: MemberReader) throws(InputError) {
        id = try ad.string("id")
        guard id.utf8.count <= Self.identifierLimit, TextBound.name.reading(id) != nil else {
            throw ad.fault("id", "at most \(Self.identifierLimit) bytes on one line", .string(id))
        }
        text = try Self.text(ad, "text", .free) ?? ""
        sponsor = try Self.text(ad, "sponsor", .name)
        advertiser = try Self.text(ad, "advertiser", .name)
        landing = try Self.landing(ad)
        date = try ad.optional("date") == nil ? nil : ad.date("date")
        language = try Self.text(ad, "language", .name)
        hasClaimReview = try Self.flag(ad, "claimReview")
        isDeclared = try Self.flag(ad, "declared")
        guard !text.isEmpty || sponsor != nil || advertiser != nil || landing != nil else {
            throw ad.fault("text", "a text, a sponsor, an advertiser or a landing page", nil)
        }
    }

    private static func text(_ ad: MemberReader, _ name: String, _ bound: TextBound) throws(InputError) -> String? {
        guard let value = ad.optional(name) else { return nil }
        guard let text = value.stringValue.flatMap(bound.reading) else {
            throw ad.fault(name, "a text of at most \(bound.longest) characters", value)
        }
        return text
    }

    private static func flag(_ ad: MemberReader, _ name: String) throws(InputError) -> Bool {
        guard let value = ad.optional(name) else { return false }
        guard let flag = value.boolValue else { throw ad.fault(name, "true or false", value) }
        return flag
    }

    /// An address, of which only the host counts, or a bare host.
    private static func landing(_ ad: MemberReader) throws(InputError) -> SecureLink? {
        guard let value = ad.optional("landing") else { return nil }
        guard let text = value.stringValue else { throw ad.fault("landing", "an address or a host", value) }
        let plain = "http://"
        let isPlain = text.prefix(plain.count).lowercased() == plain
        let address = isPlain ? "https://" + text.dropFirst(plain.count) : Host(text) == nil ? text : "https://\(text)/"
        guard let link = SecureLink(address) else { throw ad.fault("landing", "an http or https address, or a host", value) }
        return link
    }

    /// Who stands behind it, the sponsor first; none when nobody is named.
    public var names: [String] {
        [sponsor, advertiser].compactMap { $0 }.reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        }
    }
}
