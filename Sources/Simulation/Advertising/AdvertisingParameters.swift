/// How many ads of each kind a simulated election has, and when it is.
public struct AdvertisingParameters: Hashable, Sendable {
    /// Ads of each planted kind.
    public var planted: Int
    /// Ads of each innocent kind.
    public var innocent: Int
    /// First second of the two weeks before the vote, POSIX, at midnight UTC; ads run in them unless they are said to run before.
    public var start: Int64

    public init(planted: Int, innocent: Int, start: Int64) {
        self.planted = planted
        self.innocent = innocent
        self.start = start
    }

    /// Two ads of each attack among thirty innocent ones.
    public static let demo = AdvertisingParameters(planted: 2, innocent: 6, start: SimulationParameters.firstMonday)
}
