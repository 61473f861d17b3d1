import BigInt
import Daylight

/// The largest chance that a wrong outcome escapes a full hand count (tally reference, section 8): above 0 and below 1.
public struct RiskLimit: Hashable, Sendable {
    public let value: Double

    /// `nil` unless above 0 and below 1.
    public init?(_ value: Double) {
        guard value > 0, value < 1 else { return nil }
        self.value = value
    }

    /// Reads the member `riskLimit`, a decimal spelt as a string.
    init(_ reader: MemberReader) throws(InputError) {
        let rate = try reader.rate("riskLimit", "a decimal above 0 and below 1, as a text") {
            !$0.numerator.isZero && $0.numerator < $0.denominator
        }
        guard let limit = RiskLimit(rate.double) else {
            throw reader.fault("riskLimit", "a decimal above 0 and below 1 that a computer can tell from them", nil)
        }
        self = limit
    }
}

/// How likely the evidence would be if the reported outcome were wrong, and whether that is little enough.
public struct MeasuredRisk: Sendable {
    /// At most 1.
    public let p: Double
    public let limit: RiskLimit

    init(p: Double, limit: RiskLimit) {
        self.p = min(1, p)
        self.limit = limit
    }

    public var isConfirmed: Bool { p <= limit.value }
}
