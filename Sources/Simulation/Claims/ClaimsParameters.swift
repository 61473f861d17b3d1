/// How much of everything a simulated election has about which somebody asks: can I trust it?
public struct ClaimsParameters: Hashable, Sendable {
    /// Raters of notes, and how many of them act together.
    public var raters: Int
    public var brigade: Int
    /// Notes of each kind.
    public var bridging: Int
    public var partisan: Int
    public var bad: Int
    public var fewRatings: Int
    public var brigaded: Int
    /// Disputed claims, at most 144.
    public var claims: Int
    /// Of each kind: posts, documents with a fact-check, pictures made of known ones and other pictures, mails, served feeds.
    public var posts: Int
    public var checks: Int
    public var pictures: Int
    public var mails: Int
    public var feeds: Int
    /// First second of the two weeks before the vote, POSIX, at midnight UTC.
    public var start: Int64

    /// 120 notes by 400 raters of whom 12, that is 3 %, are a brigade; some of each kind of everything else.
    public static let demo = ClaimsParameters(
        raters: 400, brigade: 12, bridging: 45, partisan: 35, bad: 25, fewRatings: 7, brigaded: 4, claims: 24, posts: 6,
        checks: 3, pictures: 4, mails: 3, feeds: 3, start: SimulationParameters.firstMonday)
}
