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
        guard let limit = reader.optional("riskLimit")?.stringValue.flatMap(Quotient.figure).flatMap(RiskLimit.init) else {
            throw reader.fault("riskLimit", "a decimal above 0 and below 1, as a text", reader.object["riskLimit"])
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
