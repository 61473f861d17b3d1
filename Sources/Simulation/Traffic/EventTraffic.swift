/// A goal falls or a line is spoken in a debate: many accounts that have nothing else in common use one hashtag within a minute.
///
/// Who posts much reacts often. Were everybody in the audience equally likely to react, the accounts that post nothing else
/// would meet at three events of ten, and three meetings are more than the degree null grants an account of five posts.
struct EventTraffic {
    let events: SimulationParameters.Events

    func run(in world: inout World, using random: inout SeededGenerator) {
        let watchers = world.population.watchers
        guard !watchers.isEmpty else { return }
        let audience = WeightedChoice(watchers.map { world.population.people[$0].activity })
        for _ in 0..<events.count {
            let moment = world.calendar.evening(zone: 1, using: &random)
            let line = world.pool.addHashtag(birth: moment, medianDelay: 1_800, popularity: 150, using: &random)
            for _ in 0..<random.integer(in: events.reactions) {
                let watcher = watchers[audience.draw(using: &random)]
                let second = moment + Int64(max(2, 28 + 14 * random.bell()))
                world.share(
                    line, by: watcher, at: second, saying: Phrases.gasp(on: world.pool.objects[line], using: &random))
            }
        }
    }
}
