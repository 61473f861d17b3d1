/// What a document with a fact-check really is.
public enum CheckKind: String, SimulatedKind {
    /// A page elsewhere that says it is a signatory's article.
    case otherHost = "other-host"
    /// The fact-checker's own address is somebody else's.
    case otherAuthor = "other-author"
    /// A host that looks like a signatory's.
    case lookAlikeHost = "look-alike-host"
    /// Everything fits, but nobody has admitted the publisher to a code of principles.
    case noSignatory = "no-signatory"
    case expiredSignatory = "expired-signatory"
    /// A feed that speaks for a signatory and is not known to do so.
    case feedForOthers = "feed-for-others"
    /// A feed that may speak for others, with an item whose article is elsewhere.
    case itemForOthers = "item-for-others"

    /// Genuine: an article on a signatory's own page.
    case page
    /// Genuine: the same where the page is on another host of the signatory.
    case subdomain
    /// Genuine: a feed that is known to speak for others.
    case feed

    public var role: SimulatedRole {
        switch self {
        case .page, .subdomain, .feed: .innocent
        default: .planted
        }
    }

    /// Why the record is not to be relied on (credibility reference, section 4.5).
    public var problems: [String] {
        switch self {
        case .otherHost, .feedForOthers, .itemForOthers: ["host-mismatch"]
        case .otherAuthor: ["author-mismatch"]
        case .lookAlikeHost, .noSignatory: ["not-signatory"]
        case .expiredSignatory: ["signatory-expired"]
        case .page, .subdomain, .feed: []
        }
    }

    var isFeed: Bool { self == .feed || self == .feedForOthers || self == .itemForOthers }
}
