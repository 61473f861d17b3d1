/// How large a simulated count is, and how often each fault is planted in it.
public struct CountingParameters: Hashable, Sendable {
    public var stations: Int
    public var municipalities: Int
    public var constituencies: Int
    /// Registered voters of an ordinary station.
    public var registered: ClosedRange<Int>
    /// Stations of each fault of a report's way, and of each slip of a clerk.
    public var custody: Int
    public var slips: Int
    /// Stations with exchanged lists, with exchanged digits and with added ballots.
    public var swaps: Int
    public var transpositions: Int
    public var stuffed: Int
    /// Ballots added at a stuffed station, as a part of its registered voters.
    public var added: ClosedRange<Double>
    /// Stations of each innocent kind that looks like a fault.
    public var traps: Int
    /// First second of the day of the vote, POSIX, at midnight UTC.
    public var day: Int64

    /// The Sunday after the two weeks of the simulated campaign.
    private static let voteDay = SimulationParameters.firstMonday + 13 * 86_400

    /// 5,000 stations: for measuring.
    public static let full = CountingParameters(
        stations: 5_000, municipalities: 100, constituencies: 5, registered: 400...1_500, custody: 3, slips: 2, swaps: 20,
        transpositions: 20, stuffed: 50, added: 0.12...0.3, traps: 5, day: voteDay)

    /// 300 stations with one fault of each kind: for showing.
    public static let demo = CountingParameters(
        stations: 300, municipalities: 8, constituencies: 2, registered: 400...1_500, custody: 1, slips: 1, swaps: 2,
        transpositions: 2, stuffed: 3, added: 0.12...0.3, traps: 1, day: voteDay)
}
