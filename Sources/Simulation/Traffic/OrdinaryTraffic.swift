/// What everybody does all day: share what goes round, sooner or later after it appears, in waking hours, mostly on the
/// topics one cares about.
struct OrdinaryTraffic {
    /// Chance that an account looks among its own topics rather than at everything.
    private static let focus = 0.5
    /// Chance that a scheduling client's user lets a post wait for the slot.
    private static let scheduling = 0.6
    /// Chance that somebody shares the same thing once more.
    private static let repeating = 0.05
    private static let attempts = 12

    private let accounts: WeightedChoice
    private let everything: WeightedChoice
    private let byTopic: [(indices: [Int], choice: WeightedChoice)]
    private var seen: Set<UInt64> = []

    init(_ world: World) {
        let outlets = Set(world.population.outlets)
        accounts = WeightedChoice(
            world.population.people.enumerated().map { outlets.contains($0) ? 0 : $1.activity })
        let objects = world.pool.objects
        everything = WeightedChoice(objects.map(\.popularity))
        byTopic = Topic.all.indices.map { topic in
            let indices = objects.indices.filter { objects[$0].topic == topic }
            return (indices, WeightedChoice(indices.map { objects[$0].popularity }))
        }
    }

    /// Adds rows until there are `total`.
    mutating func run(in world: inout World, upTo total: Int, using random: inout SeededGenerator) {
        guard !world.pool.objects.isEmpty, world.population.people.count > world.population.outlets.count else { return }
        while world.shares.count < total {
            let person = accounts.draw(using: &random)
            let object = choose(for: world.population.people[person], using: &random)
            let key = UInt64(person) << 32 | UInt64(object)
            guard !seen.contains(key) || random.chance(Self.repeating) else { continue }
            guard let second = time(of: object, by: person, in: world, using: &random) else { continue }
            seen.insert(key)
            world.share(
                object, by: person, at: second, saying: Phrases.comment(on: world.pool.objects[object], using: &random))
        }
    }

    private func choose(for person: Person, using random: inout SeededGenerator) -> Int {
        let topic = byTopic[random.chance(0.5) ? person.topics.0 : person.topics.1]
        guard random.chance(Self.focus), !topic.indices.isEmpty else { return everything.draw(using: &random) }
        return topic.indices[topic.choice.draw(using: &random)]
    }

    private func time(
        of object: Int, by person: Int, in world: World, using random: inout SeededGenerator
    ) -> Int64? {
        let person = world.population.people[person]
        let object = world.pool.objects[object]
        for _ in 0..<Self.attempts {
            // The limit keeps a very long tail from overflowing; it is far beyond the period.
            let delay = min(random.waiting(median: object.medianDelay), 1e9)
            let second = object.birth + Int64(delay)
            guard world.calendar.contains(second) else { continue }
            guard random.chance(world.calendar.liveliness(at: second, zone: person.zone)) else { continue }
            guard person.slot > 1, random.chance(Self.scheduling) else { return second }
            return nextSlot(after: second, length: person.slot, in: world.calendar)
        }
        return nil
    }

    private func nextSlot(after second: Int64, length: Int64, in calendar: ElectionCalendar) -> Int64? {
        let slot = (second + length - 1) / length * length
        return calendar.contains(slot) ? slot : nil
    }
}
