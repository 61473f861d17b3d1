/// The social traffic of a whole invented election, decided by parameters and a seed alone.
///
/// Besides ordinary people it contains what is innocent and looks coordinated (fans, one publisher's outlets, live
/// audiences, scheduling clients) and planted groups that are coordinated, so that a detector can be measured against the
/// truth. The same parameters and seed give the same rows on every platform.
public struct Simulation: Sendable {
    /// What was asked for.
    public let parameters: SimulationParameters
    /// What decided everything else.
    public let seed: UInt64
    /// All rows in order of time.
    public let shares: [SimulatedShare]
    /// Accounts that say openly that they belong together.
    public let declaredGroups: [GroupMembership]
    /// What really happened.
    public let truth: GroundTruth

    /// Runs the simulation.
    public init(parameters: SimulationParameters, seed: UInt64) {
        self.parameters = parameters
        self.seed = seed
        var random = SeededGenerator(seed: seed)
        let plans = parameters.planted.flatMap { Array(repeating: $0, count: $0.count) }
        var world = Self.world(parameters, plans: plans, using: &random)
        let pushed = Self.runSpecialTraffic(parameters, plans: plans, in: &world, using: &random)
        var rest = random.branch()
        var ordinary = OrdinaryTraffic(world)
        ordinary.run(in: &world, upTo: parameters.shares, using: &rest)
        shares = world.shares.sorted(by: Self.precedes)
        let people = world.population.people
        declaredGroups = world.population.outlets.map { GroupMembership(group: Names.publisher, account: people[$0].id) }
        truth = Self.truth(plans: plans, pushed: pushed, population: world.population)
    }

    private static func world(
        _ parameters: SimulationParameters, plans: [PlantedPlan], using random: inout SeededGenerator
    ) -> World {
        var people = random.branch()
        var things = random.branch()
        let sizes = plans.map { people.integer(in: $0.size) }
        let population = Population(parameters, groupSizes: sizes, using: &people)
        var world = World(
            calendar: ElectionCalendar(start: parameters.start, days: max(1, parameters.days)), population: population,
            numbers: PostNumbers(using: &things))
        for _ in 0..<parameters.objects { _ = world.pool.addOrdinary(numbers: &world.numbers, using: &things) }
        return world
    }

    /// Everything but ordinary life; returns what each planted group pushed.
    private static func runSpecialTraffic(
        _ parameters: SimulationParameters, plans: [PlantedPlan], in world: inout World,
        using random: inout SeededGenerator
    ) -> [[String]] {
        var branches = (0..<4).map { _ in random.branch() }
        let pushed = zip(plans, world.population.members).map { plan, members in
            PlantedTraffic(plan: plan, members: members).run(in: &world, using: &branches[0])
        }
        FandomTraffic(fandoms: parameters.fandoms).run(in: &world, using: &branches[1])
        EventTraffic(events: parameters.events).run(in: &world, using: &branches[2])
        if let publisher = parameters.publisher {
            OutletTraffic(publisher: publisher).run(in: &world, using: &branches[3])
        }
        return pushed
    }

    private static func truth(plans: [PlantedPlan], pushed: [[String]], population: Population) -> GroundTruth {
        let groups = plans.indices.map { number in
            GroundTruth.PlantedGroup(
                name: "planted-\(number + 1)", disguise: plans[number].disguise,
                members: population.members[number].map { population.people[$0].id }, objects: pushed[number])
        }
        var hazards: [String: HazardClass] = [:]
        for person in population.people { hazards[person.id] = person.role.hazard }
        return GroundTruth(groups: groups, hazards: hazards)
    }

    /// Ids are ASCII, so that order by `String` is order by bytes.
    private static func precedes(_ one: SimulatedShare, _ other: SimulatedShare) -> Bool {
        (one.seconds, one.content) < (other.seconds, other.content)
    }
}
