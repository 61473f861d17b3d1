import Daylight

/// An audit of an outcome by all assertions that make it right (SHANGRLA; tally reference, section 8.5): it is confirmed when
/// each of them is.
public struct AssertionAudit: Sendable {
    /// A ballot that was drawn.
    public struct Draw: Sendable {
        /// Marks on the paper; `nil` when it was not found.
        public let paper: [Int]?
        /// Marks of its electronic record; `nil` when there is none.
        public let record: [Int]?

        public init(paper: [Int]?, record: [Int]? = nil) {
            self.paper = paper
            self.record = record
        }
    }

    /// How the drawn ballots speak.
    public enum Evidence: Sendable {
        /// By what is on the paper.
        case polling
        /// By how the paper differs from the record, where records overstate by two votes at the rate.
        case comparison(errorRate: Double)
    }

    /// Candidates or lists.
    public let names: [String]
    /// Reported votes; ballots without any stand for nobody.
    public let votes: [Int]
    public let ballots: Int
    public let assertions: [Assertion]

    /// The risk of each assertion, the smallest of its history.
    ///
    /// - Parameter draws: without replacement at most as many as there are ballots.
    public func risks(_ draws: [Draw], _ evidence: Evidence, withReplacement: Bool) -> [Double] {
        assertions.map { assertion in
            guard let test = test(assertion, evidence, withReplacement: withReplacement) else { return 1 }
            return test.history(draws.lazy.map { value(assertion, evidence, of: $0) }).min() ?? 1
        }
    }

    /// The test of an assertion; `nil` when the report itself contradicts it.
    func test(_ assertion: Assertion, _ evidence: Evidence, withReplacement: Bool) -> Alpha? {
        let reported = assertion.mean(votes: votes, ballots: ballots)
        guard reported > 0.5 else { return nil }
        let population = withReplacement ? nil : ballots
        switch evidence {
        case .polling:
            // The distance from the ends is half of what the reported mean has to spare, as Stark proposes.
            return Alpha(
                population: population, mean: 0.5, upperBound: assertion.assorter.upperBound,
                estimator: .shrinkTrunc(eta: reported, weight: 100, distance: (reported - 0.5) / 2, pull: 0))
        case .comparison(let errorRate):
            return Alpha(
                population: population, mean: 0.5, upperBound: comparison(assertion).upperBound,
                estimator: .optimalComparison(errorRate: errorRate))
        }
    }

    func comparison(_ assertion: Assertion) -> ComparisonAssorter {
        ComparisonAssorter(assertion.assorter, reportedMean: assertion.mean(votes: votes, ballots: ballots))
    }

    /// What a draw is worth; paper that was not found is worth the least.
    func value(_ assertion: Assertion, _ evidence: Evidence, of draw: Draw) -> Double {
        switch evidence {
        case .polling: draw.paper.map(assertion.assorter.value) ?? 0
        case .comparison: comparison(assertion).value(record: draw.record, paper: draw.paper)
        }
    }
}

/// The risk of every assertion; that of the outcome is the largest.
public struct AssertionMeasure: Sendable {
    public let audit: AssertionAudit
    public let risks: [Double]
    public let risk: MeasuredRisk

    init(_ audit: AssertionAudit, risks: [Double], limit: RiskLimit) {
        self.audit = audit
        self.risks = risks
        risk = MeasuredRisk(p: risks.max() ?? 1, limit: limit)
    }

    /// One object per assertion.
    var json: JSONValue {
        .array(
            zip(audit.assertions, risks).map { assertion, p in
                [
                    "winner": .string(audit.names[assertion.winner]),
                    "loser": assertion.loser.map { .string(audit.names[$0]) } ?? .null,
                    "mean": .real(assertion.mean(votes: audit.votes, ballots: audit.ballots)), "p": .real(p),
                ]
            })
    }
}
