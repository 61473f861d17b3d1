public import Daylight

/// Where the ad stands in the European repository (TTPA Art. 12(1)(i)).
public enum RepositoryLink: Hashable, Sendable {
    case entry(SecureLink)
    /// The repository is not open yet.
    case notYetAvailable
    /// The ad is not published online and does not go there.
    case notOnline
}

/// How a reader reports the ad (TTPA Art. 12(1)(j), 15).
public struct NotificationMechanism: Hashable, Sendable {
    public let url: SecureLink
    /// What to do there.
    public let text: String

    public init(url: SecureLink, text: String) {
        self.url = url
        self.text = text
    }
}

/// Whether an earlier publication or version was stopped for an infringement of the Regulation (TTPA Art. 12(1)(k)).
public enum PriorSuspension: Hashable, Sendable {
    case never(earlierVersion: String?)
    case suspended(reason: String, date: CivilDate, earlierVersion: String?)
}

/// Benefits in kind that providers received for the ad (TTPA Art. 12(1)(d)).
public struct OtherBenefits: Hashable, Sendable {
    public let value: Money
    public let description: String

    public init(value: Money, description: String) {
        self.value = value
        self.description = description
    }
}

/// How many people saw the ad and what they did with it (TTPA Art. 12(1)(m)).
public struct Reach: Hashable, Sendable {
    /// What people did, by name: clicks, shares, reactions and comments, each where it is known.
    public struct Engagements: Hashable, Sendable {
        public let clicks: Int64?
        public let shares: Int64?
        public let reactions: Int64?
        public let comments: Int64?

        public init(clicks: Int64? = nil, shares: Int64? = nil, reactions: Int64? = nil, comments: Int64? = nil) {
            self.clicks = clicks
            self.shares = shares
            self.reactions = reactions
            self.comments = comments
        }
    }

    public let views: Int64
    public let engagements: Engagements?
    /// The day that the figures are of.
    public let asOf: CivilDate

    public init(views: Int64, engagements: Engagements? = nil, asOf: CivilDate) {
        self.views = views
        self.engagements = engagements
        self.asOf = asOf
    }
}
