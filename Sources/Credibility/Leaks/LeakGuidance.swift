public import Daylight

/// What to mind now, from the playbooks of newsrooms (Stanford 2020, Harvard Belfer; credibility reference, section 9.2).
public enum LeakGuidance: String, Hashable, Sendable, CaseIterable {
    case leadWithProvenance = "lead-with-provenance"
    case noLinkToTheDump = "no-link-to-the-dump"
    case sayWhatIsNotVerified = "say-what-is-not-verified"
    case eachItemForItself = "each-item-for-itself"
    case failureIsNoForgery = "failure-is-no-forgery"
    case sayHacked = "say-hacked"
    case sayOriginUnknown = "say-origin-unknown"
    case noDeadline = "no-deadline"
    case agreeWhoDecides = "agree-who-decides"
    case separatePrivate = "separate-private"
    case informAffected = "inform-affected"
    case twoPersons = "two-persons"
    case seniorApproval = "senior-approval"
    case silenceRules = "silence-rules"
    case demotionEnds = "demotion-ends"
    case correctVisibly = "correct-visibly"

    /// For people.
    public var sentence: String {
        switch self {
        case .leadWithProvenance: "Lead with where it comes from and who gains from it, not with what it says."
        case .noLinkToTheDump: "Do not link to the files and do not repeat where they are."
        case .sayWhatIsNotVerified: "Say in the same breath what is not verified."
        case .eachItemForItself: "Genuine and made-up items lie side by side: judge and quote each item for itself."
        case .failureIsNoForgery:
            "A signature that does not hold is often harmless (mailing lists, converters): do not draw a conclusion from it."
        case .sayHacked: "Use the word hacked or stolen: that it was not obtained lawfully is known."
        case .sayOriginUnknown: "Say that it is not known how the files were obtained."
        case .noDeadline: "Do not let a deadline of whoever leaked it decide when you publish."
        case .agreeWhoDecides: "Agree now, by name, who proposes, who approves and who is the senior person before the vote."
        case .separatePrivate: "Separate what the public has to know from stolen private data, and finish the checklist."
        case .informAffected: "Tell the persons affected and ask them before you publish."
        case .twoPersons: "Two persons have to release it: one proposes, another approves."
        case .seniorApproval: "Voting starts within 48 hours, or has started: a third, senior person has to approve."
        case .silenceRules: "Official silence rules may hold now; look them up before you publish."
        case .demotionEnds: "Posts with the leak are placed lower for now. That ends with the assessment, or after 14 days."
        case .correctVisibly: "It is public: correct it visibly, with a new version, when you learn something new."
        }
    }
}

extension LeakGuidance {
    public var json: JSONValue { ["code": .string(rawValue), "sentence": .string(sentence)] }
}

extension LeakCase {
    /// How many days before a vote the path of decisions should be agreed on at the latest.
    static let agreementDays: Int64 = 60

    /// What to mind at a moment, in the order in which it is to be read; empty for a closed case.
    public func guidance(at moment: Timestamp) -> [LeakGuidance] {
        guard state.status != .closed else { return [] }
        let levels = items.map { $0.findings[.authentic]?.level }
        let lawful = items.map { $0.findings[.lawful]?.level }
        let isPublic = state.isPublic
        let isNear = election.isInLastHours(moment)
        let days = election.days(from: moment) ?? -1
        let rules: [(LeakGuidance, Bool)] = [
            (.leadWithProvenance, true),
            (.noLinkToTheDump, true),
            (.sayWhatIsNotVerified, !levels.allSatisfy { $0 == .verifiedPart }),
            (.eachItemForItself, LeakLabel(self).kind == .mixed),
            (.failureIsNoForgery, items.contains { $0.mail?.hasFailed ?? false }),
            (.sayHacked, lawful.contains { $0?.isAgainst ?? false }),
            (.sayOriginUnknown, lawful.contains { $0 == nil || $0 == .unknown }),
            (.noDeadline, !isPublic),
            (.agreeWhoDecides, !isPublic && !isNear && (0...Self.agreementDays).contains(days)),
            (.separatePrivate, redaction.count < LeakPrivateMatter.allCases.count),
            (.informAffected, !isPublic),
            (.twoPersons, !isPublic),
            (.seniorApproval, !isPublic && isNear),
            (.silenceRules, isNear),
            (.demotionEnds, demotion(at: moment) != nil),
            (.correctVisibly, isPublic),
        ]
        return rules.filter(\.1).map(\.0)
    }
}
