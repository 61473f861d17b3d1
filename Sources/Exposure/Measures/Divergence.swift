public import Daylight
private import Foundation

/// How far those whom an ad reached differ from those whom it would have reached by chance (reference 7.2).
///
/// Effect and test stand side by side: with enough people every difference is significant.
public struct Divergence: Hashable, Sendable {
    /// Total variation distance, from 0 to 1: the share that would have to be reached differently.
    public let totalVariation: Double
    /// Jensen-Shannon divergence in bits, from 0 to 1.
    public let jensenShannon: Double
    /// Likelihood ratio statistic, natural logarithm.
    public let g: Double
    /// Cells less one.
    public let degreesOfFreedom: Int
    /// What chance alone adds to the divergence, in bits, about.
    public let biasBits: Double

    /// - Parameters:
    ///   - counts: people reached per cell, each from 0 to 2⁵³.
    ///   - baseline: weights of the same cells in the electorate; they need not add up to 1.
    /// - Throws: ``InputError`` for fewer than two cells, lists of different lengths, nobody reached, weights that are negative,
    ///   infinite or all 0, and people reached in a cell of weight 0.
    public init(counts: [Int64], baseline: [Double]) throws(InputError) {
        guard counts.count >= 2 else {
            throw InputError(field: "counts", expected: "at least 2 cells", found: "\(counts.count)")
        }
        guard counts.count == baseline.count else {
            throw InputError(field: "baseline", expected: "\(counts.count) cells as in counts", found: "\(baseline.count)")
        }
        let total = Double(try Counts.total(counts, field: "counts"))
        let shares = try Self.shares(baseline)
        var (variation, divergence, likelihood) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
        for (cell, (count, q)) in zip(counts, shares).enumerated() {
            guard count == 0 || q > 0 else {
                throw InputError(
                    field: "baseline[\(cell)]", expected: "a weight above 0 where \(count) were reached",
                    found: "\(baseline[cell])")
            }
            let p = Double(count) / total
            // One rounding for the difference instead of three.
            let deviation = fma(-total, q, Double(count)) / total
            let middle = q + deviation / 2
            variation.add(abs(deviation))
            guard middle > 0 else { continue }
            divergence.add(Information.excess(p: p, q: middle, deviation: deviation / 2))
            divergence.add(Information.excess(p: q, q: middle, deviation: -deviation / 2))
            if count > 0 || q > 0 { likelihood.add(Information.excess(p: p, q: q, deviation: deviation)) }
        }
        totalVariation = variation.value / 2
        jensenShannon = min(1, divergence.value / 2 / Information.bit)
        g = 2 * total * likelihood.value
        degreesOfFreedom = counts.count - 1
        biasBits = Double(counts.count - 1) / (2 * total * Information.bit)
    }

    private static func shares(_ baseline: [Double]) throws(InputError) -> [Double] {
        for (cell, weight) in baseline.enumerated() where !(weight >= 0 && weight.isFinite) {
            throw InputError(field: "baseline[\(cell)]", expected: "a weight of at least 0", found: "\(weight)")
        }
        let sum = CompensatedSum(baseline).value
        guard sum > 0, sum.isFinite else {
            throw InputError(field: "baseline", expected: "weights with a finite sum above 0", found: "\(sum)")
        }
        return baseline.map { $0 / sum }
    }

    /// What the divergence asks for.
    public func concern(declaredUntargeted: Bool) -> Concern {
        Concern(
            jensenShannon, review: MeasureThreshold.divergenceReview, block: MeasureThreshold.divergenceBlock, declaredUntargeted)
    }
}

/// What a measure of delivery asks for.
public enum Concern: String, Hashable, Sendable, CaseIterable {
    case none
    /// A person looks.
    case review
    /// The ad stops and the sponsor is asked: it declared that nobody was chosen.
    case blockAndAsk

    init(_ value: Double, review: Double, block: Double, _ declaredUntargeted: Bool) {
        self = value >= block && declaredUntargeted ? .blockAndAsk : value >= review ? .review : .none
    }
}

/// Checking and adding counts, exactly.
enum Counts {
    /// - Throws: ``InputError`` for a count below 0 or above 2⁵³, and when all are 0.
    static func total(_ counts: some Sequence<Int64>, field: String) throws(InputError) -> Int128 {
        var total: Int128 = 0
        for count in counts {
            guard (0...MeasureThreshold.largestCount).contains(count) else {
                throw InputError(field: field, expected: "counts from 0 to 2⁵³", found: "\(count)")
            }
            total += Int128(count)
        }
        guard total > 0 else { throw InputError(field: field, expected: "a count above 0", found: "only zeros") }
        return total
    }
}
