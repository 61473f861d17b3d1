public import Daylight

/// One station's figures as the screens use them.
public struct ScreenedStation: Hashable, Sendable {
    public let unit: String
    /// The municipality: stations of one are neighbours.
    public let stratum: String
    public let registered: Int64?
    /// Votes cast.
    public let cast: Int64
    public let valid: Int64
    /// Votes of each list, in the order of ``ScreenData/lists``.
    public let votes: [Int64]
    public let receivedAt: Timestamp?
    /// List votes of this station at the election before, where they are known.
    public let history: [Int64]?

    public init(
        unit: String, stratum: String, registered: Int64?, cast: Int64, valid: Int64, votes: [Int64],
        receivedAt: Timestamp? = nil, history: [Int64]? = nil
    ) {
        self.unit = unit
        self.stratum = stratum
        self.registered = registered
        self.cast = cast
        self.valid = valid
        self.votes = votes
        self.receivedAt = receivedAt
        self.history = history
    }
}

/// What the screens look at: the current figures of all stations, and how figures changed between versions.
public struct ScreenData: Sendable {
    /// Numbers of the lists.
    public let lists: [Int]
    public let stations: [ScreenedStation]
    /// For every report that replaced an earlier version, the change of each list's votes.
    public let revisions: [[Int64]]

    public init(lists: [Int], stations: [ScreenedStation], revisions: [[Int64]] = []) {
        self.lists = lists
        self.stations = stations
        self.revisions = revisions
    }

    /// Index of the list with most votes, of several the first; `nil` without lists.
    var leader: Int? {
        var totals = [Int64](repeating: 0, count: lists.count)
        for station in stations { for (index, votes) in station.votes.enumerated() { totals[index] += votes } }
        return totals.indices.max { (totals[$0], -$0) < (totals[$1], -$1) }
    }
}
