import Daylight
import Tally
import Testing

/// Several seats (tally reference, sections 7.1 and 7.3).
struct MultiWinnerTests {
    private static let several: JSONObject = [
        "winnerElectionMode": "multiWinnerAllowMultipleWinnersPerRound", "numberOfWinners": 2,
    ]

    @Test func theWorkedExampleOfSurplus() throws {
        let count = try RankedFixture(["A", "B", "C"], Self.several).count(["4 A>B", "3 A>C", "2 B", "2 C"])
        #expect(count.threshold(1) == "4")
        #expect(count.results(1) == ["+A: B 1.7140, C 1.2855, residual surplus 0.0005"])
        #expect(count.tally(2) == "A 4, B 3.7140, C 3.2855")
        #expect(count.results(2) == ["-C: exhausted 3.2855"])
        #expect(count.results(3) == ["+B"])
    }

    @Test func twentyPlacesAreExact() throws {
        var rules = Self.several
        rules["decimalPlacesForVoteArithmetic"] = 20
        let count = try RankedFixture(["A", "B", "C"], rules).count(["4 A>B", "3 A>C", "2 B", "2 C"])
        // 3/7 = .42857142857142857142|857…, four and three times.
        #expect(count.tally(2) == "A 4, B 3.71428571428571428568, C 3.28571428571428571426")
        #expect(
            count.results(1) == [
                "+A: B 1.71428571428571428568, C 1.28571428571428571426, residual surplus 0.00000000000000000006"
            ])
    }

    @Test func theThresholdMayHavePlacesOrBeHares() throws {
        var rules = Self.several
        rules["nonIntegerWinningThreshold"] = true
        #expect(try RankedFixture(["A", "B", "C"], rules).count(["5 A", "3 B", "3 C"]).threshold(1) == "3.6667")
        rules["hareQuota"] = true
        #expect(try RankedFixture(["A", "B", "C"], rules).count(["5 A", "3 B", "3 C"]).threshold(1) == "5.5000")
        rules["nonIntegerWinningThreshold"] = false
        #expect(try RankedFixture(["A", "B", "C"], rules).count(["5 A", "3 B", "3 C"]).threshold(1) == "6")
    }

    @Test func oneMoreRoundShowsTheLastSurplus() throws {
        let count = try RankedFixture(["A", "B", "C"], Self.several).count(["5 A>C", "5 B>C", "1 C"])
        #expect(count.results(1) == ["+A: exhausted 1.0000", "+B: exhausted 1.0000"])
        #expect(count.roundCount == 2 && count.inactive(2) == "finalRoundSurplus 2.0000" && count.results(2).isEmpty)
    }

    @Test func onlyOneIsElectedPerRoundWhereTheRuleSaysSo() throws {
        var rules = Self.several
        rules["winnerElectionMode"] = "multiWinnerAllowOnlyOneWinnerPerRound"
        let count = try RankedFixture(["A", "B", "C"], rules).count(["5 A", "6 B", "1 C"])
        #expect(count.results(1).map { String($0.prefix(2)) } == ["+B"])
        #expect(count.results(2).map { String($0.prefix(2)) } == ["+A"])
    }

    @Test func moreSeatsThanCandidatesElectEverybody() throws {
        var rules = Self.several
        rules["numberOfWinners"] = 5
        let count = try RankedFixture(["A", "B"], rules).count(["5 A", "1 B"])
        #expect(count.results(1) == ["+A", "+B"] && count.roundCount == 1)
    }

    @Test func bottomsUpEliminatesUntilTheSeatsAreLeft() throws {
        let count = try RankedFixture(["A", "B", "C", "D"], ["winnerElectionMode": "bottomsUp", "numberOfWinners": 2])
            .count(["9 A", "4 B", "3 C", "1 D>C"])
        #expect(count.results(1) == ["-D: C 1"])
        #expect(count.tally(2) == "A 9, B 4, C 4" && count.results(2) == ["-C: exhausted 4"])
        #expect(count.results(3) == ["+A", "+B"] && count.roundCount == 3)
    }

    @Test func aPercentageElectsAllWhoReachIt() throws {
        let rules: JSONObject = [
            "winnerElectionMode": "bottomsUpUsingPercentageThreshold", "numberOfWinners": 0,
            "multiSeatBottomsUpPercentageThreshold": "12.5",
        ]
        let count = try RankedFixture(["A", "B", "C", "D"], rules).count(["9 A", "4 B", "2 C>B", "1 D"])
        #expect(count.threshold(1) == "2.000")
        #expect(count.results(1) == ["-D: exhausted 1"])
        #expect(count.results(2) == ["+A", "+B", "+C"] && count.summary("numWinners") == 0)
    }

    @Test func passesLeaveEarlierWinnersOut() throws {
        let count = try RankedFixture(["A", "B", "C"], ["winnerElectionMode": "multiPassIrv", "numberOfWinners": 2])
            .count(["5 A>C", "3 B", "1 C"])
        #expect(count.passes.count == 2)
        #expect(count.results(1, pass: 0) == ["+A"])
        #expect(count.tally(1, pass: 1) == "B 3, C 6" && count.results(1, pass: 1) == ["+C"])
    }

    /// Votes are neither made nor lost: tallies, ballots that count for nobody and undervotes are all the ballots, but for what
    /// is cut off and reported as residual surplus.
    @Test func votesAreConserved() throws {
        var random = SeededGenerator(seed: 11)
        let names = ["A", "B", "C", "D", "E", "F"]
        for _ in 0..<60 {
            let groups = (0..<20).map { _ in
                let ranks = names.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random))
                return "\(Int.random(in: 1...9, using: &random)) \(ranks.joined(separator: ">"))"
            }
            var rules = Self.several
            rules["numberOfWinners"] = .integer(Int.random(in: 2...4, using: &random))
            let count = try RankedFixture(names, rules).count(groups)
            let total = try #require(count.summary("totalNumBallots")?.stringValue.flatMap { Int($0) })
            let undervotes = try #require(count.summary("undervotes")?.integerValue)
            var residue = 0
            for round in 1...count.roundCount {
                let shown = (count.tally(round) + ", " + count.inactive(round)).split(separator: ", ")
                let sum = shown.reduce(0) { $0 + Self.units($1.split(separator: " ").last ?? "0") }
                #expect(sum + residue == (total - Int(undervotes)) * 10_000)
                let parts = count.results(round).flatMap { $0.split(separator: ", ") }
                for part in parts where part.contains("residual surplus") {
                    residue += Self.units(part.split(separator: " ").last ?? "0")
                }
            }
        }
    }

    /// Ten-thousandths.
    private static func units(_ text: Substring) -> Int {
        let parts = text.split(separator: ".")
        return (Int(parts[0]) ?? 0) * 10_000 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }

    @Test func theOrderOfBallotsDoesNotMatter() throws {
        var random = SeededGenerator(seed: 3)
        let fixture = RankedFixture(["A", "B", "C", "D"], Self.several)
        var rows = fixture.table(["4 A>B", "3 A>C", "2 B>D", "2 C", "5 D=A>B", "1"]).split(separator: "\n").map(String.init)
        let header = rows.removeFirst()
        var answers: Set<String> = []
        for _ in 0..<10 {
            rows.shuffle(using: &random)
            let csv = ([header] + rows).joined(separator: "\n")
            answers.insert(CanonicalJSON.line(.object(try RankedCount(fixture.contest(), fixture.ballots(csv: csv)).json)))
        }
        #expect(answers.count == 1)
    }
}
