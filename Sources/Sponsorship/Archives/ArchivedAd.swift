public import Daylight

/// An ad as the archive of a platform, or a collector, tells it. What the archive does not say is `nil`, never a guess.
public struct ArchivedAd: Hashable, Sendable {
    /// What an archive says of one way to choose people.
    public enum Targeting: Hashable, Sendable {
        /// The archive says that it was not used.
        case notUsed
        case values([String])
    }

    public var id: String
    /// Who stands behind the ad, in the archive's words (page, advertiser or beneficiary).
    public var advertiser: String?
    /// Who paid, where the archive tells.
    public var payer: String?
    public var text: String?
    public var start: CivilDate?
    public var end: CivilDate?
    /// One for each currency that the archive tells; they are the same money and are not added.
    public var spend: [MoneyInterval] = []
    public var impressions: CountInterval?
    /// People reached.
    public var reach: CountInterval?
    public var languages: [String] = []
    public var regions: [String] = []
    /// By the archive's names; a way that is not named was not told.
    public var targeting: [String: Targeting] = [:]

    init(id: String) { self.id = id }

    /// The ad with its members in a fixed order; what is not told is `null`.
    public var json: JSONValue {
        func text(_ value: (some CustomStringConvertible)?) -> JSONValue { value.map { .string($0.description) } ?? .null }
        var chosen = JSONObject()
        for (name, targeting) in targeting.sorted(by: { $0.key < $1.key }) { chosen[name] = targeting.json }
        return [
            "id": .string(id), "advertiser": text(advertiser), "payer": text(payer), "start": text(start), "end": text(end),
            "spend": .array(spend.map(\.json)), "impressions": impressions?.json ?? .null, "reach": reach?.json ?? .null,
            "languages": .array(languages.map { .string($0) }), "regions": .array(regions.map { .string($0) }),
            "targeting": .object(chosen), "text": text(self.text),
        ]
    }
}

extension ArchivedAd.Targeting {
    fileprivate var json: JSONValue {
        switch self {
        case .notUsed: []
        case .values(let values): .array(values.map { .string($0) })
        }
    }
}
