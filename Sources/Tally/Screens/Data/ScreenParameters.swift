/// What the screens depend on besides the figures; all of it is shown in the answer.
public struct ScreenParameters: Hashable, Sendable {
    /// S1: smallest count whose last digit is used.
    public var lastDigitMinimum: Int64 = 100
    /// S1 and S2: fewest counts for a test.
    public var digitCounts = 100
    /// S2 is off unless asked for: honest elections often fail it.
    public var runsSecondDigit = false
    /// S3: redraws of the simulation, and the seed of its generator.
    public var redraws = 10_000
    public var seed: UInt64 = 1
    /// S3: fewest registered voters or valid votes; small numbers make whole percentages by themselves.
    public var spikeMinimum: Int64 = 100
    /// S4: smallest distance from the neighbours, in standard deviations.
    public var outlierZ = 3.5
    /// S4: expected share of false ones among the flags.
    public var falseDiscovery = 0.05
    /// S4 and S6: fewest stations of a municipality to compare with; a smaller one is compared with all stations.
    public var neighbours = 5
    /// S6: most lists whose pairs are tried, the largest ones.
    public var swapLists = 40

    public init() {}
}
