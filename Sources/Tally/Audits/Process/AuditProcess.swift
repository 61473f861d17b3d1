public import Daylight

/// A risk-limiting audit from its setup to its end (tally reference, section 8.6), as a value: the inputs and the events so far.
///
/// Every event either leads on or is refused with a sentence that says what to do next. Its JSON is its public record: anyone can
/// read it again, which checks every step.
public struct AuditProcess: Sendable {
    /// Most events.
    public static let eventLimit = 1_000_000
    /// Most rounds.
    public static let roundLimit = 100

    /// How far the audit is, with what is known there.
    enum State: Sendable {
        case setup
        case committed(at: Timestamp)
        case seeded(AuditRounds)
        case entering(AuditRounds)
        case measured(AuditRounds)
        case confirmed(AuditRounds)
        case fullCount(AuditRounds?)
        case counted(AuditRounds?, isOutcomeRight: Bool)
    }

    public let setup: AuditSetup
    public internal(set) var entries: [AuditEntry] = []
    var state = State.setup
    /// Draws that events still to be read will ask for.
    var lookAhead = 0

    public init(_ setup: AuditSetup) { self.setup = setup }

    public var stage: AuditStage {
        switch state {
        case .setup: .setup
        case .committed: .committed
        case .seeded: .seeded
        case .entering: .entering
        case .measured: .measured
        case .confirmed: .confirmed
        case .fullCount: .fullCount
        case .counted: .counted
        }
    }

    var rounds: AuditRounds? {
        switch state {
        case .setup, .committed: nil
        case .seeded(let rounds), .entering(let rounds), .measured(let rounds), .confirmed(let rounds): rounds
        case .fullCount(let rounds), .counted(let rounds, _): rounds
        }
    }

    /// Whether the outcome is confirmed, by the sample or by a full hand count; `nil` until the end.
    public var isOutcomeConfirmed: Bool? {
        switch state {
        case .confirmed: true
        case .counted(_, let isOutcomeRight): isOutcomeRight
        case .setup, .committed, .seeded, .entering, .measured, .fullCount: nil
        }
    }

    /// Rounds so far, the open one included.
    public var round: Int { rounds?.sizes.count ?? 0 }

    /// Draws so far.
    public var size: Int { rounds?.draws.count ?? 0 }

    /// The digest of the record so far: whoever knows it knows every event and every input.
    public var head: Digest { entries.last?.digest ?? setup.files[0].digest }
}
