import Daylight
import Tally
import Testing

/// Records as JSON and XML (tally reference, section 9).
struct RecordReaderTests {
    static let election = """
        "Election":[{"@id":"e","Candidate":[{"@id":"a","Name":"A"},{"@id":"b","Name":"B"}],
        "Contest":[{"@id":"k","Name":"Mayor","ContestSelection":[{"@id":"sa","CandidateIds":["a"]},
        {"@id":"sb","CandidateIds":["b"]},{"@id":"sw","IsWriteIn":true}]}]}]
        """

    /// One record whose current snapshot ranks selections.
    static func record(_ selections: [(String, Int)], contest: String = "k") -> String {
        let marks = selections.map { selection, rank in
            """
            {"ContestSelectionId":"\(selection)","SelectionPosition":[{"HasIndication":"yes","Rank":\(rank)}]}
            """
        }
        return """
            {"CurrentSnapshotId":"s2","CVRSnapshot":[{"@id":"s1","CVRContest":[]},
            {"@id":"s2","CVRContest":[{"ContestId":"\(contest)","CVRContestSelection":[\(marks.joined(separator: ","))]}]}]}
            """
    }

    static func fixture(_ provider: String = "cdf", writeIns: Bool = false) -> RankedFixture {
        var fixture = RankedFixture(["A", "B"])
        fixture.source = ["filePath": "records.json", "provider": .string(provider), "contestId": "Mayor"]
        if writeIns { fixture.source["undeclaredWriteInLabel"] = "UWI" }
        return fixture
    }

    @Test func commonDataMayExplainItselfBeforeOrAfter() throws {
        let records =
            "\"CVR\":[\(Self.record([("sa", 1), ("sb", 2)])),\(Self.record([])),\(Self.record([("x", 1)], contest: "j"))]"
        for document in ["{\(records),\(Self.election)}", "{\(Self.election) , \(records)}"] {
            for pieces in [1, 7, .max] {
                let fixture = Self.fixture()
                let count = try RankedCount(fixture.contest(), fixture.ballots(csv: document, pieces: pieces))
                #expect(count.tally(1) == "A 1, B 0" && count.summary("totalNumBallots") == "2")
                #expect(count.summary("undervotes") == 1)
            }
        }
    }

    @Test func writeInsNeedALabel() throws {
        let document = "{\(Self.election),\"CVR\":[\(Self.record([("sw", 1)]))]}"
        #expect(throws: InputError.self) { try Self.fixture().ballots(csv: document) }
        let fixture = Self.fixture(writeIns: true)
        let count = try RankedCount(fixture.contest(), fixture.ballots(csv: document))
        #expect(count.tally(1) == "A 0, B 0, Undeclared Write-ins 1")
    }

    @Test func whatCannotBeUsedIsRefused() {
        let record = Self.record([("sa", 1)])
        for document in [
            "", "[]", "{", "{\"CVR\":[\(record)]}", "{\(Self.election),\"CVR\":[\(record),]}",
            "{\(Self.election),\"CVR\":[{}]}",
            "{\(Self.election),\"CVR\":[\(Self.record([("sx", 1)]))]}",
            "{\(Self.election),\"CVR\":[\(Self.record([("sa", 0)]))]}",
            "{\(Self.election),\(Self.election)}", "{\(Self.election)}x", "{\(Self.election),}",
        ] {
            #expect(throws: InputError.self, "\(document)") { try Self.fixture().ballots(csv: document) }
        }
    }

    @Test func commonDataMayBeXML() throws {
        var fixture = Self.fixture()
        fixture.source["filePath"] = "records.xml"
        let document = """
            <?xml version="1.0"?><r:CastVoteRecordReport xmlns:r="urn:r"><r:CVR><r:CurrentSnapshotId>s</r:CurrentSnapshotId>
            <r:CVRSnapshot ObjectId="s"><r:CVRContest><r:ContestId>k</r:ContestId><r:CVRContestSelection>
            <r:ContestSelectionId>sb</r:ContestSelectionId><r:Rank>1</r:Rank></r:CVRContestSelection>
            </r:CVRContest></r:CVRSnapshot>
            </r:CVR><r:Election><r:Candidate ObjectId="b"><r:Name>B</r:Name></r:Candidate><r:Contest ObjectId="k">
            <r:ContestSelection ObjectId="sb"><r:CandidateIds>b</r:CandidateIds></r:ContestSelection><r:Name>Mayor</r:Name>
            </r:Contest></r:Election></r:CastVoteRecordReport>
            """
        for pieces in [1, 10, .max] {
            let count = try RankedCount(fixture.contest(), fixture.ballots(csv: document, pieces: pieces))
            #expect(count.tally(1) == "A 0, B 1")
        }
    }

    @Test func hartWritesRanksAsBits() throws {
        let fixture = Self.fixture("hart")
        let contest = try fixture.contest()
        var reader = try contest.reader(for: contest.sources[0], path: "folder")
        let document = """
            <Cvr xmlns="urn:c"><Contests><Contest><Name>M</Name><Id>Mayor</Id><Options>
            <Option><Id>B</Id><Value>010</Value></Option>
            <Option><Id>A</Id><Value>100</Value></Option></Options></Contest></Contests></Cvr>
            """
        var ballots = try read(Array(document.utf8), &reader)
        #expect(ballots.total == 1)
        // The same reader takes the next file.
        ballots = try read(Array(document.utf8), &reader, pieces: 3)
        #expect(try RankedCount(contest, ballots).tally(1) == "A 1, B 0")
    }

    @Test func dominionTakesTheCurrentRecordAndLeavesOutMarksThatAreNoVotes() throws {
        let fixture = Self.fixture("dominion")
        var source = fixture
        source.source["contestId"] = "7"
        let contest = try source.contest()
        let manifests = try DominionManifests(
            contests: Array(#"{"List":[{"Id":7,"Description":"Mayor"}]}"#.utf8),
            candidates: Array(#"{"List":[{"Id":1,"Description":"A"},{"Id":2,"Description":"B"}]}"#.utf8),
            outstackConditions: Array(#"{"List":[{"Id":9,"Description":"InvalidContest"}]}"#.utf8))
        var reader = try contest.reader(for: contest.sources[0], path: "folder", manifests: manifests)
        func session(_ original: String, _ modified: String = "{}") -> String {
            "{\"Original\":\(original),\"Modified\":\(modified)}"
        }
        func card(_ marks: String, _ condition: Int = 0) -> String {
            "\"Cards\":[{\"Contests\":[{\"Id\":7,\"OutstackConditionIds\":[\(condition)],\"Marks\":[\(marks)]}]}]"
        }
        func mark(_ candidate: Int, _ rank: Int, _ vote: Bool = true) -> String {
            "{\"CandidateId\":\(candidate),\"Rank\":\(rank),\"IsVote\":\(vote),\"IsAmbiguous\":false}"
        }
        let sessions = [
            session("{\"IsCurrent\":true,\(card(mark(1, 1) + "," + mark(2, 1, false)))}"),
            session("{\"IsCurrent\":false,\(card(mark(1, 1)))}", "{\(card(mark(2, 1)))}"),
            session("{\"IsCurrent\":true,\(card(mark(1, 1), 9))}"),
            session("{\"IsCurrent\":true,\"Contests\":[{\"Id\":7,\"Marks\":[]}]}"),
        ]
        let ballots = try read(Array("{\"Version\":\"5\",\"Sessions\":[\(sessions.joined(separator: ","))]}".utf8), &reader)
        let count = try RankedCount(contest, ballots)
        #expect(count.tally(1) == "A 1, B 1" && ballots.total == 3)
    }
}
