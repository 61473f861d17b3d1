public import Sponsorship

/// What a publisher of political ads decides about its notices.
public struct AdvertisingConfiguration: Sendable {
    /// Who publishes, as it stands in every notice; the site's name when `nil`.
    public var publisher: String?
    /// Where days begin and end for the publisher's deadlines.
    public var zone = Zone.brussels
    /// The publisher's size, which moves some deadlines (Regulation (EU) 2024/900 Art. 15(7), 16).
    public var size = UndertakingSize.large
    /// Hosts of the European repository, once there is one.
    public var repositoryHosts: [String] = []
    /// Hosts that are no authority's and so no official information about a vote.
    public var notOfficialHosts: [String] = []
    /// Whether bids with political ads are taken at all.
    public var acceptsPolitical = true

    public init() {}
}
