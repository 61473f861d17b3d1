public import Daylight

/// What must not be published with a leak, however newsworthy the rest is (credibility reference, section 9.2).
public enum LeakPrivateMatter: String, Hashable, Sendable, CaseIterable {
    case addresses
    case telephoneNumbers
    case healthData
    case identityNumbers
    case bankData
    case passwords
    case minors
    case thirdPersons
}

/// Where a point of the checklist stands.
public struct LeakRedaction: Hashable, Sendable {
    /// Longest reason, in Unicode scalars.
    public static let reasonLimit = 500

    public let outcome: Outcome
    public let by: String
    public let at: Timestamp

    public enum Outcome: Hashable, Sendable {
        case done
        /// The find has nothing of the kind, for a reason.
        case notApplicable(reason: String)

        /// `done` or `not-applicable`.
        public var name: String {
            switch self {
            case .done: "done"
            case .notApplicable: "not-applicable"
            }
        }
    }

    /// - Throws: ``InputError`` for a reason that is empty, too long or has control characters.
    public init(_ outcome: Outcome, by: String, at: Timestamp) throws(InputError) {
        if case .notApplicable(let reason) = outcome {
            _ = try LeakText.checked(reason, "reason", limit: Self.reasonLimit, mayBreak: true)
        }
        self.outcome = outcome
        self.by = try LeakText.checked(by, "by", limit: LeakText.nameLimit)
        self.at = at
    }
}
