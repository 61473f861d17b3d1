/// One count of ranked ballots (tally reference, section 7).
///
/// Ballots with the same ranking move together. Each candidate holds a chain of rankings, so a round touches only the ballots
/// of those who left in the round before.
struct Tabulation {
    let rules: RankedRules
    let candidates: CandidateList
    let ballots: RankedBallots
    let arithmetic: FixedPoint
    let seats: Int
    /// How many candidates take part.
    let fieldSize: Int

    var isContinuing: [Bool]
    var roundEliminated: [Int?]
    var roundWon: [Int?]
    /// What the candidates who left in the last round had, moving on now.
    var leavers: [Int] = []

    /// The first ranking each candidate holds, and the next of each ranking.
    var heads: [Int]
    var next: [Int]
    /// What one ballot of each ranking is still worth; empty where everything is one vote.
    var values: [Int128] = []
    /// Whether a ranking went through a division; empty where nothing does.
    var isFractional: [Bool] = []

    var tallies: [RoundReport.Amount]
    var inactive: [InactiveBallots: RoundReport.Amount]
    /// What winners keep, found when they win and shown from the next round on.
    var kept: [RoundReport.Amount?]
    var threshold = RoundReport.Amount()
    var report: TabulationReport
    var walk: BallotWalk

    /// - Parameter excluded: candidates who do not take part, by number.
    init(_ rules: RankedRules, _ candidates: CandidateList, _ ballots: RankedBallots, excluded: Set<Int>) {
        self.rules = rules
        self.candidates = candidates
        self.ballots = ballots
        let count = candidates.count
        let arithmetic = rules.arithmetic
        self.arithmetic = arithmetic
        seats = rules.seats
        isContinuing = (0..<count).map { !excluded.contains($0) }
        fieldSize = count - excluded.count
        roundEliminated = [Int?](repeating: nil, count: count)
        roundWon = [Int?](repeating: nil, count: count)
        heads = [Int](repeating: -1, count: count)
        next = [Int](repeating: -1, count: ballots.patternCount)
        if rules.transfersSurplus {
            values = [Int128](repeating: arithmetic.one, count: ballots.patternCount)
            isFractional = [Bool](repeating: false, count: ballots.patternCount)
        }
        tallies = [RoundReport.Amount](repeating: .init(), count: count)
        kept = [RoundReport.Amount?](repeating: nil, count: count)
        inactive = Dictionary(uniqueKeysWithValues: InactiveBallots.allCases.map { ($0, .init()) })
        report = TabulationReport(
            names: candidates.names, arithmetic: arithmetic, thresholdPlaces: Self.thresholdPlaces(rules), seats: rules.seats,
            ballotCount: ballots.total)
        walk = BallotWalk(rules, candidateCount: count)
    }

    private static func thresholdPlaces(_ rules: RankedRules) -> Int {
        if case .bottomsUpUsingPercentageThreshold(_, let places, _) = rules.election { return places + 2 }
        return rules.nonIntegerThreshold ? rules.decimalPlaces : 0
    }

    var round: Int { report.rounds.count }
    var winnerCount: Int { report.winners.count }
    var continuing: [Int] { isContinuing.indices.filter { isContinuing[$0] } }
    var eliminatedCount: Int { roundEliminated.count { $0 != nil } }

    /// Counts to the end, or to a tie that a person has to decide.
    ///
    /// - Throws: ``TabulationStop`` only for a wrong decision; an open tie is in the report.
    mutating func run(_ breaker: inout TieBreaker) throws(TabulationStop) {
        while goesOn {
            beginRound()
            do {
                let winners = try findWinners(&breaker)
                if !winners.isEmpty {
                    elect(winners)
                } else if mayEliminate {
                    eliminate(try findLosers(&breaker))
                }
            } catch .tie(let tie) {
                report.tie = tie
                return
            }
        }
    }

    private var goesOn: Bool {
        if round == 0 { return true }
        if let last = rules.stopAfterRound, round >= last { return false }
        let isFinalSurplusDue = rules.transfersSurplus && seats <= fieldSize && roundWon.contains(round)
        if !isContinuing.contains(true) { return isFinalSurplusDue }
        if rules.continueUntilTwoRemain {
            return eliminatedCount + winnerCount + 1 < fieldSize || roundEliminated.contains(round)
        }
        if seats == 0 { return winnerCount == 0 }
        return winnerCount < seats || isFinalSurplusDue
    }

    private var mayEliminate: Bool {
        seats == 0 || winnerCount < seats || (rules.continueUntilTwoRemain && eliminatedCount + 2 < fieldSize)
    }

    private mutating func beginRound() {
        if round == 0 { distributeAll() } else { moveOn() }
        creditWinners()
        updateThreshold()
        let tally = tallies.indices.map { candidate -> RoundReport.Amount? in
            isContinuing[candidate] ? tallies[candidate] : kept[candidate]
        }
        report.rounds.append(RoundReport(number: round + 1, tally: tally, threshold: threshold, inactive: inactive))
    }

    private mutating func updateThreshold() {
        let isFirst = round == 0
        let isDue =
            switch rules.election {
            case .bottomsUpUsingPercentageThreshold: true
            case _ where seats > 1: isFirst
            default:
                isFirst
                    || !rules.firstRoundDeterminesThreshold && !(rules.continueUntilTwoRemain && winnerCount > 0)
            }
        guard isDue else { return }
        let active = continuing.reduce(into: Int128(0)) { $0 += tallies[$1].units }
        if case .bottomsUpUsingPercentageThreshold(let percent, let places, _) = rules.election {
            threshold.units = FixedPoint.product(active, percent, over: FixedPoint.power(places + 2))
            return
        }
        threshold.isFractional = rules.nonIntegerThreshold
        let step = rules.nonIntegerThreshold ? 1 : arithmetic.one
        if rules.hareQuota {
            let divisor = Int128(seats) * step
            threshold.units = (active + divisor - 1) / divisor * step
        } else {
            threshold.units = active / (Int128(seats + 1) * step) * step + step
        }
    }

    private mutating func elect(_ winners: [Int]) {
        for winner in winners {
            roundWon[winner] = round
            report.winners.append(winner)
            report.rounds[round - 1].results.append(.init(candidate: winner, isElected: true))
            guard !rules.continueUntilTwoRemain else { continue }
            isContinuing[winner] = false
            kept[winner] = rules.transfersSurplus ? keepThreshold(of: winner) : tallies[winner]
            if rules.transfersSurplus { leavers.append(winner) }
        }
    }

    private mutating func eliminate(_ losers: [Int]) {
        for loser in losers {
            roundEliminated[loser] = round
            isContinuing[loser] = false
            leavers.append(loser)
            report.rounds[round - 1].results.append(.init(candidate: loser, isElected: false))
        }
    }
}
