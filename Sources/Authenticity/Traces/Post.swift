public import Daylight

/// A post as platforms export it, before anything is known about what it shares with others.
public struct Post: Hashable, Sendable {
    public var id: String
    public var account: String
    public var time: Timestamp
    public var text: String
    /// Empty unless the post passes another one on.
    public var repostOf: String
    /// Empty unless the post answers another one.
    public var replyTo: String
    public var links: [String]
    /// Hashtags as the platform lists them; `nil` where it does not, and they are looked for in the text.
    public var hashtags: [String]?
    /// A name to show; nothing is found by it.
    public var username: String

    public init(
        id: String, account: String, time: Timestamp, text: String = "", repostOf: String = "", replyTo: String = "",
        links: [String] = [], hashtags: [String]? = nil, username: String = ""
    ) {
        self.id = id
        self.account = account
        self.time = time
        self.text = text
        self.repostOf = repostOf
        self.replyTo = replyTo
        self.links = links
        self.hashtags = hashtags
        self.username = username
    }
}
