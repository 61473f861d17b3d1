/// Fans reshare what their idol posts: each the posts it likes, most within minutes, a few at the first notification.
struct FandomTraffic {
    let fandoms: SimulationParameters.Fandoms

    /// Chance that a fan has notifications on for a post and reshares it in the first half minute.
    private static let instant = 0.04
    private static let devotion = 0.1...0.75

    func run(in world: inout World, using random: inout SeededGenerator) {
        for (number, idol) in world.population.idols.enumerated() {
            let devotions = world.population.fans[number].map { _ in random.uniform(Self.devotion) }
            let stage = world.pool.addHashtag(
                birth: world.calendar.start, medianDelay: 300_000, popularity: 40, using: &random)
            for _ in 0..<fandoms.postsEach {
                let posted = world.calendar.moment(zone: world.population.people[idol].zone, using: &random)
                let text = Phrases.cheer(idol: Names.idol(number), using: &random)
                guard let content = world.share(stage, by: idol, at: posted, saying: text) else { continue }
                let post = world.pool.addPost(
                    content, birth: posted, medianDelay: 3_600, popularity: random.powerLaw(atMost: 40), using: &random)
                reshare(post, of: number, postedAt: posted, devotions: devotions, in: &world, using: &random)
            }
        }
    }

    private func reshare(
        _ post: Int, of idol: Int, postedAt posted: Int64, devotions: [Double], in world: inout World,
        using random: inout SeededGenerator
    ) {
        for (fan, devotion) in zip(world.population.fans[idol], devotions) where random.chance(devotion) {
            let delay =
                random.chance(Self.instant) ? random.uniform(3...30) : random.waiting(median: fandoms.medianDelay)
            let second = posted + Int64(delay)
            // Asleep fans miss the post, or find it in the morning through ordinary traffic.
            let zone = world.population.people[fan].zone
            guard random.chance(0.2 + 0.8 * world.calendar.liveliness(at: second, zone: zone)) else { continue }
            world.share(post, by: fan, at: second, saying: Phrases.cheer(idol: Names.idol(idol), using: &random))
        }
    }
}
