public import Daylight

/// Why a case does not change.
public enum LeakRefusal: Error, Hashable, Sendable {
    /// The event cannot happen in this state.
    case wrongState(LeakState, LeakEvent)
    /// The person proposed or approved the release already.
    case samePerson
    /// In the last hours before a vote the last approval is an administrator's.
    case notSenior
    /// What is still missing.
    case missing([LeakGap])
    /// A text or a number of things does not fit.
    case malformed(InputError)
    /// There is no such item.
    case noSuchItem
    /// Each item has to show this by itself.
    case notForAll(LeakAspect)
    /// A demotion only acts on what is not assessed yet and was never released.
    case alreadyAssessed
    /// The reason says where the files are.
    case namesAddress
    /// No more of these are kept.
    case full(LeakList)
    /// No demotion is running.
    case noDemotion
}

/// What a case keeps only so many of.
public enum LeakList: String, Hashable, Sendable, CaseIterable {
    case proposals, changes, decisions, demotions
}

extension LeakCase {
    /// Writes a finding about one item, or about every item that has none where the aspect is of the whole find.
    ///
    /// - Parameter item: index of the item; `nil` for all without a finding.
    public mutating func assess(_ item: Int?, _ aspect: LeakAspect, _ finding: LeakFinding) throws(LeakRefusal) {
        if let item {
            guard items.indices.contains(item) else { throw .noSuchItem }
        } else if !aspect.isOfTheWholeFind {
            throw .notForAll(aspect)
        }
        try move(.edit)
        if let item { return items[item].findings[aspect] = finding }
        for index in items.indices where items[index].findings[aspect] == nil { items[index].findings[aspect] = finding }
    }

    /// Settles a point of the checklist, or opens it again with `nil`.
    public mutating func redact(_ matter: LeakPrivateMatter, _ redaction: LeakRedaction?) throws(LeakRefusal) {
        try move(.edit)
        self.redaction[matter] = redaction
    }

    /// Changes what the case says besides its findings, and notes who changed what. New texts may have private data in them, so
    /// that they open the checklist again.
    public mutating func edit(
        by person: String, at moment: Timestamp, _ change: (inout LeakCase) -> Void
    ) throws(LeakRefusal) {
        var changed = self
        change(&changed)
        let differences = Differences(from: self, to: changed)
        guard let account = differences.account else { return }
        if case .vote(let day, let opens?) = changed.election, !Election.mayOpen(opens, on: day) {
            throw .malformed(
                InputError(field: "votingStarts", expected: "an instant up to the voting day", found: "\(opens)"))
        }
        if differences.areOfTexts { changed.redaction = [:] }
        // The account is the program's own: it says which parts, never what they say.
        try changed.decide(.edit, by: person, reason: account, at: moment)
        self = changed
    }

    /// Ends the assessment, and with it a demotion.
    public mutating func conclude(by person: String, reason: String, at moment: Timestamp) throws(LeakRefusal) {
        let open = itemGaps
        guard open.isEmpty else { throw .missing(open) }
        try decide(.conclude, by: person, reason: reason, at: moment)
        endDemotion(.assessed, by: person, at: moment)
    }

    /// Proposes to release the case as it stands.
    public mutating func propose(by person: String, reason: String, at moment: Timestamp) throws(LeakRefusal) {
        guard state.after(.propose) != nil else { throw .wrongState(state, .propose) }
        let open = ownGaps
        guard open.isEmpty else { throw .missing(open) }
        try decide(.propose, by: person, reason: reason, at: moment)
    }

    /// Approves what somebody else proposed; in the last 48 hours before voting starts a third person, an administrator, has
    /// to approve as well.
    ///
    /// - Parameter isSenior: whether the person is an administrator.
    public mutating func approve(
        by person: String, isSenior: Bool, reason: String, at moment: Timestamp
    ) throws(LeakRefusal) {
        guard state.isWaiting else { throw .wrongState(state, .approve) }
        guard !approvals.contains(where: { $0.by == person }) else { throw .samePerson }
        let open = ownGaps
        guard open.isEmpty else { throw .missing(open) }
        let needsThree = state == .seconded || election.isInLastHours(moment)
        if state == .seconded, !isSenior { throw .notSenior }
        try decide(needsThree && state == .proposed ? .second : .approve, by: person, reason: reason, at: moment)
    }

    /// Takes a proposal back.
    public mutating func withdraw(by person: String, reason: String, at moment: Timestamp) throws(LeakRefusal) {
        try decide(.withdraw, by: person, reason: reason, at: moment)
    }

    /// Ends the case. A released one stays public.
    public mutating func close(by person: String, reason: String, at moment: Timestamp) throws(LeakRefusal) {
        try decide(.close, by: person, reason: reason, at: moment)
        endDemotion(.closed, by: person, at: moment)
    }

    /// Places posts with the leak lower for 14 days, or renews that. A case that was released has been assessed, whatever is
    /// changed in it afterwards: its files stay the same.
    public mutating func demote(by person: String, reason: String, at moment: Timestamp) throws(LeakRefusal) {
        guard mayBeDemoted else { throw .alreadyAssessed }
        guard demotions.count < Self.demotionLimit else { throw .full(.demotions) }
        guard !leadsToTheFiles(reason) else { throw .namesAddress }
        let demotion: LeakDemotion
        do { demotion = try LeakDemotion(reason: reason, by: person, since: moment) } catch { throw .malformed(error) }
        endDemotion(.renewed, by: person, at: moment)
        demotions.append(demotion)
    }

    /// Lifts the demotion that acts.
    public mutating func liftDemotion(by person: String, at moment: Timestamp) throws(LeakRefusal) {
        guard demotion(at: moment) != nil else { throw .noDemotion }
        endDemotion(.lifted, by: person, at: moment)
    }

    /// Whether it is neither assessed nor was ever released.
    public var mayBeDemoted: Bool {
        (state == .new || state == .assessing) && !decisions.contains { $0.event == .approve }
    }

    private mutating func endDemotion(_ cause: LeakDemotion.End.Cause, by person: String, at moment: Timestamp) {
        for index in demotions.indices where demotions[index].isActive(at: moment) {
            demotions[index].ended = LeakDemotion.End(cause: cause, by: person, at: moment)
        }
    }

    private mutating func decide(
        _ event: LeakEvent, by person: String, reason: String, at moment: Timestamp
    ) throws(LeakRefusal) {
        guard !leadsToTheFiles(reason) else { throw .namesAddress }
        try checkRoom(for: event)
        let decision: Decision
        do { decision = try Decision(event, by: person, at: moment, reason: reason) } catch { throw .malformed(error) }
        try move(event)
        decisions.append(decision)
    }

    private mutating func move(_ event: LeakEvent) throws(LeakRefusal) {
        guard let next = state.after(event) else { throw .wrongState(state, event) }
        state = next
    }

    /// Proposals and changes are bounded by themselves, and what follows from a proposal by them: whatever was decided before, a
    /// case can always be approved, taken back and closed.
    private func checkRoom(for event: LeakEvent) throws(LeakRefusal) {
        let count = decisions.count { $0.event == event }
        switch event {
        case .propose where count >= Self.proposalLimit: throw .full(.proposals)
        case .edit where count >= Self.changeLimit: throw .full(.changes)
        case .conclude where decisions.count >= Self.decisionLimit - 3 * Self.proposalLimit - Self.changeLimit:
            throw .full(.decisions)
        case .propose, .edit, .second, .approve, .withdraw, .close, .conclude: return
        }
    }
}
