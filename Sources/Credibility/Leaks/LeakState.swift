/// Where a case stands, its release included.
public enum LeakState: String, Hashable, Sendable, CaseIterable {
    case new
    case assessing
    case assessed
    /// Somebody proposed to release it.
    case proposed
    /// A second person approved; a senior one has still to.
    case seconded
    /// It is public as it stands.
    case released
    /// Ended without a release.
    case closed
    /// Ended after a release; it stays public.
    case closedReleased = "closed-released"

    /// The four words of a case's status (credibility reference, section 9.1).
    public enum Status: String, Hashable, Sendable, CaseIterable {
        case new, assessing, assessed, closed
    }

    public var status: Status {
        switch self {
        case .new: .new
        case .assessing: .assessing
        case .assessed, .proposed, .seconded, .released: .assessed
        case .closed, .closedReleased: .closed
        }
    }

    /// Whether everybody may read it.
    public var isPublic: Bool { self == .released || self == .closedReleased }

    /// Whether the next step of a release is somebody else's.
    public var isWaiting: Bool { self == .proposed || self == .seconded }

    /// What follows from an event; `nil` where it cannot happen.
    ///
    /// Whatever changes what the case says takes it back to be assessed, so that nobody approves what they have not seen.
    public func after(_ event: LeakEvent) -> LeakState? {
        switch (self, event) {
        case (.closed, _), (.closedReleased, _): nil
        case (_, .edit): .assessing
        case (.assessing, .conclude): .assessed
        case (.assessed, .propose): .proposed
        case (.proposed, .second): .seconded
        case (.proposed, .approve), (.seconded, .approve): .released
        case (.proposed, .withdraw), (.seconded, .withdraw): .assessed
        case (.released, .close): .closedReleased
        case (_, .close): .closed
        default: nil
        }
    }
}

/// What can happen to a case.
public enum LeakEvent: String, Hashable, Sendable, CaseIterable {
    /// A finding, a redaction point, advice or a link was written.
    case edit
    /// The assessment is finished.
    case conclude
    /// One person proposes to release the case.
    case propose
    /// Another approves it, and a third has still to.
    case second
    /// The last approval that is needed.
    case approve
    /// The proposal is taken back.
    case withdraw
    case close
}
