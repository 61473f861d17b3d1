/// A group that acts on a signal and tries not to show it.
struct PlantedTraffic {
    let plan: PlantedPlan
    let members: [Int]

    /// Part of the actions that push what others share as well, rather than the group's own links.
    private static let borrowed = 0.5
    /// Half of the late-comers are later than this, in seconds.
    private static let lateness = 1_500.0

    /// Writes the group's actions and returns the ids of the objects that at least two members pushed, in order of time.
    func run(in world: inout World, using random: inout SeededGenerator) -> [String] {
        let participation = random.uniform(plan.participation)
        let count = random.integer(in: plan.objects)
        let ordinary = world.pool.objects.count
        var actions = (0..<count).map { _ in action(ordinary: ordinary, in: &world, using: &random) }
        actions.sort { ($0.second, $0.object) < ($1.second, $1.object) }
        let pushed = actions.filter { act($0, participation: participation, in: &world, using: &random) >= 2 }
        return pushed.map { world.pool.objects[$0.object].id }
    }

    /// Lets each member decide whether to take part; returns how many did.
    private func act(
        _ action: (object: Int, second: Int64), participation: Double, in world: inout World,
        using random: inout SeededGenerator
    ) -> Int {
        let text = Phrases.slogan(on: world.pool.objects[action.object], using: &random)
        var posts = 0
        for member in members where random.chance(participation) {
            let second = action.second + delay(using: &random)
            if world.share(action.object, by: member, at: second, saying: text) != nil { posts += 1 }
        }
        return posts
    }

    private func action(
        ordinary: Int, in world: inout World, using random: inout SeededGenerator
    ) -> (object: Int, second: Int64) {
        if random.chance(Self.borrowed) {
            let object = random.index(below: ordinary)
            let picked = world.pool.objects[object].birth + Int64(random.waiting(median: 5_400))
            return (object, picked)
        }
        let second = world.calendar.moment(zone: 1, using: &random)
        let link = world.pool.addLink(
            site: random.pick(Names.campaignSites), birth: second, medianDelay: 7_200,
            popularity: random.powerLaw(atMost: 40), using: &random)
        return (link, second)
    }

    private func delay(using random: inout SeededGenerator) -> Int64 {
        if random.chance(plan.straggling) { return Int64(plan.jitter + random.waiting(median: Self.lateness)) }
        return Int64(random.uniform(0...plan.jitter))
    }
}
