extension LeakCase {
    /// What a change altered besides findings.
    struct Differences {
        private let parts: [String]
        /// Whether a text is another one, in which private data may stand.
        let areOfTexts: Bool

        init(from before: LeakCase, to after: LeakCase) {
            var texts: [String] = []
            if before.title != after.title { texts.append("title") }
            if before.holders != after.holders { texts.append("who has or published it") }
            if before.purportedOrigin != after.purportedOrigin { texts.append("where it is said to come from") }
            if before.claims != after.claims { texts.append("claims") }
            if before.advice != after.advice { texts.append("advice") }
            areOfTexts = !texts.isEmpty
            if before.firstSeen != after.firstSeen { texts.append("where and when it was first seen") }
            if before.techniques != after.techniques { texts.append("techniques") }
            if before.campaign != after.campaign { texts.append("linked campaign") }
            if before.election != after.election {
                texts.append("the vote, from \(before.election.account) to \(after.election.account)")
            }
            parts = texts
        }

        /// For the decisions; `nil` when nothing was altered.
        var account: String? { parts.isEmpty ? nil : "Changed: \(parts.joined(separator: ", "))." }
    }
}

extension LeakCase.Election {
    fileprivate var account: String {
        switch self {
        case .none: "none"
        case .vote(let day, nil): "\(day)"
        case .vote(let day, let opens?): "\(day), opening \(opens)"
        }
    }
}
