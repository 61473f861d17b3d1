public import Daylight

/// A rule that a case file shows to be broken. The desk never breaks one; a file from elsewhere may.
public enum LeakRule: String, Hashable, Sendable, CaseIterable {
    /// The id is not the digest over the items.
    case id
    /// It is public without a proposal and an approval after it.
    case proposalFirst = "proposal-first"
    /// Somebody proposed and approved, or approved twice.
    case differentPersons = "different-persons"
    /// In the last hours before the vote nobody approved as a third.
    case thirdPerson = "third-person"
    /// A public file has the address where it was first seen.
    case addressWithheld = "address-withheld"
    /// Voting starts after the voting day.
    case votingStarts = "voting-starts"

    /// What is wrong, for people.
    public var sentence: String {
        switch self {
        case .id: "The id is not the one that follows from the items."
        case .proposalFirst: "It is released, but no approval follows a proposal."
        case .differentPersons: "The same person proposed and approved, or approved twice."
        case .thirdPerson: "It was approved in the last 48 hours before the vote, but not by a third person."
        case .addressWithheld: "It is released with the address where it was first seen."
        case .votingStarts: "Voting starts after the voting day."
        }
    }

    public var json: JSONValue { ["code": .string(rawValue), "sentence": .string(sentence)] }
}

extension LeakCase {
    /// Rules that the file itself shows to be broken. Who is an administrator does not stand in it.
    public var brokenRules: [LeakRule] {
        var broken: [LeakRule] = id == Self.id(of: items) ? [] : [.id]
        if case .vote(let day, let opens?) = election, !Election.mayOpen(opens, on: day) { broken.append(.votingStarts) }
        guard state.isPublic else { return broken }
        let steps = Array(approvals)
        let approved = steps.dropFirst()
        if steps.isEmpty || !isReleased(by: approved) || !zip(steps, approved).allSatisfy({ $0.at <= $1.at }) {
            broken.append(.proposalFirst)
        }
        let persons = steps.filter { [.propose, .second, .approve].contains($0.event) }.map { Self.person($0.by) }
        if Set(persons).count < persons.count { broken.append(.differentPersons) }
        if let first = approved.first, first.event == .approve, election.isInLastHours(first.at) { broken.append(.thirdPerson) }
        if case .address? = firstSeen?.place { broken.append(.addressWithheld) }
        return broken
    }

    /// What a public file needs all the same; for programs that read one from elsewhere.
    public var gapsOfRelease: [LeakGap] { state.isPublic ? ownGaps : [] }

    /// Approved once, or approved and then by a third; after that it was only closed.
    private func isReleased(by approved: ArraySlice<Decision>) -> Bool {
        let events = approved.map(\.event)
        let end: [LeakEvent] = state == .closedReleased ? [.close] : []
        let all = approvals.map(\.event) + end
        return (events == [.approve] || events == [.second, .approve]) && decisions.map(\.event).suffix(all.count) == all[...]
    }

    /// Names that differ in case or white space only are one person's.
    private static func person(_ name: String) -> String { name.lowercased().filter { !$0.isWhitespace } }
}
