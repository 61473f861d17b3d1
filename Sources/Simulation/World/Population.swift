/// Everybody in the simulation, with the parts they play. Indices say nothing about parts: they are dealt from a shuffled pack.
struct Population {
    private(set) var people: [Person] = []
    /// Fans of each idol.
    private(set) var fans: [[Int]] = []
    private(set) var idols: [Int] = []
    private(set) var watchers: [Int] = []
    private(set) var outlets: [Int] = []
    /// Members of each planted group.
    private(set) var members: [[Int]] = []

    /// Activity above which an account is too prolific to be hired for a planted group, in multiples of the least active.
    private static let memberActivityLimit = 4.0
    /// The most active account posts this many times as often as the least active.
    private static let activityLimit = 120.0
    private static let zones = [1, 1, 1, 1, 1, 0, 0, 2, 2, -5, 8]

    init(_ parameters: SimulationParameters, groupSizes: [Int], using random: inout SeededGenerator) {
        people = (0..<parameters.accounts).map { Self.person($0, using: &random) }
        var pack = random.shuffled(Array(people.indices))
        // Members first: they are the only part with a condition.
        members = groupSizes.enumerated().map { group, size in
            deal(size, from: &pack, as: .member(of: group)) { $0.activity <= Self.memberActivityLimit }
        }
        for idol in 0..<parameters.fandoms.count {
            idols += deal(1, from: &pack, as: .idol(idol))
            fans.append(deal(parameters.fandoms.fansEach, from: &pack, as: .fan(of: idol)))
        }
        watchers = deal(parameters.events.watchers, from: &pack, as: .watcher)
        outlets = deal(parameters.publisher?.outlets ?? 0, from: &pack, as: .outlet)
        let scheduled = Int(Double(parameters.accounts) * parameters.scheduledShare)
        for index in deal(scheduled, from: &pack, as: .scheduler) {
            people[index].slot = random.pick([3_600, 3_600, 1_800, 900])
        }
        renameIdolsAndOutlets()
    }

    private static func person(_ index: Int, using random: inout SeededGenerator) -> Person {
        Person(
            id: Names.account(index, using: &random), zone: random.pick(zones),
            activity: random.powerLaw(atMost: activityLimit),
            topics: (random.index(below: Topic.all.count), random.index(below: Topic.all.count)))
    }

    /// Takes up to `count` suitable accounts from the top of the pack and gives them a part.
    private mutating func deal(
        _ count: Int, from pack: inout [Int], as role: Person.Role, suitable: (Person) -> Bool = { _ in true }
    ) -> [Int] {
        var dealt: [Int] = []
        var left: [Int] = []
        while dealt.count < count, let index = pack.popLast() {
            if suitable(people[index]) { dealt.append(index) } else { left.append(index) }
        }
        pack += left
        for index in dealt { people[index].role = role }
        return dealt
    }

    private mutating func renameIdolsAndOutlets() {
        for (number, index) in idols.enumerated() { people[index] = people[index].renamed(Names.idol(number)) }
        for (number, index) in outlets.enumerated() { people[index] = people[index].renamed(Names.outlet(number)) }
    }
}

extension Person {
    fileprivate func renamed(_ id: String) -> Person {
        Person(id: id, zone: zone, activity: activity, topics: topics, slot: slot, role: role)
    }
}
