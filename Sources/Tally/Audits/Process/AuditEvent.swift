public import Daylight

/// Something a person does in an audit (tally reference, section 8.6).
public struct AuditEvent: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        /// Fixes contests, manifest and records: their digests are published.
        case commit
        /// Dice thrown in public.
        case seed(digits: String, rolledBy: [String])
        /// Draws until there are so many draws in all.
        case round(size: Int)
        /// One person's reading of a paper, made without seeing another's.
        case enter(AuditPaper, PaperReading)
        /// A third person's reading where two differ.
        case resolve(AuditPaper, PaperReading, reason: String)
        /// Computes the risk that the papers so far leave.
        case measure
        /// Gives up sampling: all paper is counted by hand.
        case fullCount(reason: String)
        /// What the hand count found, by contest id.
        case handCount([String: HandCount])

        public var kind: Kind {
            switch self {
            case .commit: .commit
            case .seed: .seed
            case .round: .round
            case .enter: .enter
            case .resolve: .resolve
            case .measure: .measure
            case .fullCount: .fullCount
            case .handCount: .handCount
            }
        }
    }

    /// The action by the name of its member `event`.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case commit, seed, round, enter, resolve, measure, fullCount, handCount
    }

    /// The outcome of a full hand count.
    public enum HandCount: Hashable, Sendable {
        case votes([String: Int])
        /// Who is left after the eliminations.
        case winner(String)
    }

    public let action: Action
    public let at: Timestamp
    /// Who does it, by the name under which the audit is published.
    public let actor: String

    public init(_ action: Action, at: Timestamp, by actor: String) {
        self.action = action
        self.at = at
        self.actor = actor
    }
}
