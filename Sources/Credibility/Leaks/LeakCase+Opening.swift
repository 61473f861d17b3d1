public import Daylight

extension LeakCase {
    /// A new case with what a file says about the find: items and what is known of them. Findings, decisions and releases in
    /// it count for nothing, since they are made where the case is kept, by people who signed in there.
    public init(openedFrom file: LeakCase) throws(InputError) {
        let items = file.items.map {
            LeakItem(file: $0.file, sha256: $0.sha256, size: $0.size, type: $0.type, mail: $0.mail)
        }
        if case .vote(let day, let opens?) = file.election, !Election.mayOpen(opens, on: day) {
            throw InputError(field: "election.votingStarts", expected: "an instant up to the voting day", found: "\(opens)")
        }
        try self.init(title: file.title, items: items, election: file.election)
        firstSeen = file.firstSeen
        holders = file.holders
        purportedOrigin = file.purportedOrigin
        claims = file.claims
        techniques = file.techniques
        campaign = file.campaign
        advice = file.advice
    }

    /// How many items have each level of authenticity.
    public func count(_ aspect: LeakAspect, _ level: LeakLevel) -> Int { items.count { $0.findings[aspect]?.level == level } }
}
