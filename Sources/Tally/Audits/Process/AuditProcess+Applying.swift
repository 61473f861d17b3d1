import Daylight

extension AuditProcess {
    /// Applies an event and notes it with what follows from it.
    ///
    /// - Throws: ``AuditRefusal``; the audit stays what it was.
    public mutating func apply(_ event: AuditEvent) throws(AuditRefusal) {
        if let last = entries.last?.event.at, event.at < last {
            throw refusal(event, "The event is dated \(event.at), before the one noted last (\(last)).")
        }
        guard !event.actor.isEmpty else { throw refusal(event, "Nobody is named who does this.") }
        guard entries.count < Self.eventLimit else { throw refusal(event, "The record is full.") }
        let outcome = try outcome(of: event)
        entries.append(AuditEntry(event, outcome, after: head))
    }

    private mutating func outcome(of event: AuditEvent) throws(AuditRefusal) -> AuditEntry.Outcome {
        guard stage.takes(event.action.kind) else { throw refusal(event, event.action.kind.applies) }
        switch event.action {
        case .commit:
            state = .committed(at: event.at)
            return .committed(Dictionary(setup.files.map { ($0.name, $0.digest) }) { first, _ in first })
        case .seed(let digits, let people):
            try checkSeed(event, digits, people)
            state = .seeded(AuditRounds(seed: digits))
        case .round(let size):
            guard var rounds else { break }
            try checkSize(event, size, rounds)
            rounds.open(size, lookAhead: lookAhead, setup)
            state = .entering(rounds)
            return .drawn(Array(rounds.draws(of: rounds.sizes.count)))
        case .enter(let paper, let reading): set(paper, try entered(event, paper, reading))
        case .resolve(let paper, let reading, let reason): set(paper, try resolved(event, paper, reading, reason))
        case .measure:
            guard var rounds else { break }
            guard rounds.open == 0 else { throw refusal(event, "\(rounds.open) papers are not settled.") }
            let risks = setup.risks(rounds)
            rounds.risks.append(risks)
            state = rounds.best.allSatisfy { $0 <= setup.limit.value } ? .confirmed(rounds) : .measured(rounds)
            return .measured(Dictionary(zip(setup.contests.map(\.id), risks)) { first, _ in first })
        case .fullCount(let reason):
            guard !reason.isEmpty else { throw refusal(event, "A full hand count needs a reason.") }
            state = .fullCount(rounds)
        case .handCount(let results):
            state = .counted(rounds, isOutcomeRight: try isOutcomeRight(event, results))
        }
        return .nothing
    }

    func refusal(_ event: AuditEvent, _ reason: String) -> AuditRefusal {
        AuditRefusal(stage: stage, event: event.action.kind, reason: reason)
    }

