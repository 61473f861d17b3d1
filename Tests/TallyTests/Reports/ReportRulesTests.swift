import Daylight
import Tally
import Testing

/// The rules of tally reference, section 1.3, one change of a sound report at a time.
@Suite struct ReportRulesTests {
    private static func list(_ total: Int64, _ votes: [Int64], number: Int64 = 3) -> JSONValue {
        [
            "number": .integer(number), "total": .integer(total),
            "candidates": .array(
                votes.enumerated().map { ["number": .integer($0.offset + 1), "votes": .integer($0.element)] }),
        ]
    }

    @Test func soundReportsHaveNoFindings() throws {
        for report in [Made.station, Made.central, Made.committee, Made.totals] { #expect(try Made.codes(report) == []) }
    }

    static let changes: [(JSONObject, [String])] = [
        (["admittedVoters": 106, "votesCast": 106], ["F201", "F203"]),
        (["listTotals": [["number": 1, "total": 70], ["number": 3, "total": 31]]], ["F202", "F403:3"]),
        (["validVotes": 0], ["F204"]),
        (["blank": 4], ["F203", "W201"]), (["invalid": 4], ["F203", "W202"]),
        (["compare": ["equal": false, "castGreater": true, "castSmaller": false]], ["F302"]),
        (["compare": ["equal": false, "castGreater": false, "castSmaller": true]], ["F303"]),
        (["compare": ["equal": false, "castGreater": false, "castSmaller": false]], ["F304"]),
        (["compare": ["equal": true, "castGreater": true, "castSmaller": false]], ["F302", "F304"]),
        (["moreBallots": 1], ["F305"]), (["fewerBallots": 1], ["F305"]),
        (["lists": [list(70, [50, 20], number: 1), list(30, [29])]], ["F402:3"]),
        (["lists": [list(70, [50, 20], number: 1), list(0, [30])]], ["F401:3"]),
        (["lists": [list(70, [50, 20], number: 1), list(31, [31])]], ["F403:3"]),
        (["registeredVoters": 104], ["F501", "W501"]),
        (["blank": 4, "invalid": 1], ["W201"]), (["blank": 1, "invalid": 4], ["W202"]),
        (["differenceExplained": ["yes": true, "no": true]], []),
    ]

    @Test(arguments: changes) func oneChange(change: JSONObject, codes: [String]) throws {
        #expect(try Made.codes(Made.station.with(change)) == codes)
    }

    /// D 105, H 120: fifteen apart, which also needs the right boxes.
    @Test func moreVotesThanVoters() throws {
        let more = Made.station.with([
            "votesCast": 120, "validVotes": 115, "listTotals": [["number": 1, "total": 85], ["number": 3, "total": 30]],
            "lists": [Self.list(85, [65, 20], number: 1), Self.list(30, [30])],
        ])
        #expect(try Made.codes(more) == ["F301", "F306", "F310", "W203"])
        let right = more.with([
            "compare": ["equal": false, "castGreater": true, "castSmaller": false], "moreBallots": 15,
            "differenceExplained": ["yes": false, "no": true],
        ])
        #expect(try Made.codes(right) == ["W203"])
        #expect(try Made.codes(right.with(["fewerBallots": 2])) == ["F307", "W203"])
        #expect(try Made.codes(right.with(["differenceExplained": ["yes": false, "no": false]])) == ["F310", "W203"])
        let silent = try Made.check([Made.envelope(right.with(["differenceExplained": nil]))])
        #expect(silent.rejected.map(\.path) == ["/differenceExplained"])
        #expect(try Made.codes(right.with(["differenceExplained": ["yes": true, "no": true]])) == ["F310", "W203"])
    }

    @Test func fewerVotesThanVoters() throws {
        let fewer = Made.station.with([
            "pollCards": 97, "admittedVoters": 107, "compare": ["equal": false, "castGreater": false, "castSmaller": true],
            "fewerBallots": 2, "differenceExplained": ["yes": true, "no": false],
        ])
        #expect(try Made.codes(fewer) == [], "100 · 2 < 2 · 105")
        #expect(try Made.codes(fewer.with(["fewerBallots": 3, "moreBallots": 1])) == ["F308", "F309"])
        #expect(try Made.codes(fewer.with(["pollCards": 98, "admittedVoters": 108, "fewerBallots": 3])) == ["W203"])
    }

    @Test func nothingCast() throws {
        let nothing: JSONObject = [
            "pollCards": 0, "proxies": 0, "admittedVoters": 0, "validVotes": 0, "blank": 0, "invalid": 0, "votesCast": 0,
            "listTotals": [["number": 1, "total": 0], ["number": 3, "total": 0]],
            "lists": [Self.list(0, [0, 0], number: 1), Self.list(0, [0])],
        ]
        #expect(try Made.codes(Made.station.with(nothing)) == ["W204"])
    }

    @Test func centralCountingAnswersFourQuestions() throws {
        func codes(_ other: TwoBoxes, _ again: TwoBoxes, _ explained: TwoBoxes, _ perList: TwoBoxes) throws -> [String] {
            try Made.codes(
                Made.central.with([
                    "extraInvestigation": ["otherReason": other.json, "recounted": again.json],
                    "stationDifferences": ["explained": explained.json, "perList": perList.json],
                ]))
        }
        let (none, yes, both) = (TwoBoxes(), TwoBoxes(yes: true), TwoBoxes(yes: true, no: true))
        #expect(try codes(yes, yes, yes, yes) == [])
        #expect(try codes(none, none, yes, yes) == [])
        #expect(try codes(none, yes, yes, yes) == ["F101"])
        #expect(try codes(none, both, yes, yes) == ["F101", "F102"])
        #expect(try codes(yes, yes, none, yes) == ["F111"])
        #expect(try codes(yes, yes, none, both) == ["F111", "F112"])
    }

    @Test func sumsOfStations() throws {
        #expect(try Made.codes(Made.committee.with(["moreBallots": 2, "fewerBallots": 2])) == [])
        #expect(try Made.codes(Made.committee.with(["moreBallots": 2, "fewerBallots": 1])) == ["F312"])
        #expect(try Made.codes(Made.committee.with(["registeredVoters": 0])) == ["F501", "W205", "W501"])
        #expect(try Made.codes(Made.committee.with(["registeredVoters": 94])) == ["F501", "W206", "W501"])
    }

    @Test func everyCodeSaysWhereToLookAndWhatToDo() {
        for code in FindingCode.allCases {
            let advice = code.advice
            #expect(![advice.title, advice.look, advice.action].contains(""))
            #expect(code.rawValue.hasPrefix("W") ? code.severity == .warning : true)
        }
        #expect(FindingCode.allCases == FindingCode.allCases.sorted())
        #expect(Set(FindingCode.allCases.map(\.advice.title)).count == FindingCode.allCases.count)
    }

    @Test func differencesBetweenTwoEntries() throws {
        let definition = try ElectionDefinition(.object(Made.election))
        let one = try StationReport(.object(Made.central), of: definition)
        #expect(one.differences(from: one).isEmpty)
        let other = try StationReport(
            .object(
                Made.central.with([
                    "blank": 2, "lists": [Self.list(70, [49, 21], number: 1), Self.list(29, [30])],
                    "stationDifferences": ["explained": ["yes": true, "no": true], "perList": ["yes": false, "no": true]],
                ])), of: definition)
        let paths = [
            "/blank", "/lists/0/candidates/0/votes", "/lists/0/candidates/1/votes", "/lists/1/total",
            "/stationDifferences/explained",
        ]
        #expect(one.differences(from: other) == paths && other.differences(from: one) == paths)
    }
}

extension TwoBoxes {
    fileprivate var json: JSONValue { ["yes": .bool(yes), "no": .bool(no)] }
}
