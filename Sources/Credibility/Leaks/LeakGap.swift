public import Daylight

/// Something that a release still needs (credibility reference, section 9.2).
public enum LeakGap: Hashable, Sendable {
    /// Nobody wrote down when and where it was first seen.
    case firstSeen
    /// A part says where the files are.
    case address(LeakPart)
    /// So many items have no finding about the aspect.
    case findings(LeakAspect, items: Int)
    /// The point of the checklist is open.
    case redaction(LeakPrivateMatter)
    /// The assessment is not finished.
    case conclusion
    /// Nobody proposed to release it.
    case proposal
    /// A second person has to approve.
    case approval
    /// A third person, an administrator, has to approve.
    case seniorApproval
    /// The case is closed.
    case closed

    /// Stable, for programs.
    public var code: String {
        switch self {
        case .firstSeen: "first-seen"
        case .address(let part): "address-\(part.rawValue)"
        case .findings(let aspect, _): "finding-\(aspect.rawValue)"
        case .redaction(let matter): "redaction-\(matter.rawValue)"
        case .conclusion: "conclusion"
        case .proposal: "proposal"
        case .approval: "approval"
        case .seniorApproval: "senior-approval"
        case .closed: "closed"
        }
    }

    /// For people.
    public var sentence: String {
        switch self {
        case .firstSeen: "Write down when and where it was first seen."
        case .address(let part): "Leave out the address where it was first seen: it stands in \(part.name)."
        case .findings(let aspect, let items):
            "\(items) \(items == 1 ? "item" : "items") without a finding on \(aspect.question)."
        case .redaction(let matter): "The checklist is open on \(matter.name)."
        case .conclusion: "The assessment is not finished."
        case .proposal: "Nobody has proposed to release it."
        case .approval: "A second person has to approve."
        case .seniorApproval: "Voting is near: a third person, an administrator, has to approve."
        case .closed: "The case is closed."
        }
    }

    public var json: JSONValue {
        var object: JSONObject = ["code": .string(code)]
        if case .findings(_, let items) = self { object["items"] = .integer(items) }
        object["sentence"] = .string(sentence)
        return .object(object)
    }
}

extension LeakCase {
    /// Findings that are still to be made, by aspect.
    var itemGaps: [LeakGap] {
        LeakAspect.allCases.compactMap { aspect in
            let open = items.count { $0.findings[aspect] == nil }
            return open == 0 ? nil : .findings(aspect, items: open)
        }
    }

    /// What has to be put right in the case itself before people can approve it.
    var ownGaps: [LeakGap] {
        (firstSeen == nil ? [.firstSeen] : []) + partsWithTheAddress.map(LeakGap.address) + itemGaps
            + LeakPrivateMatter.allCases.filter { redaction[$0] == nil }.map(LeakGap.redaction)
    }

    /// Everything that a release at a moment still needs, in the order in which it is done; empty when it is released.
    public func gaps(at moment: Timestamp) -> [LeakGap] {
        guard !state.isPublic else { return [] }
        guard state != .closed else { return [.closed] }
        var gaps = ownGaps
        if state.status != .assessed { gaps.append(.conclusion) }
        if !state.isWaiting { gaps.append(.proposal) }
        if state != .seconded { gaps.append(.approval) }
        if state == .seconded || election.isInLastHours(moment) { gaps.append(.seniorApproval) }
        return gaps
    }
}

extension LeakAspect {
    /// The end of a sentence.
    var question: String {
        switch self {
        case .authentic: "being authentic"
        case .complete: "being complete and unaltered"
        case .lawful: "being obtained lawfully"
        case .gain: "who released it and who gains"
        }
    }
}

extension LeakPrivateMatter {
    /// In a sentence.
    var name: String {
        switch self {
        case .addresses: "home addresses"
        case .telephoneNumbers: "telephone numbers"
        case .healthData: "health data"
        case .identityNumbers: "identity numbers"
        case .bankData: "bank data"
        case .passwords: "passwords"
        case .minors: "minors"
        case .thirdPersons: "third persons"
        }
    }
}
