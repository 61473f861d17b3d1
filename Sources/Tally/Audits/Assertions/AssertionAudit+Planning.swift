extension AssertionAudit {
    /// Most numbers that are looked ahead, over all assertions.
    private static let workLimit = 20_000_000

    /// How many draws confirm every assertion if the draws to come are as the report and the draws so far let expect; `nil` when
    /// only all ballots do.
    ///
    /// - Parameters:
    ///   - draws: made so far.
    ///   - withReplacement: otherwise no more draws than there are ballots.
    public func expectedSize(
        after draws: [Draw] = [], _ evidence: Evidence, withReplacement: Bool, limit: RiskLimit
    ) -> Int? {
        var work = 0
        var size = draws.count
        for assertion in hardest(after: draws, evidence) {
            guard let test = test(assertion, evidence, withReplacement: withReplacement) else { return nil }
            let seen = draws.map { value(assertion, evidence, of: $0) }
            var run = Alpha.Run(test)
            var risk = seen.reduce(1.0) { min($0, run.add($1)) }
            var coming = self.coming(assertion, evidence, after: seen)
            while risk > limit.value {
                work += 1
                guard run.count < ballots, work <= Self.workLimit else { return nil }
                risk = min(risk, run.add(coming.next()))
            }
            size = max(size, run.count)
        }
        return size < ballots ? size : nil
    }

    /// Before the first draw a comparison needs the longer the smaller the margin is against the upper bound.
    private func hardest(after draws: [Draw], _ evidence: Evidence) -> [Assertion] {
        guard draws.isEmpty, case .comparison = evidence else { return assertions }
        return assertions.min { relativeMargin($0) < relativeMargin($1) }.map { [$0] } ?? []
    }

    /// Twice the reported mean, minus 1, in units of the upper bound.
    func relativeMargin(_ assertion: Assertion) -> Double {
        (2 * assertion.mean(votes: votes, ballots: ballots) - 1) / assertion.assorter.upperBound
    }

    private func coming(_ assertion: Assertion, _ evidence: Evidence, after seen: [Double]) -> ExpectedValues {
        switch evidence {
        case .polling:
            let assorter = assertion.assorter
            let blank = max(0, ballots - votes.reduce(0, +))
            return ExpectedValues(
                zip(votes.indices.map { assorter.value([$0]) }, votes) + [(assorter.value([]), blank)])
        case .comparison:
            let clean = comparison(assertion).cleanValue
            let errors = seen.filter { $0 != clean }
            return ExpectedValues([(clean, max(1, seen.count - errors.count))] + errors.map { ($0, 1) })
        }
    }
}

/// Numbers in the proportions in which they are expected, spread evenly.
private struct ExpectedValues {
    private let values: [Double]
    private let shares: [Double]
    private var due: [Double]

    init(_ counts: [(value: Double, count: Int)]) {
        var merged: [Double: Int] = [:]
        for (value, count) in counts where count > 0 { merged[value, default: 0] += count }
        values = merged.keys.sorted()
        let total = Double(merged.values.reduce(0, +))
        shares = values.map { Double(merged[$0] ?? 0) / total }
        due = Array(repeating: 0, count: values.count)
    }

    mutating func next() -> Double {
        for index in due.indices { due[index] += shares[index] }
        guard let most = due.indices.max(by: { due[$0] < due[$1] }) else { return 0 }
        due[most] -= 1
        return values[most]
    }
}
