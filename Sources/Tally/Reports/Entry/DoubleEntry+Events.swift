public import Daylight

extension DoubleEntry {
    public enum Event: Hashable, Sendable {
        /// Somebody begins the next entry, or comes back to their own.
        case claim(User)
        case save(User, Report)
        /// Ends the open entry; `at` is noted when both agree.
        case finalise(User, Report, EntryVerdict, at: Timestamp)
        /// The user gives up the open entry.
        case discard(User)
        /// The coordinator gives a first entry with errors back to its user.
        case resumeFirst
        /// The coordinator throws away a first entry with errors.
        case discardFirst
        /// The coordinator throws away two entries that differ.
        case discardBoth
        /// The coordinator takes one of two entries that differ as the first; a new second one is needed.
        case keep(EntryPlace)
        /// The coordinator sends one of two entries that differ back to its user.
        case sendBack(EntryPlace)
        /// The coordinator begins anew.
        case reset
    }

    /// Applies an event.
    ///
    /// - Throws: ``EntryRefusal``; the state stays what it was.
    public mutating func apply(_ event: Event) throws(EntryRefusal) { state = try next(event) }

    /// The state after an event.
    public func next(_ event: Event) throws(EntryRefusal) -> State {
        switch event {
        case .claim(let user): try claimed(by: user)
        case .save(let user, let report): try saved(by: user, report)
        case .finalise(let user, let report, let verdict, let time):
            try finalised(Finished(user: user, report: report, verdict: verdict), at: time)
        case .discard(let user): try discarded(by: user)
        case .resumeFirst, .discardFirst, .discardBoth, .keep, .sendBack, .reset: try coordinated(event)
        }
    }

    private func claimed(by user: User) throws(EntryRefusal) -> State {
        switch state {
        case .empty: return .firstInProgress(Entry(user: user))
        case .firstFinalised(let first):
            guard first.user != user else { throw .sameUser }
            return .secondInProgress(first: first, Entry(user: user))
        case .firstInProgress(let entry), .secondInProgress(_, let entry), .firstCorrection(let entry, _),
            .secondCorrection(_, let entry):
            guard entry.user == user else { throw .alreadyClaimed }
            return state
        case .firstHasErrors, .entriesDiffer, .definitive: throw .notNow
        }
    }

    private func saved(by user: User, _ report: Report) throws(EntryRefusal) -> State {
        let entry = Entry(user: try own(user), report: report)
        switch state {
        case .firstInProgress: return .firstInProgress(entry)
        case .secondInProgress(let first, _): return .secondInProgress(first: first, entry)
        case .firstCorrection(_, let second): return .firstCorrection(entry, second: second)
        case .secondCorrection(let first, _): return .secondCorrection(first: first, entry)
        case .empty, .firstHasErrors, .firstFinalised, .entriesDiffer, .definitive: throw .notNow
        }
    }

    private func finalised(_ finished: Finished, at time: Timestamp) throws(EntryRefusal) -> State {
        _ = try own(finished.user)
        switch state {
        case .firstInProgress:
            return finished.verdict == .withErrors ? .firstHasErrors(finished) : .firstFinalised(finished)
        case .secondInProgress(let first, _), .secondCorrection(let first, _):
            return try compared(first, finished, latest: finished, at: time)
        case .firstCorrection(_, let second): return try compared(finished, second, latest: finished, at: time)
        case .empty, .firstHasErrors, .firstFinalised, .entriesDiffer, .definitive: throw .notNow
        }
    }

    private func compared(
        _ first: Finished, _ second: Finished, latest: Finished, at time: Timestamp
    ) throws(EntryRefusal) -> State {
        guard first.report == second.report else { return .entriesDiffer(first: first, second: second) }
        guard latest.verdict != .withErrors else { throw .hasErrors }
        return .definitive(
            Definitive(
                report: first.report, firstUser: first.user, secondUser: second.user, finishedAt: time,
                finalisedWithWarnings: latest.verdict == .withWarnings))
    }

    private func discarded(by user: User) throws(EntryRefusal) -> State {
        _ = try own(user)
        switch state {
        case .firstInProgress: return .empty
        case .secondInProgress(let kept, _), .firstCorrection(_, let kept), .secondCorrection(let kept, _):
            return .firstFinalised(kept)
        case .empty, .firstHasErrors, .firstFinalised, .entriesDiffer, .definitive: throw .notNow
        }
    }

    /// The user, when the open entry is theirs.
    private func own(_ user: User) throws(EntryRefusal) -> User {
        switch state {
        case .firstInProgress(let entry), .secondInProgress(_, let entry), .firstCorrection(let entry, _),
            .secondCorrection(_, let entry):
            guard entry.user == user else { throw .notYourEntry }
            return user
        case .empty, .firstHasErrors, .firstFinalised, .entriesDiffer, .definitive: throw .notNow
        }
    }

    private func coordinated(_ event: Event) throws(EntryRefusal) -> State {
        switch (event, state) {
        case (.reset, _): return .empty
        case (.resumeFirst, .firstHasErrors(let first)):
            return .firstInProgress(Entry(user: first.user, report: first.report))
        case (.discardFirst, .firstHasErrors), (.discardBoth, .entriesDiffer): return .empty
        case (.keep(let place), .entriesDiffer(let first, let second)):
            let kept = place == .first ? first : second
            return kept.verdict == .withErrors ? .firstHasErrors(kept) : .firstFinalised(kept)
        case (.sendBack(let place), .entriesDiffer(let first, let second)):
            guard (place == .first ? second : first).verdict != .withErrors else { throw .keptEntryHasErrors }
            return place == .first
                ? .firstCorrection(Entry(user: first.user, report: first.report), second: second)
                : .secondCorrection(first: first, Entry(user: second.user, report: second.report))
        default: throw .notNow
        }
    }
}
