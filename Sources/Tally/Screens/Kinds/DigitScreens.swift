import Daylight

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// S1 and S2: whether digits of list votes come as often as they should (tally reference, section 4).
public enum DigitScreens {
    /// Smallest count that has a second digit.
    static let secondDigitMinimum: Int64 = 10

    /// Probability of each second digit under Benford's law: the sum over k from 1 to 9 of log10(1 + 1/(10k + d)).
    public static let secondDigitShares: [Double] = (0...9).map { digit in
        (1...9).reduce(0) { $0 + log10(1 + 1 / Double(10 * $1 + digit)) }
    }

    static func lastDigit(_ data: ScreenData, _ parameters: ScreenParameters) -> ScreenResult {
        let digits = counts(data, minimum: parameters.lastDigitMinimum).map { Int($0 % 10) }
        return result(
            "S1", digits, shares: [Double](repeating: 0.1, count: 10), parameters, minimum: parameters.lastDigitMinimum,
            caveat: "Small counts, or one size of station that dominates, make last digits uneven without any mistake.")
    }

    static func secondDigit(_ data: ScreenData, _ parameters: ScreenParameters) -> ScreenResult {
        let digits = counts(data, minimum: secondDigitMinimum).map { count in
            var leading = count
            while leading >= 100 { leading /= 10 }
            return Int(leading % 10)
        }
        return result(
            "S2", digits, shares: secondDigitShares, parameters, minimum: secondDigitMinimum,
            caveat: "Stations are of bounded size, so honest elections often fail this test and manipulated ones often pass it."
        )
    }

    private static func counts(_ data: ScreenData, minimum: Int64) -> [Int64] {
        data.stations.flatMap { $0.votes.filter { $0 >= minimum } }
    }

    /// Pearson's statistic against the expected shares; `nil` without observations.
    public static func chiSquared(_ observed: [Int], shares: [Double]) -> Double? {
        let total = Double(observed.reduce(0, +))
        guard total > 0 else { return nil }
        return zip(observed, shares).reduce(0) { sum, pair in
            let expected = total * pair.1
            return sum + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
        }
    }

    private static func result(
        _ screen: String, _ digits: [Int], shares: [Double], _ parameters: ScreenParameters, minimum: Int64, caveat: String
    ) -> ScreenResult {
        var observed = [Int](repeating: 0, count: 10)
        for digit in digits { observed[digit] += 1 }
        let statistic = digits.count >= parameters.digitCounts ? chiSquared(observed, shares: shares) : nil
        return ScreenResult(
            screen, ["minimumCount": .integer(minimum), "minimumCounts": .integer(parameters.digitCounts), "degrees": 9],
            n: digits.count, statistic: statistic, p: statistic.map { ChiSquared.upperTail($0, degrees: 9) }, caveat: caveat,
            details: ["digits": .array(observed.map { .integer($0) })])
    }
}
