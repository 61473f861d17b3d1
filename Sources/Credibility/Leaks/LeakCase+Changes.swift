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
    /// A demotion only acts on what is not assessed yet.
    case alreadyAssessed
    /// No demotion is running.
    case noDemotion
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

    /// Changes what the case says besides its findings.
    public mutating func edit(_ change: (inout LeakCase) -> Void) throws(LeakRefusal) {
        try move(.edit)
        change(&self)
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
        let open = gaps(at: moment).filter(\.isOfTheCase)
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
        let open = gaps(at: moment).filter(\.isOfTheCase)
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

    /// Places posts with the leak lower for 14 days, or renews that.
    public mutating func demote(by person: String, reason: String, at moment: Timestamp) throws(LeakRefusal) {
        guard state == .new || state == .assessing else { throw .alreadyAssessed }
        try checkRoom(demotions.count)
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

    private mutating func endDemotion(_ cause: LeakDemotion.End.Cause, by person: String, at moment: Timestamp) {
        for index in demotions.indices where demotions[index].isActive(at: moment) {
            demotions[index].ended = LeakDemotion.End(cause: cause, by: person, at: moment)
        }
    }

    private mutating func decide(
        _ event: LeakEvent, by person: String, reason: String, at moment: Timestamp
    ) throws(LeakRefusal) {
        try checkRoom(decisions.count)
        let decision: Decision
        do { decision = try Decision(event, by: person, at: moment, reason: reason) } catch { throw .malformed(error) }
        try move(event)
        decisions.append(decision)
    }

    private mutating func move(_ event: LeakEvent) throws(LeakRefusal) {
        guard let next = state.after(event) else { throw .wrongState(state, event) }
        state = next
    }

    private func checkRoom(_ count: Int) throws(LeakRefusal) {
        guard count < Self.decisionLimit else {
            throw .malformed(
                InputError(field: "decisions", expected: "at most \(Self.decisionLimit) decisions", found: "one more"))
        }
    }
}
