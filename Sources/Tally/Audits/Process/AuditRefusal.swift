/// An event that does not apply, and what to do instead. The audit stays what it was.
public struct AuditRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    public let stage: AuditStage
    public let event: AuditEvent.Kind
    /// Why not.
    public let reason: String

    /// Why not and what to do next, for a person.
    public var description: String { "\(reason) Next: \(stage.next)" }
}

/// How far an audit is.
public enum AuditStage: String, Hashable, Sendable, CaseIterable {
    /// The inputs can still be changed.
    case setup
    case committed
    case seeded
    /// The papers of a round are fetched and entered.
    case entering
    /// The risk after a round is above the limit.
    case measured
    case confirmed
    /// All paper is being counted by hand.
    case fullCount
    case counted

    /// Which events lead on from here; all others are refused.
    public func takes(_ event: AuditEvent.Kind) -> Bool {
        switch self {
        case .setup: event == .commit
        case .committed: event == .seed || event == .fullCount
        case .seeded, .measured: event == .round || event == .fullCount
        case .entering: event == .enter || event == .resolve || event == .measure || event == .fullCount
        case .fullCount: event == .handCount
        case .confirmed, .counted: false
        }
    }

    /// The next step, for a person.
    public var next: String {
        switch self {
        case .setup: "commit, so that nobody can change contests, manifest or records later."
        case .committed: "publish the digests, throw at least \(AuditSetup.seedDigits) digits in public and record the seed."
        case .seeded: "start the first round with the proposed size."
        case .entering: "enter every paper twice, by two people, resolve what differs, then measure."
        case .measured: "start another round with the proposed size, or order a full hand count."
        case .confirmed: "nothing; the outcome is confirmed. Publish the folder."
        case .fullCount: "count all paper by hand and record the result."
        case .counted: "nothing; the hand count stands. Publish the folder."
        }
    }
}

extension AuditEvent.Kind {
    /// When the event applies, for a person.
    var applies: String {
        switch self {
        case .commit: "Inputs are committed to once, at the start."
        case .seed: "The seed is drawn once, after the commitment and before the first round."
        case .round: "A round starts when the seed is drawn, or when the risk after the last round is too high."
        case .enter: "Papers are entered while a round is open."
        case .resolve: "Readings are resolved while a round is open."
        case .measure: "The risk is measured when all papers of an open round are settled."
        case .fullCount: "A full hand count is ordered between the commitment and the end of the audit."
        case .handCount: "The result of a hand count is recorded after one was ordered."
        }
    }
}
