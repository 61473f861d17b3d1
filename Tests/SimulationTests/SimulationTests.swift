import Testing

@testable import Simulation

@Suite struct SimulationTests {
    static let demo = Simulation(parameters: .demo, seed: 11)
    private let demo = SimulationTests.demo

    /// Few enough rows to be made many times over.
    private var tiny: SimulationParameters {
        var parameters = SimulationParameters.demo
        parameters.shares = 3_000
        parameters.accounts = 700
        parameters.objects = 300
        parameters.fandoms = .init(count: 1, fansEach: 20, postsEach: 6, medianDelay: 600)
        parameters.events = .init(count: 2, watchers: 100, reactions: 20...30)
        parameters.publisher = .init(outlets: 4, stories: 10)
        parameters.planted = [.easy(count: 1)]
        return parameters
    }

    private func shares(by accounts: some Sequence<String>) -> [SimulatedShare] {
        let chosen = Set(accounts)
        return demo.shares.filter { chosen.contains($0.account) }
    }

    private func accounts(_ hazard: HazardClass) -> [String] {
        demo.truth.hazards.filter { $0.value == hazard }.map(\.key)
    }

    @Test("the same parameters and seed give the same bytes; another seed gives others")
    func determinism() {
        let once = Simulation(parameters: tiny, seed: 5)
        let again = Simulation(parameters: tiny, seed: 5)
        #expect(once.postsCSV == again.postsCSV)
        #expect(once.declaredCSV == again.declaredCSV)
        #expect(once.truthJSON == again.truthJSON)
        #expect(once.postsCSV != Simulation(parameters: tiny, seed: 6).postsCSV)
    }

    @Test("there are as many rows as asked for, in order of time, inside the period")
    func rows() {
        #expect(demo.shares.count == 30_000)
        #expect(zip(demo.shares, demo.shares.dropFirst()).allSatisfy { $0.seconds <= $1.seconds })
        let period = demo.parameters.start..<(demo.parameters.start + 14 * 86_400)
        #expect(demo.shares.allSatisfy { period.contains($0.seconds) })
    }

    @Test("ids are plain ASCII, posts are numbered once, and links stay on domains reserved for examples")
    func ids() {
        let ids = demo.shares.flatMap { [$0.object, $0.account, $0.content] }
        #expect(ids.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } })
        #expect(Set(demo.shares.map(\.content)).count == demo.shares.count)
        let links = demo.shares.map(\.object).filter { $0.hasPrefix("https://") }
        #expect(!links.isEmpty)
        #expect(links.allSatisfy { $0.contains(".example/") })
    }

    @Test("all three kinds of objects go round, every post says something, and nobody is left out of the truth")
    func variety() {
        let objects = demo.shares.map(\.object)
        #expect(objects.contains { $0.hasPrefix("#") } && objects.contains { $0.hasPrefix("p") })
        #expect(demo.shares.allSatisfy { !$0.text.isEmpty && !$0.text.contains("{") })
        let known = Set(demo.truth.hazards.keys).union(demo.truth.groups.flatMap(\.members))
        #expect(known.count == 1_600)
        #expect(demo.shares.allSatisfy { known.contains($0.account) })
    }

    @Test("a few objects and a few accounts make up much of the traffic")
    func heavyTails() {
        func topShare(_ keys: [String]) -> Double {
            let counts = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +).values.sorted(by: >)
            return Double(counts.prefix(counts.count / 20).reduce(0, +)) / Double(keys.count)
        }
        #expect(topShare(demo.shares.map(\.object)) > 0.3)
        #expect(topShare(demo.shares.map(\.account)) > 0.25)
    }

    @Test("the evening sees several times the traffic of the small hours")
    func dayAndNight() {
        func count(_ hours: Range<Int64>) -> Int {
            demo.shares.count { hours.contains(($0.seconds - demo.parameters.start) % 86_400 / 3_600) }
        }
        #expect(count(18..<21) > 4 * count(2..<5))
    }

    @Test("an event is one hashtag used by dozens of accounts within a minute and a half")
    func events() {
        let watchers = Set(accounts(.event))
        let byObject = Dictionary(grouping: demo.shares.filter { watchers.contains($0.account) }) { $0.object }
        let spikes = byObject.values.filter { shares in
            shares.contains { first in
                Set(shares.filter { (first.seconds...(first.seconds + 90)).contains($0.seconds) }.map(\.account)).count >= 24
            }
        }
        #expect(spikes.count >= 8)
    }

    @Test("fans reshare their idol and have a life besides")
    func fans() {
        let idols = Set(demo.shares.filter { $0.account == "glass_larks" || $0.account == "paper_comets" }.map(\.content))
        let shares = shares(by: accounts(.fan))
        let devoted = shares.filter { idols.contains($0.object) }
        #expect(devoted.count > 500)
        #expect(shares.count > devoted.count * 5 / 4)
    }

    @Test("the outlets print the same story within ten seconds and declare that they belong together")
    func outlets() {
        #expect(Set(demo.declaredGroups.map(\.account)) == Set(accounts(.outlet)))
        #expect(Set(demo.declaredGroups.map(\.group)).count == 1)
        let stories = Dictionary(grouping: shares(by: accounts(.outlet))) { $0.object }
        #expect(stories.count == 90)
        for story in stories.values {
            let times = story.map(\.seconds)
            #expect(story.count >= 4)
            #expect((times.max() ?? 0) - (times.min() ?? 0) < 10)
            #expect(Set(story.map(\.text)).count == 1)
        }
    }

    @Test("scheduling clients send half of their posts on a quarter of the hour, others nearly none")
    func scheduling() {
        func onTheQuarter(_ shares: [SimulatedShare]) -> Double {
            Double(shares.count { $0.seconds % 900 == 0 }) / Double(shares.count)
        }
        #expect(onTheQuarter(shares(by: accounts(.scheduled))) > 0.5)
        #expect(onTheQuarter(shares(by: accounts(.ordinary))) < 0.01)
    }

    @Test("a seed beyond 2^53 survives in the truth file, and a world without people ends")
    func edges() {
        var empty = tiny
        empty.accounts = 0
        empty.objects = 0
        #expect(Simulation(parameters: empty, seed: 1).shares.isEmpty)
        #expect(String(decoding: Simulation(parameters: tiny, seed: .max).truthJSON, as: UTF8.self).contains("\(UInt64.max)"))
    }
}
