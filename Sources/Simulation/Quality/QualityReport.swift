/// What a detector found, held against the truth: planted groups found, false alarms by kind of innocent account.
///
/// Truth is the set of pairs that stand in the same planted group. A flagged pair that stands together in a declared group is
/// explained and counts neither for nor against the detector.
public struct QualityReport: Hashable, Sendable {
    /// How many members of one planted group were flagged.
    public struct FoundGroup: Hashable, Sendable {
        /// The group's name in the truth.
        public let name: String
        /// How it hides.
        public let disguise: PlantedPlan.Disguise
        /// Its members.
        public let members: Int
        /// Members on at least one flagged pair.
        public let found: Int
    }

    /// What happened to the innocent accounts of one class.
    public struct FalseAlarms: Hashable, Sendable {
        /// Accounts of the class.
        public var accounts = 0
        /// Accounts of the class on a flagged pair.
        public var flaggedAccounts = 0
        /// Flagged pairs with at least one end in the class.
        public var flaggedPairs = 0

        /// No account at all.
        public init() {}
    }

    /// Planted accounts against flagged accounts.
    public let accounts: QualityScore
    /// Planted pairs against flagged pairs.
    public let pairs: QualityScore
    /// Every planted group, in the order of the truth.
    public let groups: [FoundGroup]
    /// One entry for every class.
    public let falseAlarms: [HazardClass: FalseAlarms]
    /// Flagged pairs that a declaration explains.
    public let explainedPairs: Int

    /// Judges a detector that flagged the given pairs.
    ///
    /// Accounts the truth does not know count as ordinary.
    public init(truth: GroundTruth, declared: [GroupMembership], flagged: Set<AccountPair>) {
        let register = Register(declared)
        let accused = flagged.filter { !register.explains($0) }
        let suspects = Set(accused.flatMap { [$0.first, $0.second] })
        let planted = truth.groupsByMember
        explainedPairs = flagged.count - accused.count
        accounts = QualityScore(claims: suspects, truths: Set(planted.keys))
        let truePairs = accused.count { Self.standTogether($0, in: planted) }
        pairs = QualityScore(
            truePositives: truePairs, falsePositives: accused.count - truePairs,
            falseNegatives: truth.plantedPairs.count - truePairs)
        groups = truth.groups.map { group in
            FoundGroup(
                name: group.name, disguise: group.disguise, members: group.members.count,
                found: group.members.count(where: suspects.contains))
        }
        falseAlarms = Self.falseAlarms(truth: truth, planted: planted, accused: accused, suspects: suspects)
    }

    private static func falseAlarms(
        truth: GroundTruth, planted: [String: Set<Int>], accused: Set<AccountPair>, suspects: Set<String>
    ) -> [HazardClass: FalseAlarms] {
        func hazard(_ account: String) -> HazardClass? {
            planted[account] == nil ? truth.hazards[account] ?? .ordinary : nil
        }
        var alarms = Dictionary(uniqueKeysWithValues: HazardClass.allCases.map { ($0, FalseAlarms()) })
        for (account, hazard) in truth.hazards where planted[account] == nil { alarms[hazard]?.accounts += 1 }
        for account in suspects {
            if let hazard = hazard(account) { alarms[hazard]?.flaggedAccounts += 1 }
        }
        for pair in accused {
            for hazard in Set([hazard(pair.first), hazard(pair.second)].compactMap(\.self)) {
                alarms[hazard]?.flaggedPairs += 1
            }
        }
        return alarms
    }

    private static func standTogether(_ pair: AccountPair, in groups: [String: Set<Int>]) -> Bool {
        guard let one = groups[pair.first], let other = groups[pair.second] else { return false }
        return !one.isDisjoint(with: other)
    }
}

/// Which accounts say that they belong together.
private struct Register {
    private var groups: [String: Set<String>] = [:]

    init(_ memberships: [GroupMembership]) {
        for membership in memberships { groups[membership.account, default: []].insert(membership.group) }
    }

    func explains(_ pair: AccountPair) -> Bool {
        guard let one = groups[pair.first], let other = groups[pair.second] else { return false }
        return !one.isDisjoint(with: other)
    }
}

extension QualityScore {
    fileprivate init(claims: Set<String>, truths: Set<String>) {
        let hits = claims.intersection(truths).count
        self.init(truePositives: hits, falsePositives: claims.count - hits, falseNegatives: truths.count - hits)
    }
}

extension GroundTruth {
    /// Numbers of the planted groups each planted account is in.
    fileprivate var groupsByMember: [String: Set<Int>] {
        var result: [String: Set<Int>] = [:]
        for (number, group) in groups.enumerated() {
            for member in group.members { result[member, default: []].insert(number) }
        }
        return result
    }
}
