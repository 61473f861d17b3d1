/// Ballots on their way (tally reference, sections 7.2 and 7.3).
extension Tabulation {
    /// Counts every ballot for the first time.
    mutating func distributeAll() {
        for pattern in 0..<ballots.patternCount {
            let count = ballots.counts[pattern]
            let outcome = ballots.withMarks(of: pattern) { marks -> BallotWalk.Outcome? in
                marks.isEmpty ? nil : walk.outcome(marks, isContinuing: isContinuing)
            }
            guard let outcome else {
                report.undervotes += count
                continue
            }
            give(pattern, outcome, Int128(count) * arithmetic.one, isFractional: false)
        }
    }

    /// Moves the ballots of those who left in the last round, and says in that round's report where they went.
    mutating func moveOn() {
        let allSeatsFilled = rules.transfersSurplus && winnerCount >= seats
        let last = round - 1
        for leaver in leavers {
            var targets = [Int128](repeating: 0, count: candidates.count + 1)
            var areFractional = [Bool](repeating: false, count: candidates.count + 1)
            var pattern = heads[leaver]
            heads[leaver] = -1
            while pattern >= 0 {
                let following = next[pattern]
                let outcome =
                    allSeatsFilled
                    ? .inactive(.finalRoundSurplus)
                    : ballots.withMarks(of: pattern) { walk.outcome($0, isContinuing: isContinuing) }
                let value = values.isEmpty ? arithmetic.one : values[pattern]
                let amount = Int128(ballots.counts[pattern]) * value
                let isFractional = !isFractional.isEmpty && isFractional[pattern]
                give(pattern, outcome, amount, isFractional: isFractional)
                var target = candidates.count
                if case .candidate(let candidate) = outcome { target = candidate }
                targets[target] += amount
                if isFractional, amount > 0 { areFractional[target] = true }
                pattern = following
            }
            guard let result = report.rounds[last].results.firstIndex(where: { $0.candidate == leaver }) else { continue }
            for (target, units) in targets.enumerated() where units > 0 {
                report.rounds[last].results[result].transfers.append(
                    (
                        target == candidates.count ? .exhausted : .candidate(target),
                        .init(units: units, isFractional: areFractional[target])
                    ))
            }
        }
        leavers = []
    }

    private mutating func give(_ pattern: Int, _ outcome: BallotWalk.Outcome, _ amount: Int128, isFractional: Bool) {
        switch outcome {
        case .candidate(let candidate):
            tallies[candidate].add(amount, isFractional: isFractional)
            next[pattern] = heads[candidate]
            heads[candidate] = pattern
        case .inactive(let reason): inactive[reason]?.add(amount, isFractional: isFractional)
        }
    }

    /// Leaves each ballot of a winner with what goes on, and returns what the winner keeps.
    mutating func keepThreshold(of winner: Int) -> RoundReport.Amount {
        let tally = tallies[winner].units
        let surplus = tally - threshold.units
        let fraction = surplus > 0 ? FixedPoint.product(surplus, arithmetic.one, over: tally) : 0
        var kept = RoundReport.Amount(units: 0, isFractional: true)
        var pattern = heads[winner]
        while pattern >= 0 {
            let value = values[pattern]
            let goesOn = FixedPoint.product(value, fraction, over: arithmetic.one)
            kept.units += Int128(ballots.counts[pattern]) * (value - goesOn)
            values[pattern] = goesOn
            isFractional[pattern] = true
            pattern = next[pattern]
        }
        return kept
    }

    /// Sets the winners of the last round to exactly the threshold; what was cut off beyond it is residual surplus.
    mutating func creditWinners() {
        guard rules.transfersSurplus, round > 0 else { return }
        let last = round - 1
        for index in report.rounds[last].results.indices where report.rounds[last].results[index].isElected {
            let winner = report.rounds[last].results[index].candidate
            guard let amount = kept[winner], amount.units > threshold.units else { continue }
            let residue = RoundReport.Amount(units: amount.units - threshold.units, isFractional: true)
            report.rounds[last].results[index].transfers.append((.residualSurplus, residue))
            kept[winner] = threshold
        }
    }
}
