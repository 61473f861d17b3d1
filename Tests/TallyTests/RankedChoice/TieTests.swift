import Daylight
import Tally
import Testing

/// Ties are broken as the rules say or not at all (tally reference, section 7.4).
struct TieTests {
    private func fixture(_ mode: String, _ candidates: [String] = ["A", "B", "C"]) -> RankedFixture {
        RankedFixture(candidates, ["tiebreakMode": .string(mode), "randomSeed": "1234"])
    }

    @Test func aPersonIsAskedAndTheAnswerIsUsed() throws {
        let asked = try fixture("stopCountingAndAsk").count(["3 A", "2 B>A", "2 C>A"])
        #expect(asked.tie?.round == 1 && asked.tie?.kind == .loser && asked.tie?.tied == ["B", "C"])
        #expect(asked.json["tie"]?["kind"] == "loser")
        let answered = try fixture("stopCountingAndAsk").count(
            ["3 A", "2 B>A", "2 C>A"], decisions: [.init(round: 1, name: "C")])
        #expect(answered.results(1) == ["-C: A 2"] && answered.tie == nil && answered.unusedDecisions.isEmpty)
        #expect(throws: InputError.self) {
            try fixture("stopCountingAndAsk").count(["3 A", "2 B>A", "2 C>A"], decisions: [.init(round: 1, name: "A")])
        }
    }

    @Test func decisionsThatWereNotNeededAreSaid() throws {
        let count = try fixture("stopCountingAndAsk").count(["3 A"], decisions: [.init(round: 2, name: "B")])
        #expect(count.unusedDecisions == [.init(round: 2, name: "B")])
    }

    @Test func chanceIsTheSeeds() throws {
        // .6465… of three in alphabetical order is the second.
        let count = try fixture("random", ["C", "A", "B", "D"]).count(["2 D", "1 A", "1 B", "1 C"])
        #expect(count.results(1) == ["-B: exhausted 1"])
    }

    @Test func theOrderOfCandidatesFavoursTheFirst() throws {
        let count = try fixture("useCandidateOrder").count(["1 A", "1 B", "1 C"])
        #expect(count.results(1) == ["-C: exhausted 1"] && count.results(2) == ["+A"])
    }

    @Test func earlierRoundsDecideGoingBackwards() throws {
        // Round 2: B 4, C 4; in round 1 C had 3 and B 4.
        let groups = ["6 A", "4 B", "3 C", "1 D>C"]
        let count = try fixture("previousRoundCountsThenAsk", ["A", "B", "C", "D"]).count(groups)
        #expect(count.results(2) == ["-C: exhausted 4"] && count.tie == nil)
    }

    @Test func afterAnEarlierRoundTheTiedStandInJavasOrder() throws {
        let names = ["Farkas", "Gallo", "Horvat", "Aalto", "Berg", "Zed", "Low"]
        // Round 1 eliminates Low; in round 2 five are tied as in round 1. .6465… of five is the fourth: Berg in Java's order,
        // Gallo in the alphabet's.
        let count = try fixture("previousRoundCountsThenRandom", names)
            .count(names.dropLast(2).map { "2 \($0)" } + ["3 Zed", "1 Low"])
        #expect(count.results(1) == ["-Low: exhausted 1"] && count.results(2) == ["-Berg: exhausted 2"])
    }

    @Test func onePermutationDecidesAllTies() throws {
        var fixture = RankedFixture(["E", "D", "C", "B", "A"], ["tiebreakMode": "generatePermutation", "randomSeed": 2026])
        fixture.rules["numberOfWinners"] = 1
        // C D B A E: the latest loses.
        let count = try fixture.count(["1 A", "1 B", "1 C", "1 D", "1 E"])
        #expect((1...4).compactMap { count.results($0).first?.prefix(2) } == ["-E", "-A", "-B", "+C"])
    }
}
