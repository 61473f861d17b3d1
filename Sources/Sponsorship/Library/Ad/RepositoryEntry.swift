public import Daylight

/// An ad as the repositories of DSA Art. 39 show it.
public struct RepositoryEntry: Hashable, Sendable {
    /// What Art. 39(2)(a) to (c) asks for: the content with what it is about, on whose behalf, and who paid.
    public struct Content: Hashable, Sendable {
        public let title: String
        public let text: String
        /// SHA-256 of each creative.
        public let creatives: [Digest]
        /// `nil` when the source does not say.
        public let sponsor: String?
        /// The sponsor again where the sponsor paid; `nil` when the source does not say.
        public let payer: String?
    }

    /// The first three points; in their place the reason if the ad was taken down (Art. 39(3)).
    public enum Shown: Hashable, Sendable {
        case content(Content)
        case removal(LibraryAd.Removal)
    }

    public let id: String
    public let shown: Shown
    /// Art. 39(2)(d).
    public let period: LibraryAd.Period
    /// Whether it was meant for certain groups, and which parameters chose or left them out (Art. 39(2)(e)).
    public let techniques: LibraryAd.Techniques
    /// Recipients in all (Art. 39(2)(g)).
    public let reach: LibraryAd.Count?
    /// By Member State.
    public let memberStates: [LibraryAd.AudienceCell]

    public init(_ ad: LibraryAd) {
        id = ad.id
        if case .removed(let removal) = ad.state {
            shown = .removal(removal)
        } else {
            shown = .content(
                Content(
                    title: ad.content.title, text: ad.content.text, creatives: ad.content.creatives, sponsor: ad.sponsor,
                    payer: ad.payer))
        }
        period = ad.period
        techniques = ad.techniques
        reach = ad.reach
        memberStates = ad.audience.filter { $0.memberState != nil }
    }

    /// The last day on which the entry has to be shown (Art. 39(1)); `nil` while the ad runs on.
    public var lastDay: CivilDate? { period.end?.adding(months: 12 * Law.platformRepositoryYears) }

    /// The entry as JSON.
    public var json: JSONValue {
        var object: JSONObject = ["id": .string(id)]
        switch shown {
        case .content(let content):
            object["title"] = .string(content.title)
            object["text"] = .string(content.text)
            object["creatives"] = .list(content.creatives.map(\.hex))
            object["on_behalf_of"] = .text(content.sponsor)
            object["paid_by"] = .text(content.payer)
        case .removal(let removal): object["removal"] = removal.json
        }
        object["start"] = .string(period.start.description)
        object["end"] = .text(period.end?.description)
        object["targeted"] = .text(techniques.word)
        object["parameters"] = .array(techniques.criteria.map(\.json))
        object["recipients"] = reach.map { ["low": .integer($0.low), "high": .number($0.high)] } ?? .null
        object["member_states"] = .array(memberStates.map(\.json))
        return .object(object)
    }
}

extension LibraryAd.Removal {
    fileprivate var json: JSONValue {
        [
            "ground": .string(ground.rawValue), "reason": .string(reason), "measure": .string(measure),
            "facts": .string(facts), "automated": wasAutomated.map { .bool($0) } ?? .null,
        ]
    }
}
