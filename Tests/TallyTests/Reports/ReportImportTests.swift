import Daylight
import Testing

@testable import Tally

/// Reports that come as a table or as EML (tally reference, sections 1.2 and 9).
struct ReportImportTests {
    private static let definition = """
        {"id":"GR2026_Demo","contestId":"geen","voterCards":false,"lists":[{"number":1,"candidates":2}],"units":[
        {"id":"M","level":"municipality","parent":null},{"id":"SB1","level":"station","parent":"M","registeredVoters":50},
        {"id":"SB2","level":"station","parent":"M","registeredVoters":70}]}
        """
    private static let header = "unitId,pollCards,proxies,admittedVoters,validVotes,blank,invalid,votesCast,list 1"
    private static let row = "SB1,15,3,18,17,1,0,18,17"

    private static func election() throws -> ElectionDefinition {
        try ElectionDefinition(JSONParser.parse(Array(definition.utf8)))
    }

    private static func read(_ text: String) throws -> [JSONObject] {
        try ReportImport(Array(text.utf8), of: election()).reports
    }

    private static func report(_ object: JSONObject) throws -> StationReport {
        try StationReport(.object(object), of: election())
    }

    @Test func aRowIsAReportOfTotals() throws {
        let report = try Self.report(try #require(Self.read("\(Self.header)\r\n\(Self.row)\r\n").first))
        #expect(report.unitId == "SB1" && report.version == 1 && report.phase == .first && report.form == .totals)
        #expect(report.counts.votesCast == 18 && report.counts.blank == 1 && report.listTotals == [17])
    }

    @Test func aCorrectionSaysSo() throws {
        let text = "\(Self.header),version,phase,countingMethod\n\(Self.row),2,corrigendum,central\n"
        let report = try Self.report(try #require(Self.read(text).first))
        #expect(report.version == 2 && report.phase == .corrigendum && report.countingMethod == .central)
    }

    /// What was published can be taken in again elsewhere: stations without a report have empty cells.
    @Test func theTableOfAPublicationIsTaken() throws {
        let election = try Self.election()
        let object = try #require(Self.read("\(Self.header)\n\(Self.row)\n").first)
        let unit = try #require(election.units.index(of: "SB1"))
        let table = StationTable.bytes(of: election, [unit: try CollectedReport(object, of: election)])
        let again = try ReportImport(table, of: election).reports
        #expect(again.count == 1)
        var expected = try Self.report(object)
        // The published table says how many may vote, from the definition.
        var counts = expected.counts
        counts.registeredVoters = 50
        expected = StationReport(
            unitId: expected.unitId, version: 1, phase: .first, countingMethod: .decentral, counts: counts, listTotals: [17],
            body: .totals)
        #expect(try Self.report(again[0]) == expected)
    }

    @Test(arguments: [
        ("unitId,pollCards\nSB1,1\n", 1, ""),
        ("\(header),list 2\n", 1, "column 10"),
        ("\(header),pollCards\n", 1, "column 10"),
        ("\(header)\nSB1,15,3,18,17,1,0,18\n", 2, ""),
        ("\(header)\nSB1,15,3,18,17,1,0,1 8,17\n", 2, "column 8"),
        ("\(header)\nSB1,15,3,18,17,1,0,-18,17\n", 2, "column 8"),
        ("\(header)\nSB1,15,3,18,17,1,0,1000000000,17\n", 2, "column 8"),
        ("\(header),phase\n\(row),First\n", 2, "column 10"),
        ("\(header),list 01\n", 1, "column 10"), ("\(header)\n,15,3,18,17,1,0,18,17\n", 2, "column 1"),
        ("\(header)\n\(row)\nSB2,15,3,18,17,,0,18,17\n", 3, "column 6"),
    ])
    func aFaultInATableIsNamedByItsLine(text: String, line: Int, field: String) {
        #expect {
            try Self.read(text)
        } throws: {
            ($0 as? InputError)?.place == .line(line) && ($0 as? InputError)?.field == field
        }
    }

    @Test func otherEncodingsAreRefused() {
        var bytes = Array("\(Self.header)\n\(Self.row)\n".utf8)
        bytes[Self.header.utf8.count + 1] = 0xE9
        #expect {
            try ReportImport(bytes, of: Self.election())
        } throws: {
            ($0 as? InputError)?.place == .line(2) && ($0 as? InputError)?.field == "column 1"
        }
    }

