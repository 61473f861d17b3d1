import Daylight
import Tally
import Testing

/// Configurations that cannot be used (tally reference, section 11.1).
struct RankedContestTests {
    private func refused(_ changes: JSONObject, at field: String) {
        let error = #expect(throws: InputError.self) { try RankedFixture(["A", "B"], changes).contest() }
        #expect(error?.field == "/rules/" + field, "\(changes)")
    }

    @Test func rulesOutsideTheirRangeAreRefused() {
        refused(["tiebreakMode": "whatever"], at: "tiebreakMode")
        refused(["overvoteRule": "invalidOption"], at: "overvoteRule")
        refused(["winnerElectionMode": "some"], at: "winnerElectionMode")
        refused(["numberOfWinners": 0], at: "numberOfWinners")
        refused(["numberOfWinners": 2], at: "numberOfWinners")
        refused(["decimalPlacesForVoteArithmetic": -1], at: "decimalPlacesForVoteArithmetic")
        refused(["decimalPlacesForVoteArithmetic": 21], at: "decimalPlacesForVoteArithmetic")
        refused(["maxRankingsAllowed": 0], at: "maxRankingsAllowed")
        refused(["maxSkippedRanksAllowed": -3], at: "maxSkippedRanksAllowed")
        refused(["tiebreakMode": "random"], at: "randomSeed")
        refused(["tiebreakMode": "random", "randomSeed": "140737488355328"], at: "randomSeed")
        refused(["batchElimination": "True"], at: "batchElimination")
        refused(["stopTabulationEarlyAfterRound": 0], at: "stopTabulationEarlyAfterRound")
        refused(
            [
                "winnerElectionMode": "bottomsUpUsingPercentageThreshold", "numberOfWinners": 0,
                "multiSeatBottomsUpPercentageThreshold": "101",
            ], at: "multiSeatBottomsUpPercentageThreshold")
    }

    @Test func aContestNeedsCandidates() {
        #expect(throws: InputError.self) { try RankedFixture([]).contest() }
        #expect(throws: InputError.self) { try RankedFixture(["A", "A"]).contest() }
        #expect(throws: InputError.self) {
            var fixture = RankedFixture(["A"])
            fixture.excluded = ["A"]
            return try fixture.contest()
        }
    }

    @Test func aReportIsBounded() {
        let names = (0..<1_000).map { "C\($0)" }
        let rules: JSONObject = ["winnerElectionMode": "multiPassIrv", "numberOfWinners": 21]
        let error = #expect(throws: InputError.self) { try RankedFixture(names, rules).contest() }
        #expect(error?.field == "/rules/numberOfWinners")
        #expect(throws: InputError.self) { try RankedFixture(names + ["one more"]).contest() }
    }

    @Test func sourcesSayWhatTheyAre() {
        var fixture = RankedFixture(["A"])
        fixture.source["provider"] = "unknown"
        #expect(throws: InputError.self) { try fixture.contest() }
        fixture.source["provider"] = "cdf"
        let error = #expect(throws: InputError.self) { try fixture.contest() }
        #expect(error?.field == "/cvrFileSources/0/contestId")
    }
}
