#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension AuditSetup {
    /// Most draws: what can be made and tested in reasonable time.
    var sizeLimit: Int {
        let claims = contests.map(\.audit.assertions.count).reduce(0, +)
        let testable = min(Int(AuditFile.drawLimit), AuditFile.workLimit / max(1, claims))
        // Tickets of a ballot that is drawn again and again grow by a digit every few draws.
        return min(testable, method == .macro ? testable : manifest.ballots * (method.withReplacement ? 1000 : 1))
    }

    /// The risk of each contest after the draws so far. What is missing counts as the worst it could be.
    func risks(_ rounds: AuditRounds) -> [Double] { contests.indices.map { risk(of: $0, rounds) } }

    private func risk(of index: Int, _ rounds: AuditRounds) -> Double {
        let contest = contests[index]
        switch method {
        case .bravo:
            let sample = pollSample(of: index, rounds)
            return BravoMeasure(contest.contest, sample: sample.votes, notFound: sample.notFound, limit: limit).risk.p
        case .superSimple:
            return SuperSimple.risk(
                dilutedMargin: contest.contest.dilutedMargin, ballots: rounds.draws.count, errors: errors(of: index, rounds),
                gamma: gamma, limit: limit
            ).p
        case .alpha, .comparison:
            return contest.audit.risks(assertionDraws(of: index, rounds), evidence, withReplacement: false).max() ?? 1
        case .macro:
            return min(1, exp(batchLogRisk(of: index, rounds)))
        }
    }

    /// Of seats each claim is tested by itself; the method of section 8.4 takes the worst claim of each batch.
    func batchLogRisk(of index: Int, _ rounds: AuditRounds) -> Double {
        let draws = rounds.draws.map { BatchAudit.Draw(batch: $0.batch, votes: rounds.found($0)?[index]) }
        let isSeats = contests[index].outcome == .dhondt || contests[index].outcome == .sainteLague
        return isSeats
            ? batches[index].logRisks(draws, within: bounds).max() ?? .infinity
            : batches[index].logRisk(draws, within: bounds)
    }

    var evidence: AssertionAudit.Evidence { method == .alpha ? .polling : .comparison(errorRate: errorRate) }

    /// Ballots found for each candidate, and ballots not found; each counts as often as it was drawn.
    func pollSample(of index: Int, _ rounds: AuditRounds) -> (votes: [Int], notFound: Int) {
        var votes = Array(repeating: 0, count: contests[index].contest.names.count)
        var notFound = 0
        for draw in rounds.draws {
            guard let found = rounds.found(draw) else {
                notFound += 1
                continue
            }
            for mark in found[index] { votes[mark] += 1 }
        }
        return (votes, notFound)
    }

    /// Overstatements of the records by votes.
    func errors(of index: Int, _ rounds: AuditRounds) -> SuperSimple.Errors<Int> {
        var counts: [Int: Int] = [:]
        for draw in rounds.draws { counts[overstatement(of: index, draw, rounds.found(draw)), default: 0] += 1 }
        return .init(over1: counts[1] ?? 0, over2: counts[2] ?? 0, under1: counts[-1] ?? 0, under2: counts[-2] ?? 0)
    }

    /// By how many votes the record overstates the margin of the worst pair: −2 to 2.
    private func overstatement(of index: Int, _ draw: AuditDraw, _ found: Found) -> Int {
        guard let record = reported(draw)?[index], let paper = found?[index] else { return 2 }
        func lead(_ marks: [Int], _ pair: AuditContest.Pair) -> Int {
            (marks.contains(pair.winner) ? 1 : 0) - (marks.contains(pair.loser) ? 1 : 0)
        }
        return contests[index].contest.pairs.map { lead(record, $0) - lead(paper, $0) }.max() ?? 2
    }

    func assertionDraws(of index: Int, _ rounds: AuditRounds) -> [AssertionAudit.Draw] {
        rounds.draws.map { draw in
            AssertionAudit.Draw(
                paper: rounds.found(draw)?[index], record: method == .comparison ? reported(draw)?[index] : nil)
        }
    }
}
