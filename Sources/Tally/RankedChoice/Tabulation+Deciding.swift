/// Who is elected and who is eliminated (tally reference, section 7.1).
extension Tabulation {
    private func tally(_ candidate: Int) -> Int128 { tallies[candidate].units }

    func findWinners(_ breaker: inout TieBreaker) throws(TabulationStop) -> [Int] {
        let undeclared = candidates.undeclared
        if let undeclared, isContinuing[undeclared], tally(undeclared) > 0 { return [] }
        let field = continuing
        let electable = field.filter { $0 != undeclared }
        if seats == 0 { return electable.allSatisfy({ tally($0) >= threshold.units }) && electable == field ? electable : [] }
        let unfilled = seats - winnerCount
        guard unfilled > 0 else { return [] }

        let best = electable.map(tally).max() ?? 0
        let leaders = electable.filter { tally($0) == best }
        var winners: [Int] = []
        if field.count <= unfilled {
            winners = electable
        } else if rules.firstRoundDeterminesThreshold, field.count == seats + 1 {
            winners = leaders
        } else if !rules.isBottomsUp {
            // With no votes at all a quota may be zero; nobody is elected by nothing.
            winners = electable.filter { tally($0) >= threshold.units && tally($0) > 0 }
        }
        let onlyOne = winners.count > 1 && (rules.electsOnePerRound || rules.firstRoundDeterminesThreshold)
        let lastTwo = winners.isEmpty && seats == 1 && field.count == 2
        guard onlyOne || lastTwo else { return winners }
        guard leaders.count > 1 else { return leaders }
        return [try breaker.choose(.winner, among: leaders, rounds: report.rounds)]
    }

    func findLosers(_ breaker: inout TieBreaker) throws(TabulationStop) -> [Int] {
        if let undeclared = candidates.undeclared, isContinuing[undeclared], tally(undeclared) > 0 { return [undeclared] }
        let field = continuing
        if case .bottomsUpUsingPercentageThreshold(_, _, cutoffElimination: true) = rules.election {
            let below = field.filter { tally($0) < threshold.units }
            // Where nobody meets the share, the rule would leave nobody: the lowest goes alone.
            if !below.isEmpty, below.count < field.count { return below }
        }
        if rules.batchElimination {
            let batch = batch(field)
            if batch.count > 1 { return batch }
        }
        guard let lowest = field.map(tally).min() else { return [] }
        let last = field.filter { tally($0) == lowest }
        guard last.count > 1 else { return last }
        return [try breaker.choose(.loser, among: last, rounds: report.rounds)]
    }

    /// Everybody who could not overtake the next one with the votes of all below.
    private func batch(_ field: [Int]) -> [Int] {
        let ascending = field.sorted { tally($0) < tally($1) }
        let smallestRest = rules.continueUntilTwoRemain ? 2 : max(1, seats - winnerCount)
        var sum: Int128 = 0
        var safe = 0
        for (index, candidate) in ascending.enumerated() {
            if sum < tally(candidate), field.count - index >= smallestRest { safe = index }
            sum += tally(candidate)
        }
        return Array(ascending[..<safe])
    }
}
