private import Foundation

/// How narrow an audience is: how many bits it takes to tell the people addressed from all who are eligible (reference 7.1).
public struct Narrowness: Hashable, Sendable {
    /// What the narrowness asks for.
    public enum Verdict: String, Hashable, Sendable, CaseIterable { case block, review, allow }

    /// People eligible in the territory.
    public let eligible: Int64
    /// People addressed.
    public let addressed: Int64

    /// `nil` unless at least one person was addressed and not more than are eligible.
    public init?(eligible: Int64, addressed: Int64) {
        guard addressed >= 1, addressed <= eligible else { return nil }
        self.eligible = eligible
        self.addressed = addressed
    }

    /// The binary logarithm of eligible by addressed.
    public var bits: Double { log2(Double(eligible) / Double(addressed)) }

    /// Blocks from 12 bits (and below 1,000 people of a large electorate, or 5 % of a small one), asks for review from 8 bits.
    public var verdict: Verdict {
        if isNarrower(byPowerOfTwo: Law.narrownessBlockBits) || isTooFew { return .block }
        return isNarrower(byPowerOfTwo: Law.narrownessReviewBits) ? .review : .allow
    }

    private var isTooFew: Bool {
        guard eligible < Law.nationalElectorate else { return addressed < Law.fewestAddressedNationally }
        return addressed * 100 < eligible * Law.fewestAddressedLocallyPercent
    }

    /// Whether the eligible are at least so many times the addressed, without rounding.
    private func isNarrower(byPowerOfTwo bits: Int64) -> Bool { eligible >> bits >= addressed }
}
