import Daylight
import Glibc
import Tally
import Testing

/// Hostile records and configurations: ballots or one ``InputError``, the same however the bytes are cut; never a trap.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
struct RecordFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 1_500
    private static let parts = [
        ",", "\n", "\r\n", "\"", "\"\"", "{", "}", "[", "]", ":", "null", "0", "1", "65536", "-1", "1e9", "\\", "<", ">",
        "\u{0}",
        "é",
        "\u{FEFF}", "Election", "Rank", "A",
    ]

    /// A few random edits.
    private static func edited(_ text: String, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(contentsOf: Array(parts.randomElement(using: &random)!.utf8), at: at)
            default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...20, using: &random)))
            }
        }
        return bytes
    }

    private static func fixtures() -> [(RankedFixture, String)] {
        let generic = RankedFixture(["A", "B", "C"])
        var ess = generic
        ess.source["provider"] = "ess"
        ess.source["overvoteDelimiter"] = "|"
        ess.source["overvoteLabel"] = "over"
        var clear = generic
        clear.source["provider"] = "clearBallot"
        clear.source["contestId"] = "M"
        var dominion = clear
        dominion.source["provider"] = "dominion"
        let record = RecordReaderTests.record([("sa", 1), ("sb", 2)])
        return [
            (generic, generic.table(["1 A>B", "1 B=C", "1"])), (ess, "id,1,2\n1,A,B\n2,A|B,over\n3,,\n"),
            (clear, "x,Choice_1_1:M:1:Vote For 1:A:N,Choice_1_1:M:2:Vote For 1:A:N\n1,1,0\n2,0,1\n"),
            (dominion, "E,1\n,M (Vote For=1),M (Vote For=1)\n,A(1),B(2)\nid,N,N\n=\"1\",1,0\n"),
            (RecordReaderTests.fixture(), "{\(RecordReaderTests.election),\"CVR\":[\(record),\(record)],\"Version\":1}"),
        ]
    }

    @Test func anyRecordsEndInBallotsOrAnError() throws {
        var random = SeededGenerator(seed: 17)
        let fixtures = Self.fixtures()
        for execution in 0..<Self.executions {
            let (fixture, text) = fixtures[execution % fixtures.count]
            let bytes = Self.edited(text, &random)
            let contest = try fixture.contest()
            func ballots(_ pieces: Int) throws -> RankedBallots {
                var reader = try contest.reader(for: contest.sources[0], path: contest.sources[0].path)
                return try read(bytes, &reader, pieces: pieces)
            }
            let whole = Result { try ballots(.max) }
            let cut = Result { try ballots(Int.random(in: 1...30, using: &random)) }
            switch (whole, cut) {
            case (.success(let one), .success(let other)):
                #expect(one.total == other.total && one.patternCount == other.patternCount)
                #expect(!CanonicalJSON.line(.object(try RankedCount(contest, one).json)).isEmpty)
            case (.failure(let one), .failure(let other)):
                #expect(one as? InputError == other as? InputError && one is InputError)
            default: Issue.record("pieces matter for \(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    @Test func anyConfigurationEndsInACountOrAnError() throws {
        var random = SeededGenerator(seed: 23)
        let modes = [
            "singleWinnerMajority", "multiWinnerAllowOnlyOneWinnerPerRound", "multiWinnerAllowMultipleWinnersPerRound",
            "bottomsUp",
            "bottomsUpUsingPercentageThreshold", "multiPassIrv",
        ]
        let ties = [
            "random", "stopCountingAndAsk", "previousRoundCountsThenRandom", "previousRoundCountsThenAsk", "useCandidateOrder",
            "generatePermutation",
        ]
        let names = ["A", "B", "C", "D", "E"]
        for execution in 0..<Self.executions {
            var rules: JSONObject = ["randomSeed": .integer(execution), "multiSeatBottomsUpPercentageThreshold": "17.25"]
            let mode = modes.randomElement(using: &random)!
            rules["winnerElectionMode"] = .string(mode)
            rules["tiebreakMode"] = .string(ties.randomElement(using: &random)!)
            rules["numberOfWinners"] = .integer(mode == modes[0] ? 1 : Int.random(in: 1...6, using: &random))
            rules["decimalPlacesForVoteArithmetic"] = .integer(Int.random(in: 1...20, using: &random))
            rules["overvoteRule"] = .string(
                ["alwaysSkipToNextRank", "exhaustImmediately", "exhaustIfMultipleContinuing"].randomElement(using: &random)!)
            for name in [
                "nonIntegerWinningThreshold", "hareQuota", "batchElimination", "exhaustOnDuplicateCandidate",
                "cutoffElimination",
                "doesFirstRoundDetermineThreshold", "continueUntilTwoCandidatesRemain",
            ] { rules[name] = .bool(Int.random(in: 0..<4, using: &random) == 0) }
            var fixture = RankedFixture(names, rules)
            if Bool.random(using: &random) { fixture.excluded = ["C"] }
            if Bool.random(using: &random) { fixture.source["undeclaredWriteInLabel"] = "E" }
            if fixture.source["undeclaredWriteInLabel"] != nil { fixture.candidates = ["A", "B", "C", "D"] }
            let groups = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                let ranks = names.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random))
                return "\(Int.random(in: 1...4, using: &random)) "
                    + ranks.joined(separator: Bool.random(using: &random) ? ">" : "=")
            }
            var table = fixture
            table.candidates = fixture.source["undeclaredWriteInLabel"] == nil ? names : ["A", "B", "C", "D", "E"]
            guard let contest = try? fixture.contest() else { continue }
            var reader = try contest.reader(for: contest.sources[0], path: "x")
            let count = try RankedCount(contest, read(Array(table.table(groups).utf8), &reader))
            #expect(count.lines.isEmpty == count.passes.isEmpty)
        }
    }
}
