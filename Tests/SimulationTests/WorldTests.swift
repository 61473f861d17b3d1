import Testing

@testable import Simulation

@Suite struct WorldTests {
    /// Monday at midnight UTC.
    private let calendar = ElectionCalendar(start: SimulationParameters.firstMonday, days: 14)

    private func second(day: Int, hour: Int) -> Int64 { calendar.start + Int64(day * 24 + hour) * 3_600 }

    @Test("people sleep at night, are liveliest in the evening, and livelier on Saturday than on Monday")
    func rhythm() {
        let night = calendar.liveliness(at: second(day: 0, hour: 3), zone: 0)
        let evening = calendar.liveliness(at: second(day: 0, hour: 20), zone: 0)
        #expect(evening > 10 * night)
        #expect(calendar.liveliness(at: second(day: 5, hour: 20), zone: 0) > evening)
        #expect(calendar.liveliness(at: second(day: 7, hour: 20), zone: 0) == evening)
    }

    @Test("a person east of UTC gets up earlier by the clock of UTC", arguments: [-5, 0, 1, 8])
    func zones(zone: Int) {
        let local = calendar.liveliness(at: second(day: 3, hour: 12) - Int64(zone) * 3_600, zone: zone)
        #expect(local == calendar.liveliness(at: second(day: 3, hour: 12), zone: 0))
    }

    @Test("moments and evenings fall inside the period")
    func moments() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            #expect(calendar.contains(calendar.moment(zone: 8, using: &random)))
            let evening = calendar.evening(zone: 1, using: &random)
            #expect(calendar.contains(evening))
            #expect((18..<21).contains((evening - calendar.start) % 86_400 / 3_600))
        }
    }

    @Test("no two posts have the same number, and numbers do not follow the order of making")
    func postNumbers() {
        var random = SeededGenerator(seed: 2)
        var numbers = PostNumbers(using: &random)
        let ids = (0..<30_000).map { _ in numbers.next() }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.utf8.count == 11 })
        #expect(zip(ids, ids.dropFirst()).count { $0 < $1 } < 20_000)
    }

    @Test("every part of the population is dealt to different accounts, all named differently")
    func parts() {
        var random = SeededGenerator(seed: 3)
        let population = Population(.demo, groupSizes: [4, 9], using: &random)
        let dealt =
            population.fans.joined() + population.idols + population.watchers + population.outlets
            + Array(population.members.joined())
        #expect(Set(dealt).count == dealt.count)
        #expect(population.members.map(\.count) == [4, 9])
        #expect(Set(population.people.map(\.id)).count == 1_600)
    }

    @Test("a population too small for its parts deals what there is")
    func tooSmall() {
        var parameters = SimulationParameters.demo
        parameters.accounts = 20
        var random = SeededGenerator(seed: 4)
        let population = Population(parameters, groupSizes: [12], using: &random)
        #expect(population.people.count == 20)
        #expect(population.members[0].count <= 12)
        #expect(population.watchers.isEmpty)
    }
}
