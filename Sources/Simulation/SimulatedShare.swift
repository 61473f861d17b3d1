/// One row of the simulated traffic: an account put an object into a post.
public struct SimulatedShare: Hashable, Sendable {
    /// What was shared: a link, a hashtag or the id of a reshared post.
    public let object: String
    /// Who shared it.
    public let account: String
    /// The post that carried it.
    public let content: String
    /// When, in POSIX seconds.
    public let seconds: Int64
    /// What the post says.
    public let text: String
}

/// One line of a register of accounts that say they belong together.
public struct GroupMembership: Hashable, Sendable {
    /// Name of the declared group.
    public let group: String
    /// A member.
    public let account: String

    /// The account as a member of the group.
    public init(group: String, account: String) {
        self.group = group
        self.account = account
    }
}
