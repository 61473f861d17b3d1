public import Daylight

/// The election, referendum, legislative or regulatory process that an ad is linked to (TTPA Art. 12(1)(g)).
public struct LinkedProcess: Hashable, Sendable {
    /// What kind of process.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case election, referendum, legislative, regulatory

        /// Whether people vote in it: then a link to the authority's page is due (TTPA Art. 12(1)(h)).
        public var isVote: Bool { self == .election || self == .referendum }
    }

    /// At which level of government.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        case union = "Union"
        case national, regional, local
    }

    public let kind: Kind
    public let level: Level
    public let name: String
    /// A country, `EU`, or the code or name of a region.
    public let territory: String
    public let date: CivilDate?

    public init(kind: Kind, level: Level, name: String, territory: String, date: CivilDate? = nil) {
        self.kind = kind
        self.level = level
        self.name = name
        self.territory = territory
        self.date = date
    }
}
