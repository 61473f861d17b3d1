public import Daylight
private import Foundation

/// Whether a criterion for choosing recipients stands for a special trait (GDPR Art. 9(1)), tested on a reference panel and
/// never on users (reference 6.3).
public struct ProxyLift: Hashable, Sendable {
    public enum Verdict: String, Hashable, Sendable, CaseIterable { case forbid, review, allow }

    /// How much more frequent the trait is among those who meet the criterion.
    public let lift: Double
    public let oddsRatio: Double
    /// Lower end of the odds ratio's 95 % interval.
    public let lower: Double
    /// Upper end of it.
    public let upper: Double
    public let verdict: Verdict

    /// People of the panel by criterion and trait, each count from 0 to 2⁵³.
    ///
    /// - Throws: ``InputError`` when nobody meets the criterion or nobody has the trait.
    public init(
        criterionAndTrait a: Int64, criterionOnly b: Int64, traitOnly c: Int64, neither d: Int64
    ) throws(InputError) {
        let total = try Counts.total([a, b, c, d], field: "a, b, c, d")
        guard a + b > 0 else { throw InputError(field: "a + b", expected: "people who meet the criterion", found: "none") }
        guard a + c > 0 else { throw InputError(field: "a + c", expected: "people who have the trait", found: "none") }
        // Lift is their quotient; compared as whole numbers, a lift of exactly 2 is one.
        let (observed, expected) = (Int128(a) * total, Int128(a + b) * Int128(a + c))
        lift = Double(observed) / Double(expected)

        let correction = [a, b, c, d].contains(0) ? 0.5 : 0
        let cells = [a, b, c, d].map { Double($0) + correction }
        oddsRatio = cells[0] / cells[1] * (cells[3] / cells[2])
        let standardError = cells.map { 1 / $0 }.sorted().reduce(0, +).squareRoot()
        lower = exp(log(oddsRatio) - MeasureThreshold.normalQuantile95 * standardError)
        upper = exp(log(oddsRatio) + MeasureThreshold.normalQuantile95 * standardError)

        let review = MeasureThreshold.reviewLift
        if observed >= Int128(MeasureThreshold.proxyLift) * expected, lower > MeasureThreshold.proxyLowerBound {
            verdict = .forbid
        } else {
            verdict = observed * Int128(review.denominator) >= expected * Int128(review.numerator) ? .review : .allow
        }
    }
}
