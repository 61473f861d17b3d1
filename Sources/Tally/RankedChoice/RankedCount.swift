public import Daylight

/// A ranked-choice contest counted to its end, or to a tie that a person has to decide.
public struct RankedCount: Sendable {
    /// One for each tabulation; the last may be unfinished.
    public let passes: [TabulationReport]
    /// Decisions for ties that did not come up.
    public let unusedDecisions: [TieDecision]
    private let isMultiPass: Bool
    private let settings: RankedContest.Settings

    /// Counts a contest (tally reference, section 7).
    ///
    /// - Parameters:
    ///   - contest: the configuration.
    ///   - ballots: read with the contest's candidates.
    ///   - decisions: what lots said, for the rules that ask.
    /// - Throws: ``InputError`` for a decision that names nobody who is tied.
    public init(_ contest: RankedContest, _ ballots: RankedBallots, decisions: [TieDecision] = []) throws(InputError) {
        let candidates = contest.candidates
        var breaker = TieBreaker(
            contest.rules.tieBreak, names: candidates.names, declaredCount: candidates.declared.count, decisions: decisions)
        var excluded = Set(candidates.declared.indices.filter { candidates.declared[$0].isExcluded })
        var passes: [TabulationReport] = []
        for _ in 0..<contest.rules.passes {
            guard excluded.count < candidates.count else { break }
            var tabulation = Tabulation(contest.rules, candidates, ballots, excluded: excluded)
            do { try tabulation.run(&breaker) } catch {
                if case .wrongDecision(let fault) = error { throw fault }
            }
            passes.append(tabulation.report)
            excluded.formUnion(tabulation.report.winners)
            if tabulation.report.tie != nil || tabulation.report.winners.isEmpty { break }
        }
        self.passes = passes
        unusedDecisions = breaker.decisions
        settings = contest.settings
        if case .multiPassIRV = contest.rules.election { isMultiPass = true } else { isMultiPass = false }
    }

    /// The tie at which the count stopped.
    public var tie: OpenTie? { passes.last?.tie }

    /// The whole answer: one summary, or `passes`; with `tie` where one is open.
    public var json: JSONObject {
        var object: JSONObject =
            isMultiPass
            ? ["passes": .array(passes.map { .object($0.json(settings)) })] : passes.last?.json(settings) ?? JSONObject()
        guard let tie else { return object }
        var members: JSONObject = [
            "round": .integer(tie.round), "kind": .string(tie.kind.rawValue), "tied": .array(tie.tied.map(JSONValue.string)),
        ]
        if isMultiPass { members["pass"] = .integer(passes.count) }
        object["tie"] = .object(members)
        return object
    }
}
