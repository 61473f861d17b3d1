import Daylight
import Tally
import Testing

/// A report's way from the station to the sum (tally reference, sections 2 and 11.3).
@Suite struct CustodyTests {
    private static let other = Made.station.with(["unitId": "S2", "pollCards": 94, "proxies": 11])

    @Test func aSignedReportIsAccepted() throws {
        let check = try Made.check([try Made.signed(Made.station)], election: ["requireSignatures": true])
        #expect(check.codes == [] && check.receivedStations == 1 && check.isClean)
    }

    static let damages: [(String, JSONValue, [String])] = [
        ("sha256", "00", ["ALTERED"]), ("signature", nil, ["F505"]), ("signature", "AAAA", ["F505"]), ("keyId", "k2", ["F505"]),
        ("signedAt", "2026-06-16T00:00:00Z", ["F505"]), ("signature", "", ["F505"]),
    ]

    @Test(arguments: damages) func damage(name: String, value: JSONValue, codes: [String]) throws {
        let envelope = try #require(try Made.signed(Made.station).objectValue).with([name: value])
        let check = try Made.check([.object(envelope)], election: ["requireSignatures": true])
        #expect(check.codes == codes)
        #expect(check.receivedStations == 0)
    }

    @Test func aTimeThatIsNotStatedIsOutsideOfNoWindow() throws {
        let envelope = try #require(try Made.signed(Made.station).objectValue).with(["signedAt": nil])
        let check = try Made.check([.object(envelope)], election: ["requireSignatures": true])
        #expect(check.codes == [] && check.receivedStations == 1)
    }

    @Test func aChangedReportIsAlteredAndItsSignatureWrong() throws {
        let envelope = try #require(try Made.signed(Made.station).objectValue)
        let check = try Made.check([.object(envelope.with(["report": .object(Made.station.with(["blank": 2]))]))])
        #expect(check.codes == ["ALTERED", "F505"])
    }

    @Test func versions() throws {
        let second = Made.station.with(["version": 2, "note": "again"])
        let reports = [
            Made.station, Made.station, Made.station.with(["note": "else"]), second, Made.station,
            Made.station.with(["version": 3]),
        ]
        let check = try Made.check(reports.map { Made.envelope($0) })
        #expect(check.codes == ["DUPLICATE", "DUPLICATE", "EQUIVOCATION"])
        let stale = try Made.check([Made.envelope(second), Made.envelope(Made.station)])
        #expect(stale.codes == ["STALE"])
    }

    @Test func aCopyUnderAnotherUnit() throws {
        let check = try Made.check([Made.envelope(Made.station), Made.envelope(Made.station.with(["unitId": "S2"]))])
        #expect(check.codes == ["F502"] && check.findings.first?.unit == "S2" && check.receivedStations == 2)
    }

    @Test func aUnitListedTwice() throws {
        let units = try #require(Made.election["units"]?.arrayValue)
        #expect(try Made.check([], election: ["units": .array(units + [units[1]])]).codes == ["F502"])
    }

    @Test func timesOfSigningAndReceipt() throws {
        let early = try Made.check([try Made.signed(Made.station, at: "2026-06-14T21:09:59.999Z")])
        #expect(early.codes == ["TOO_EARLY"] && early.isClean)
        #expect(try Made.check([try Made.signed(Made.station, at: "2026-06-14T21:10:00Z")]).codes == [])
        #expect(try Made.check([Made.envelope(Made.station, ["receivedAt": "2026-06-15T12:00:00Z"])]).codes == [])
        #expect(try Made.check([Made.envelope(Made.station, ["receivedAt": "2026-06-15T12:00:01Z"])]).codes == ["W502"])
    }

    @Test func stationsAreMissedFromTheDeadlineOn() throws {
        #expect(try Made.check([Made.envelope(Made.station)], with: ["asOf": "2026-06-15T11:59:59Z"]).missing == [])
        let check = try Made.check([Made.envelope(Made.station)], with: ["asOf": "2026-06-15T12:00:00Z"])
        #expect(check.codes == ["MISSING"] && check.missing == ["S2"] && check.isClean)
    }

    /// More than fifteen votes and more than two in a hundred.
    @Test(
        arguments: [
            (1_000, 985, false), (1_000, 979, true), (800, 784, false), (800, 783, true), (70, 54, true), (70, 55, false),
        ] as [(Int64, Int64, Bool)])
    func aLaterVersionTakesVotes(before: Int64, after: Int64, found: Bool) throws {
        func report(_ version: Int64, _ votes: Int64) -> JSONValue {
            Made.envelope(
                Made.totals.with([
                    "version": .integer(version),
                    "listTotals": [["number": 1, "total": .integer(votes)], ["number": 3, "total": 0]],
                ]))
        }
        #expect(try Made.check([report(1, before), report(2, after)]).codes.contains("W503") == found)
    }

    @Test func sumsAreHeldAgainstTheCurrentReports() throws {
        let reports = [Made.envelope(Made.station), Made.envelope(Self.other)]
        func codes(_ fields: JSONValue) throws -> [CountFinding] {
            try Made.check(reports, with: ["aggregates": [["unitId": "M1", "fields": fields]]]).findings
        }
        #expect(
            try codes([
                "registeredVoters": 600, "pollCards": 189, "proxies": 21, "admittedVoters": 210, "validVotes": 200, "blank": 6,
                "invalid": 4, "votesCast": 210, "listTotals": [["number": 1, "total": 140], ["number": 3, "total": 60]],
            ]).isEmpty)
        let wrong = try codes(["blank": 7, "listTotals": [["number": 1, "total": 141]]])
        #expect(wrong.map(\.code) == [.f503])
        #expect(wrong.first?.paths == ["/fields/blank", "/fields/listTotals/0/total", "/fields/listTotals"])
    }

    @Test func aReceiptProvesAnOmission() throws {
        func codes(leaf: Int64, version: Int64) throws -> [String] {
            try Made.check(
                [Made.envelope(Made.station)],
                with: [
                    "aggregates": [
                        [
                            "unitId": "M1", "fields": [:], "treeSize": 10,
                            "inputs": [["unitId": "S1", "version": 1, "sha256": "00"]],
                        ]
                    ],
                    "receipts": [
                        ["unitId": "S1", "version": .integer(version), "sha256": "00", "leafIndex": .integer(leaf)]
                    ],
                ]
            ).codes
        }
        #expect(try codes(leaf: 9, version: 2) == ["OMITTED"])
        #expect(try codes(leaf: 10, version: 2) == [])
        #expect(try codes(leaf: 9, version: 1) == [])
    }

    @Test func unknownUnits() throws {
        let check = try Made.check([Made.envelope(Made.station.with(["unitId": "S9", "blank": 9]))])
        #expect(check.codes == ["F504"])
    }

    /// More envelopes than one batch holds, in the same order.
    @Test func severalAtATimeFindTheSame() async throws {
        let envelopes = (0..<300).map { index in
            Made.envelope(
                index % 7 == 3 ? [:] : Made.station.with(["version": .integer(index / 2 + 1), "blank": .integer(index % 5)]))
        }
        let file: JSONValue = ["election": .object(Made.election), "reports": .array(envelopes)]
        let bytes = CanonicalJSON.lineBytes(file)
        let (one, other) = (try CountCheck(bytes), try await CountCheck.inParallel(bytes))
        #expect(one.findings == other.findings && one.rejected == other.rejected)
        #expect(one.rejected.count == 43 && !one.findings.isEmpty)
        await #expect(throws: InputError.self) { try await CountCheck.inParallel(bytes.dropLast(4) + Array("x]}".utf8)) }
    }
}