    private func checkSeed(
        _ event: AuditEvent, _ digits: String, _ people: [String]
    ) throws(AuditRefusal) {
        if case .committed(let time) = state, event.at <= time {
            throw refusal(event, "The seed has to be drawn after the commitment of \(time).")
        }
        guard digits.utf8.count >= AuditSetup.seedDigits, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw refusal(event, "A seed has at least \(AuditSetup.seedDigits) decimal digits and nothing else.")
        }
        guard !people.isEmpty, people.allSatisfy({ !$0.isEmpty }) else {
            throw refusal(event, "Who threw the dice has to be named.")
        }
    }

    private func checkSize(_ event: AuditEvent, _ size: Int, _ rounds: AuditRounds) throws(AuditRefusal) {
        guard rounds.sizes.count < Self.roundLimit else {
            throw refusal(event, "There were \(Self.roundLimit) rounds: order a full hand count.")
        }
        guard size > rounds.draws.count else {
            throw refusal(event, "A round counts all draws so far, which are \(rounds.draws.count) already.")
        }
        guard size <= setup.sizeLimit else {
            throw refusal(event, "At most \(setup.sizeLimit) draws can be made and tested: order a full hand count.")
        }
    }

    /// Changes a paper in place: a round may have many thousands of them.
    private mutating func set(_ paper: AuditPaper, _ entry: PaperState) {
        guard case .entering(var rounds) = state else { return }
        state = .setup
        rounds.set(paper, entry)
        state = .entering(rounds)
    }

    private func entered(
        _ event: AuditEvent, _ paper: AuditPaper, _ reading: PaperReading
    ) throws(AuditRefusal) -> PaperState {
        switch rounds?.papers[paper] {
        case nil: throw refusal(event, "The sample does not have \(paper).")
        case .settled?: throw refusal(event, "Two people agree about \(paper) already, or it was resolved.")
        case .differing?: throw refusal(event, "Two people read \(paper) differently: a third one resolves it.")
        case .waiting?: return .once(by: event.actor, try found(event, paper, reading))
        case .once(let first, let earlier)?:
            guard first != event.actor else {
                throw refusal(event, "\(first) has entered \(paper) already: somebody else makes the second entry.")
            }
            let found = try found(event, paper, reading)
            return found == earlier ? .settled(found) : .differing(first, event.actor)
        }
    }

    private func resolved(
        _ event: AuditEvent, _ paper: AuditPaper, _ reading: PaperReading, _ reason: String
    ) throws(AuditRefusal) -> PaperState {
        guard case .differing(let first, let second)? = rounds?.papers[paper] else {
            throw refusal(event, "There are no two differing entries of \(paper).")
        }
        guard event.actor != first, event.actor != second else {
            throw refusal(event, "\(event.actor) made one of the entries of \(paper): a third person resolves them.")
        }
        guard !reason.isEmpty else { throw refusal(event, "A resolution needs a reason.") }
        return .settled(try found(event, paper, reading))
    }

    /// The reading by index, checked against the contests.
    private func found(_ event: AuditEvent, _ paper: AuditPaper, _ reading: PaperReading) throws(AuditRefusal) -> Found {
        do throws(InputError) { return try setup.found(paper, reading) } catch {
            throw refusal(event, "The reading of \(paper) does not fit: \(error).")
        }
    }

    private func isOutcomeRight(
        _ event: AuditEvent, _ results: [String: AuditEvent.HandCount]
    ) throws(AuditRefusal) -> Bool {
        do throws(InputError) { return try setup.isOutcomeRight(results) } catch {
            throw refusal(event, "The result does not fit: \(error).")
        }
    }
}

extension AuditSetup {
    /// The reading by index.
    fileprivate func found(_ paper: AuditPaper, _ reading: PaperReading) throws(InputError) -> Found {
        let known = Set(contests.map(\.id))
        func check(_ ids: some Sequence<String>) throws(InputError) {
            for id in ids.sorted() where !known.contains(id) {
                throw InputError(expected: "contests of the audit", found: "\"\(id)\"")
            }
        }
        switch reading {
        case .notFound: return nil
        case .ballot(let marks) where paper.position != nil:
            try check(marks.keys)
            return try contests.map { contest throws(InputError) in try contest.marks(marks[contest.id] ?? []) }
        case .batch(let votes) where paper.position == nil:
            try check(votes.keys)
            let ballots = batch(paper).map { manifest.batches[$0].ballots } ?? 0
            return try contests.map { contest throws(InputError) in
                try contest.votes(votes[contest.id] ?? [:], ballots: ballots)
            }
        // A blank ballot of which nothing is said is a batch without votes just as well.
        case .ballot(let marks) where marks.isEmpty:
            return contests.map { Array(repeating: 0, count: $0.contest.names.count) }
        case .ballot: throw InputError(expected: "numbers of votes", found: "the names on a ballot")
        case .batch: throw InputError(expected: "the names on a ballot", found: "numbers of votes")
        }
    }

    /// Whether a hand count gives every contest the outcome that was reported.
    fileprivate func isOutcomeRight(_ results: [String: AuditEvent.HandCount]) throws(InputError) -> Bool {
        guard Set(results.keys) == Set(contests.map(\.id)) else {
            throw InputError(expected: "a result for every contest", found: "\(results.count) results")
        }
        var isRight = true
        for contest in contests {
            switch results[contest.id] {
            case .votes(let counts)? where !contest.isRanked:
                let votes = try contest.votes(counts, ballots: manifest.ballots)
                isRight = isRight && contest.isOutcomeRight(votes)
            case .winner(let name)? where contest.isRanked:
                guard contest.contest.names.contains(name) else {
                    throw InputError(field: contest.id, expected: "a candidate", found: "\"\(name)\"")
                }
                isRight = isRight && name == contest.winner
            case .votes?, .winner?, nil:
                throw InputError(
                    field: contest.id, expected: contest.isRanked ? "a winner" : "votes", found: "the other")
            }
        }
        return isRight
    }
}
