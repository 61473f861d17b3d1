import Daylight
import Tally
import Testing

/// Tables of cast vote records (tally reference, sections 9 and 11.1).
struct TableReaderTests {
    private let generic = RankedFixture(["A", "B"], ["maxRankingsAllowed": 2])

    private func refused(_ csv: String, line: Int, column: Int? = nil, _ fixture: RankedFixture? = nil) {
        let error = #expect(throws: InputError.self) { try (fixture ?? generic).ballots(csv: csv) }
        #expect(error?.place == .line(line), "\(csv)")
        if let column { #expect(error?.field == "column \(column)", "\(csv)") }
    }

    @Test func aGenericTableHoldsRanks() throws {
        let ballots = try generic.ballots(csv: "\u{FEFF}id,A,\"B\"\r\n1,1,2\r\n2,,\r\n\r\n3,1,2")
        #expect(ballots.total == 3 && ballots.patternCount == 2)
    }

    @Test func cellsThatAreNoRanksAreRefusedWhereTheyStand() {
        refused("id,A,B\n1,x,\n", line: 2, column: 2)
        refused("id,A,B\n1,1,2\n1,,0\n", line: 3, column: 3)
        refused("id,A,B\n1,3,\n", line: 2, column: 2)
        refused("id,A,B\n1,1.0,\n", line: 2, column: 2)
        refused("id,A,B\n1,-1,\n", line: 2, column: 2)
        refused("id,A,B\n1,99999999999999999999,\n", line: 2, column: 2)
        refused("id,A,B\n1,1,2,1\n", line: 2, column: 4)
        refused("id,A,C\n1,1,2\n", line: 1, column: 3)
        refused("id,A,A\n1,1,2\n", line: 1, column: 3)
        refused("id\n", line: 1, column: 2)
        refused("", line: 1)
        refused("id,A,B\n1,\"1,2\n", line: 2)
        refused("id,A,B\n1,\"1\"2\n", line: 2)
        refused("id,A,B\r1,1,2\n", line: 1)
    }

    @Test func piecesDoNotMatter() throws {
        let csv = "id,\"A\",B\r\n\"a \"\"quoted\"\" id\",1,2\r\n2,2,1\r\n"
        for size in 1...20 {
            let ballots = try generic.ballots(csv: csv, pieces: size)
            #expect(ballots.total == 2 && ballots.patternCount == 2)
        }
    }

    @Test func namesMayBeWrittenAsWindowsDoes() throws {
        let fixture = RankedFixture(["José", "Š–Ž"])
        let contest = try fixture.contest()
        var reader = try contest.reader(for: contest.sources[0], path: "x.csv")
        let header = Array("id,Jos".utf8) + [0xE9] + Array(",".utf8) + [0x8A, 0x96, 0x8E]
        let ballots = try read(header + Array("\r\n1,1,2\r\n".utf8), &reader)
        #expect(try RankedCount(contest, ballots).tally(1) == "José 1, Š–Ž 0")
    }

    @Test func columnsOfRanksHoldNames() throws {
        var fixture = RankedFixture(
            ["A", "B, the younger"], ["overvoteRule": "alwaysSkipToNextRank", "maxRankingsAllowed": 2])
        fixture.source["provider"] = "ess"
        fixture.source["overvoteLabel"] = "overvote"
        fixture.source["skippedRankLabel"] = "undervote"
        let csv = "id,1,2,COUNT\n1, A ,undervote,1\n2,overvote,\"B, the younger\",1\n3,,,\n4,undervote\n"
        let count = try RankedCount(fixture.contest(), fixture.ballots(csv: csv))
        #expect(count.tally(1) == "A 1, B, the younger 1" && count.summary("undervotes") == 2)
        refused("id,1,2\n1,A,C\n", line: 2, column: 3, fixture)
    }

    @Test func severalNamesInACellAreAnOvervote() throws {
        var fixture = RankedFixture(["A", "B", "C"], ["overvoteRule": "exhaustIfMultipleContinuing"])
        fixture.source["provider"] = "ess"
        fixture.source["overvoteDelimiter"] = "|"
        fixture.excluded = ["C"]
        let count = try RankedCount(fixture.contest(), fixture.ballots(csv: "id,1\n1,A|B\n2,A|C\n3,A\n"))
        #expect(count.tally(1) == "A 2, B 0" && count.inactive(1) == "overvotes 1")
        refused("id,1\n1,A||B\n", line: 2, column: 2, fixture)
    }

    @Test func blankCellsMayBeUndeclaredWriteIns() throws {
        var fixture = RankedFixture(["A", "B"], ["maxRankingsAllowed": 1])
        fixture.source["provider"] = "ess"
        fixture.source["undeclaredWriteInLabel"] = "UWI"
        fixture.source["treatBlankAsUndeclaredWriteIn"] = true
        let count = try RankedCount(fixture.contest(), fixture.ballots(csv: "id,1\n1,A\n2,\n3\n4,UWI\n"))
        #expect(count.tally(1) == "A 1, B 0, Undeclared Write-ins 3")
    }

    @Test func clearBallotHasAColumnForEachMark() throws {
        var fixture = RankedFixture(["Ann", "Bo: b"])
        fixture.source["provider"] = "clearBallot"
        fixture.source["contestId"] = "Mayor"
        let headings = ["Ann", "Bo: b"].flatMap { name in
            (1...2).map { "Choice_1_1:Mayor:\($0):Vote For 1:\(name):NON" }
        }
        let csv = "RowNumber,BoxID," + headings.joined(separator: ",") + ",Choice_2_1:Other:1:Vote For 1:Cy:NON\n"
        let ballots = try fixture.ballots(csv: csv + "1,b,1,0,0,1,1\n2,b,,,,,1\n3,b,0,0,0,0,1\n")
        let count = try RankedCount(fixture.contest(), ballots)
        #expect(count.tally(1) == "Ann 1, Bo: b 0" && count.summary("totalNumBallots") == "2")
        refused(csv + "1,b,1,0,0,2,1\n", line: 2, column: 6, fixture)
    }

    @Test func dominionTablesHaveFourRowsOfHeadings() throws {
        var fixture = RankedFixture(["Ann", "Bo"])
        fixture.source["provider"] = "dominion"
        fixture.source["contestId"] = "Mayor"
        let csv = """
            E,5.2,,,,
            ,,Mayor (Vote For=1),Mayor (Vote For=1),Mayor (Vote For=1),Other (Vote For=1)
            ,,Ann(1),Ann(2),Bo(1),Cy
            CvrNumber,TabulatorNum,NON,NON,NON,NON
            ="1",="7",1,0,0,1
            ="2",="7",,,,1
            ="3",="7",0,1,1,0

            """
        let count = try RankedCount(fixture.contest(), fixture.ballots(csv: csv))
        #expect(count.tally(1) == "Ann 1, Bo 1" && count.summary("totalNumBallots") == "2")
    }
}
