import Daylight
import Tally
import Testing

/// What is rejected before any rule is asked (tally reference, sections 1.2 and 11.3), and what makes a whole file unusable.
@Suite struct StructureTests {
    static let faults: [(JSONObject, String)] = [
        (["unitId": nil], "/unitId"), (["version": 0], "/version"), (["phase": "second"], "/phase"),
        (["countingMethod": nil], "/countingMethod"), (["form": "other"], "/form"), (["electionId": "else"], "/electionId"),
        (["contestId": "2"], "/contestId"), (["pollCards": 1_000_000_000], "/pollCards"), (["proxies": -1], "/proxies"),
        (["blank": .real(1.5)], "/blank"), (["invalid": "3"], "/invalid"), (["voterCards": 0], "/voterCards"),
        (["listTotals": [["number": 1, "total": 100]]], "/listTotals"),
        (["listTotals": [["number": 1, "total": 70], ["number": 2, "total": 30]]], "/listTotals/1/number"),
        (["listTotals": [["number": 1, "total": 70], ["number": 3]]], "/listTotals/1/total"),
        (["lists": nil], "/lists"), (["compare": ["equal": true]], "/compare/castGreater"),
        (["moreBallots": nil], "/moreBallots"),
        (
            [
                "lists": [
                    ["number": 1, "total": 70, "candidates": [["number": 2, "votes": 50], ["number": 1, "votes": 20]]],
                    ["number": 3, "total": 30, "candidates": [["number": 1, "votes": 30]]],
                ]
            ], "/lists/0/candidates/0/number"
        ),
        (
            [
                "lists": [
                    ["number": 1, "total": 70, "candidates": [["number": 1, "votes": 70]]],
                    ["number": 3, "total": 30, "candidates": [["number": 1, "votes": 30]]],
                ]
            ], "/lists/0/candidates"
        ),
    ]

    @Test(arguments: faults) func aFaultyReportIsRejectedAndTheNextIsChecked(change: JSONObject, path: String) throws {
        let check = try Made.check([
            Made.envelope(Made.station.with(change)), Made.envelope(Made.station.with(["unitId": "S2", "blank": 4])),
        ])
        #expect(check.rejected.map(\.path) == [path])
        #expect(check.rejected.map(\.index) == [0])
        #expect(check.codes == ["F203", "W201"])
        #expect(!check.isClean)
    }

    @Test func voterCardsAreRequiredWhereTheContestHasThem() throws {
        let without = try Made.check([Made.envelope(Made.station)], election: ["voterCards": true])
        #expect(without.rejected.map(\.path) == ["/voterCards"])
        let with = Made.station.with(["voterCards": 5, "pollCards": 90])
        #expect(try Made.check([Made.envelope(with)], election: ["voterCards": true]).codes == [])
    }

    @Test func anEnvelopeWithoutAReport() throws {
        let check = try Made.check([[:], 7, ["report": nil], Made.envelope(Made.station, ["receivedAt": "yesterday"])])
        #expect(check.rejected.map(\.path) == ["", "", "", "/receivedAt"])
        #expect(check.rejected.map(\.unit) == ["", "", "", "S1"])
    }

    static let unusable: [(JSONObject, JSONObject, String)] = [
        (["id": nil], [:], "/election/id"), (["lists": 3], [:], "/election/lists"),
        (["lists": [["number": 2, "candidates": 1], ["number": 2, "candidates": 1]]], [:], "/election/lists/1/number"),
        (["units": [["id": "S1", "level": "station", "parent": "M9"]]], [:], "/election/units/0/parent"),
        (["units": [["id": "A", "level": "municipality", "parent": "A"]]], [:], "/election/units/0/parent"),
        (["units": [["id": "A", "level": "street", "parent": nil]]], [:], "/election/units/0/level"),
        (["deadline": "noon"], [:], "/election/deadline"), ([:], ["asOf": 7], "/asOf"),
        ([:], ["aggregates": [["unitId": "M1", "fields": ["blank": -1]]]], "/aggregates/0/fields/blank"),
        ([:], ["receipts": [["unitId": "S1", "version": 1, "sha256": "00"]]], "/receipts/0/leafIndex"),
        ([:], ["reports": 7], "/reports"),
    ]

    @Test(arguments: unusable) func aFileThatCannotBeUsed(election: JSONObject, others: JSONObject, field: String) {
        let error = #expect(throws: InputError.self) { try Made.check([], election: election, with: others) }
        #expect(error?.field == field)
    }

    @Test func deepAndCircularUnits() throws {
        func units(_ count: Int, from first: JSONValue) -> JSONValue {
            .array(
                (0..<count).map {
                    ["id": .string("U\($0)"), "level": "municipality", "parent": $0 == 0 ? first : .string("U\($0 - 1)")]
                })
        }
        #expect(try Made.check([], election: ["units": units(16, from: nil)]).isClean)
        #expect(throws: InputError.self) { try Made.check([], election: ["units": units(17, from: nil)]) }
        #expect(throws: InputError.self) { try Made.check([], election: ["units": units(10, from: "U9")]) }
    }

    static let texts: [(String, Int)] = [
        ("", 0), ("[]", 0), (#"{"election":{"id":"x"},"reports":[}"#, 35), (#"{"election":{},}"#, 15), (#"{"a":1,"a":2}"#, 7),
        (#"{"reports":[1 2],"election":{}}"#, 14), (#"{"a":"#, 5), (#"{"a":"x}"#, 8), (#"{} {}"#, 3), (#"{"a":tru}"#, 5),
    ]

    @Test(arguments: texts) func notJSON(text: String, byte: Int) {
        let error = #expect(throws: InputError.self) { try CountCheck(Array(text.utf8)) }
        #expect(error?.field.hasPrefix("/election") == true || error?.place == .byte(byte), "\(String(describing: error))")
    }
}
