extension AuditProcess {
    /// The risk after the last measured round: the largest of all contests. `nil` before the first measurement.
    public var risk: MeasuredRisk? {
        guard let best = rounds?.best, !best.isEmpty else { return nil }
        return MeasuredRisk(p: best.max() ?? 1, limit: setup.limit)
    }

    /// The smallest risk of each contest so far, by id; empty before the first measurement.
    public var risks: [(contest: String, risk: MeasuredRisk)] {
        zip(setup.contests, rounds?.best ?? []).map { ($0.id, MeasuredRisk(p: $1, limit: setup.limit)) }
    }

    /// How many draws in all the next round should end with, so that it is likely to confirm. `nil` where no round can follow, or
    /// a full hand count is the sensible next step.
    public var proposedNextSize: Int? {
        let rounds: AuditRounds
        switch state {
        case .committed: rounds = AuditRounds(seed: "")
        case .seeded(let known), .measured(let known): rounds = known
        case .setup, .entering, .confirmed, .fullCount, .counted: return nil
        }
        var size = rounds.draws.count + 1
        for index in setup.contests.indices {
            if rounds.best.indices.contains(index), rounds.best[index] <= setup.limit.value { continue }
            guard let needed = setup.proposedSize(of: index, rounds) else { return nil }
            size = max(size, needed)
        }
        // More draws than paper are more work than counting all of it.
        let all = setup.bounds == nil ? setup.manifest.ballots : setup.manifest.batches.count
        return size < all && size <= setup.sizeLimit ? size : nil
    }
}

extension AuditSetup {
    /// With which chance a round of ballot polling by BRAVO should confirm a right outcome.
    private static let quantile = 0.9

    /// Draws in all that are likely to confirm the contest, going by the report and the draws so far.
    func proposedSize(of index: Int, _ rounds: AuditRounds) -> Int? {
        let contest = contests[index]
        switch method {
        case .bravo:
            let sample = pollSample(of: index, rounds)
            var votes = sample.votes
            for loser in Set(contest.contest.pairs.map(\.loser)) { votes[loser] += sample.notFound }
            let plan = BravoPlan(contest.contest, limit: limit, quantiles: [Self.quantile], sample: votes)
            return plan.fullHandCount ? nil : rounds.draws.count + (plan.sizes.first ?? 0)
        case .superSimple:
            return SuperSimple.size(
                dilutedMargin: contest.contest.dilutedMargin, ballots: manifest.ballots, rates: rates(of: index, rounds),
                gamma: gamma, limit: limit)
        case .alpha, .comparison:
            return contest.audit.expectedSize(
                after: assertionDraws(of: index, rounds), evidence, withReplacement: false, limit: limit)
        case .macro:
            let risk = batchLogRisk(of: index, rounds)
            // No number of further draws makes up for a batch that is as wrong as it can be.
            guard risk.isFinite, let bounds else { return nil }
            return rounds.draws.count + bounds.size(limit: limit, fromLog: risk)
        }
    }

    /// Overstatements as they were found, understatements none; the usual ones before the first draw.
    private func rates(of index: Int, _ rounds: AuditRounds) -> SuperSimple.Errors<Double> {
        guard !rounds.draws.isEmpty else { return SuperSimple.defaultRates }
        let errors = errors(of: index, rounds)
        let draws = Double(rounds.draws.count)
        return .init(over1: Double(errors.over1) / draws, over2: Double(errors.over2) / draws, under1: 0, under2: 0)
    }
}
