/// One house's outlets put every story out through one system: the same link and headline on nearly all of them within seconds.
struct OutletTraffic {
    let publisher: SimulationParameters.Publisher

    /// Chance that an outlet takes a story.
    private static let uptake = 0.93
    private static let span = 9

    func run(in world: inout World, using random: inout SeededGenerator) {
        for _ in 0..<publisher.stories {
            let published = world.calendar.moment(zone: 1, using: &random)
            let story = world.pool.addLink(
                site: "courier", birth: published, medianDelay: 7_200, popularity: random.powerLaw(atMost: 200),
                using: &random)
            let headline = Phrases.headline(on: world.pool.objects[story], using: &random)
            for outlet in world.population.outlets where random.chance(Self.uptake) {
                let second = published + Int64(random.index(below: Self.span))
                world.share(story, by: outlet, at: second, saying: headline)
            }
        }
    }
}
