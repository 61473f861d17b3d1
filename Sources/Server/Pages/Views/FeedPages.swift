import Daylight
import Exposure

/// The ranking policies that were published here, and the one in force explained.
struct FeedPage: Page {
    struct Item: Sendable {
        var version: String
        var validFrom: String
        var published: Timestamp
    }

    var items: [Item]
    /// Whether the visitor may publish one.
    var mayPublish: Bool
}

/// A ranking policy as readers need it (Digital Services Act, Article 27): what counts, how much, why, and what can be chosen.
struct PolicyPage: Page {
    var policy: RankingPolicy
    var digest: Digest
    var published: Timestamp
    /// Number of the statement that it was published; `nil` until it is logged.
    var statement: Int?
    /// What the sounding board is asked about this version.
    var drafts: [(title: String, path: String)] = []
}

/// Where a ranking policy is published.
struct NewPolicyPage: Page {
    var text: String
    var fault: String?
}

/// A feed as it was served, every place explained to its reader.
struct ServedFeedPage: Page {
    var name: String
    var feed: RankedFeed
    var record: ServedFeed
    var created: Timestamp
    var statement: Int?
    /// How to complain to the operator, as an address.
    var contact: String
}
