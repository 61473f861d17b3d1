import Testing

@testable import Simulation

@Suite struct SeededGeneratorTests {
    @Test("SplitMix64 gives the published numbers for seed 0")
    func splitMix() {
        var mixer = SplitMix64(state: 0)
        #expect(
            (0..<4).map { _ in mixer.next() } == [
                0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F, 0xF88B_B8A8_724C_81EC,
            ])
    }

    @Test("xoshiro256** gives the published numbers for the state 1, 2, 3, 4")
    func xoshiro() {
        var random = SeededGenerator(state: (1, 2, 3, 4))
        #expect((0..<4).map { _ in random.next() } == [11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240])
    }

    @Test("a unit draw lies strictly between 0 and 1, with mean one half")
    func unit() {
        var random = SeededGenerator(seed: 1)
        let draws = (0..<20_000).map { _ in random.unit() }
        #expect(draws.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(abs(draws.reduce(0, +) / 20_000 - 0.5) < 0.01)
    }

    @Test("half of all waiting times are below the median, and some are far above it")
    func waiting() {
        var random = SeededGenerator(seed: 2)
        let draws = (0..<20_000).map { _ in random.waiting(median: 600) }
        #expect(abs(Double(draws.count { $0 < 600 }) / 20_000 - 0.5) < 0.015)
        #expect(draws.contains { $0 > 60_000 })
    }

    @Test("a power law exceeds 8 once in sixteen times: 8 to the power -4/3")
    func powerLaw() {
        var random = SeededGenerator(seed: 3)
        let draws = (0..<40_000).map { _ in random.powerLaw(atMost: 100) }
        #expect(draws.allSatisfy { $0 >= 1 && $0 <= 100 })
        #expect(abs(Double(draws.count { $0 > 8 }) / 40_000 - 1 / 16) < 0.006)
    }

    @Test("whole numbers cover their range evenly", arguments: [1, 2, 7, 100])
    func integers(bound: Int) {
        var random = SeededGenerator(seed: 4)
        var counts = Array(repeating: 0, count: bound)
        for _ in 0..<(1_000 * bound) { counts[random.index(below: bound)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 1_000) < 200 })
    }

    @Test("shuffling keeps every element once")
    func shuffling() {
        var random = SeededGenerator(seed: 5)
        let shuffled = random.shuffled(Array(0..<500))
        #expect(shuffled != Array(0..<500))
        #expect(shuffled.sorted() == Array(0..<500))
    }

    @Test("a weighted choice draws in proportion and never what weighs nothing")
    func weights() {
        var random = SeededGenerator(seed: 6)
        let choice = WeightedChoice([0, 1, 3, 0])
        var counts = [0, 0, 0, 0]
        for _ in 0..<8_000 { counts[choice.draw(using: &random)] += 1 }
        #expect(counts[0] == 0 && counts[3] == 0)
        #expect(abs(Double(counts[2]) / Double(counts[1]) - 3) < 0.3)
    }

    @Test("branches of one generator are independent of how much is drawn from each")
    func branches() {
        var one = SeededGenerator(seed: 7)
        var other = SeededGenerator(seed: 7)
        var first = one.branch()
        _ = first.next()
        _ = other.branch()
        var second = one.branch()
        var same = other.branch()
        #expect(second.next() == same.next())
    }
}
