/// What really happened in a simulated election: who acted together, and what everybody else is.
public struct GroundTruth: Hashable, Sendable {
    /// A coordinated group.
    public struct PlantedGroup: Hashable, Sendable {
        /// Name, unique in the simulation.
        public let name: String
        /// How it hides.
        public let disguise: PlantedPlan.Disguise
        /// Its accounts, sorted bytewise.
        public let members: [String]
        /// What it pushed, in order of time.
        public let objects: [String]

        /// A group and its doings.
        public init(name: String, disguise: PlantedPlan.Disguise, members: [String], objects: [String]) {
            self.name = name
            self.disguise = disguise
            self.members = members.sorted()
            self.objects = objects
        }
    }

    /// The coordinated groups.
    public let groups: [PlantedGroup]
    /// Every account that is in no planted group, and why it might be suspected all the same.
    public let hazards: [String: HazardClass]

    /// The truth about the given accounts.
    public init(groups: [PlantedGroup], hazards: [String: HazardClass]) {
        self.groups = groups
        self.hazards = hazards
    }

    /// Every two accounts that stand together in a planted group.
    public var plantedPairs: Set<AccountPair> {
        var pairs: Set<AccountPair> = []
        for group in groups {
            for (index, member) in group.members.enumerated() {
                for other in group.members[(index + 1)...] { pairs.insert(AccountPair(member, other)) }
            }
        }
        return pairs
    }
}

/// Why an innocent account may look coordinated.
public enum HazardClass: String, CaseIterable, Sendable {
    /// Reshares an idol as fast as it can, along with hundreds of others.
    case fan
    /// Prints the same story as its sister outlets within seconds.
    case outlet
    /// Reacts to goals and debate lines in the same minute as everybody.
    case event
    /// Posts through a client that sends on the full hour, half or quarter.
    case scheduled
    /// None of these.
    case ordinary
}