    @Test func whoMayVoteIsNoReportYet() throws {
        let text = "\(Self.header),registeredVoters\n\(Self.row),50\nSB2,,,,,,,,,70\n"
        #expect(try Self.read(text).map { $0["unitId"] } == ["SB1"])
    }

    @Test func whatAFileIsSaidToBeIsWhatItHasToBe() {
        let table = Array("\(Self.header)\n\(Self.row)\n".utf8)
        #expect(throws: InputError.self) { try ReportImport(table, of: Self.election(), form: .eml) }
        #expect(throws: InputError.self) { try ReportImport(Array(EMLMade.sound.utf8), of: Self.election(), form: .table) }
    }

    @Test func anEmptyFileIsRefused() {
        #expect(throws: InputError.self) { try Self.read("") }
        #expect(throws: InputError.self) { try Self.read("\(Self.header)\n") }
    }

    private static func station(proxies: Int = 3, isWhole: Bool = true) -> String {
        EMLMade.votes(list: 1, [10, 7], cast: 50, blank: 1, invalid: 0, cards: 15)
            + "<UncountedVotes ReasonCode=\"geldige volmachtbewijzen\">\(proxies)</UncountedVotes>"
            + "<UncountedVotes ReasonCode=\"toegelaten kiezers\">18</UncountedVotes>"
            + (isWhole
                ? "<UncountedVotes ReasonCode=\"meer getelde stembiljetten\">0</UncountedVotes>"
                    + "<UncountedVotes ReasonCode=\"minder getelde stembiljetten\">0</UncountedVotes>" : "")
    }

    /// The definition may leave out the municipality that EML puts before a station's number.
    @Test func aCountInEMLHasTheCandidates() throws {
        let report = try Self.report(
            try #require(Self.read(EMLMade.count(total: Self.station(), reports: [Self.station()])).first))
        #expect(report.unitId == "SB1" && report.form == .committee && report.counts.registeredVoters == 50)
        #expect(report.counts.pollCards == 15 && report.counts.admittedVoters == 18 && report.counts.votesCast == 18)
        guard case .committee(let matrix) = report.body else {
            Issue.record("no candidates")
            return
        }
        #expect(matrix.lists.map(\.candidates) == [[10, 7]])
    }

    @Test func withoutTheDifferencesItIsAReportOfTotals() throws {
        let station = Self.station(isWhole: false)
        let report = try Self.report(try #require(Self.read(EMLMade.count(total: station, reports: [station])).first))
        #expect(report.form == .totals && report.listTotals == [17])
    }

    @Test func aCountThatDoesNotAddUpOrIsOfAnotherElectionIsRefused() {
        let changed = EMLMade.count(total: Self.station(proxies: 4), reports: [Self.station()])
        #expect {
            try Self.read(changed)
        } throws: {
            ($0 as? InputError)?.expected == "the sum of the reports"
        }
        let other = EMLMade.sound.replacingFirst("GR2026_Demo", with: "GR2026_Other")
        #expect {
            try Self.read(other)
        } throws: {
            ($0 as? InputError)?.field == "ElectionIdentifier/@Id"
        }
        let contest = EMLMade.count(total: Self.station(), reports: [Self.station()])
            .replacingFirst("<ContestIdentifier Id=\"geen\"", with: "<ContestIdentifier Id=\"2\"")
        #expect {
            try Self.read(contest)
        } throws: {
            ($0 as? InputError)?.field == "ContestIdentifier/@Id"
        }
    }

    @Test func alteredBytesAreReadOrRefused() throws {
        let election = try Self.election()
        let seeds = [
            "\(Self.header)\n\(Self.row)\n", EMLMade.count(total: Self.station(), reports: [Self.station(), Self.station()]),
        ].map { Array($0.utf8) }
        var generator = SeatGenerator(seed: 5)
        for round in 0..<FuzzRuns.count(default: 2_000) {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: Array("\",<&\r\n9".utf8), at: place)
                }
            }
            do throws(InputError) {
                #expect(!(try ReportImport(bytes, of: election).reports.isEmpty))
            } catch { #expect(!error.expected.isEmpty) }
        }
    }
}
