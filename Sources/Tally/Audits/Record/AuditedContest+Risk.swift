extension AuditedContest {
    /// The risk after a round. A ballot counts each time it was drawn, and what is missing counts as the worst it could be.
    func risk(of round: AuditRound, records: BallotReadings?) -> MeasuredRisk {
        let readings = round.sample.map { draw in
            let place = BallotPlace(batch: draw.batch, position: draw.position)
            return (record: records?.marks[place] ?? nil, paper: round.readings.marks[place] ?? nil)
        }
        switch method {
        case .bravo:
            var sample = Array(repeating: 0, count: contest.names.count)
            var notFound = 0
            for reading in readings {
                guard let paper = reading.paper else {
                    notFound += 1
                    continue
                }
                for mark in paper { sample[mark] += 1 }
            }
            return BravoMeasure(contest, sample: sample, notFound: notFound, limit: limit).risk
        case .superSimple:
            var errors: [Int: Int] = [:]
            for reading in readings { errors[overstatement(record: reading.record, paper: reading.paper), default: 0] += 1 }
            return SuperSimple.risk(
                dilutedMargin: contest.dilutedMargin, ballots: readings.count,
                errors: .init(
                    over1: errors[1] ?? 0, over2: errors[2] ?? 0, under1: errors[-1] ?? 0, under2: errors[-2] ?? 0),
                gamma: gamma, limit: limit)
        }
    }

    /// By how many votes the record overstates the margin of the worst pair: −2 to 2.
    private func overstatement(record: Set<Int>?, paper: Set<Int>?) -> Int {
        guard let record, let paper else { return 2 }
        func lead(_ marks: Set<Int>, _ pair: AuditContest.Pair) -> Int {
            (marks.contains(pair.winner) ? 1 : 0) - (marks.contains(pair.loser) ? 1 : 0)
        }
        return contest.pairs.map { lead(record, $0) - lead(paper, $0) }.max() ?? 2
    }
}
