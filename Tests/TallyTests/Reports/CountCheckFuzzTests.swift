import Daylight
import Glibc
import Tally
import Testing

/// Hostile files of reports: nothing may trap, whatever stands in them.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
@Suite struct CountCheckFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 400

    private static let values: [JSONValue] = [
        0, 1, 15, 999_999_999, 1_000_000_000, -1, .number(JSONNumber(spelling: "9223372036854775807")),
        .number(JSONNumber(spelling: "1e400")), .number(JSONNumber(spelling: "-0")), "S1", "S2", "", "2026-06-15T12:00:00Z",
        nil,
        true, [],
        [:], [["number": 1, "total": 1]],
    ]

    @Test func anythingMayStandAnywhere() throws {
        var random = SplitMix64(seed: 2026)
        var (checked, refused) = (0, 0)
        let file: JSONValue = [
            "election": .object(Made.election), "asOf": "2026-06-15T16:00:00Z",
            "reports": [
                try Made.signed(Made.station), Made.envelope(Made.central.with(["version": 2])),
                Made.envelope(Made.committee.with(["unitId": "M1"])), Made.envelope(Made.totals.with(["unitId": "S2"])),
            ],
            "aggregates": [
                [
                    "unitId": "M1", "treeSize": 9, "fields": ["blank": 3, "listTotals": [["number": 1, "total": 70]]],
                    "inputs": [["unitId": "S1", "version": 1, "sha256": "00"]],
                ]
            ], "receipts": [["unitId": "S1", "version": 1, "sha256": "00", "leafIndex": 3]],
        ]
        for execution in 0..<Self.executions {
            var changed = file
            for _ in 0..<Int.random(in: 1...3, using: &random) { changed = Self.damaged(changed, &random) }
            var bytes = CanonicalJSON.lineBytes(changed)
            if execution % 4 == 3 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do throws(InputError) {
                let check = try CountCheck(bytes)
                #expect(!CanonicalJSON.line(.object(check.json)).isEmpty)
                checked += 1
                let data = try ScreenData(bytes)
                var parameters = ScreenParameters()
                parameters.redraws = 1
                #expect(!CanonicalJSON.line(.object(ScreenAnswer(data, parameters).json)).isEmpty)
            } catch {
                refused += 1
            }
        }
        #expect(checked > Self.executions / 10 && refused > Self.executions / 50)
    }

    /// One value somewhere exchanged for another.
    private static func damaged(_ value: JSONValue, _ random: inout SplitMix64) -> JSONValue {
        switch value {
        case .object(var object) where !object.members.isEmpty && Int.random(in: 0..<12, using: &random) > 0:
            let name = object.members.randomElement(using: &random)!.name
            object[name] = damaged(object[name] ?? .null, &random)
            return .object(object)
        case .array(var elements) where !elements.isEmpty && Int.random(in: 0..<12, using: &random) > 0:
            let index = elements.indices.randomElement(using: &random)!
            elements[index] = damaged(elements[index], &random)
            return .array(elements)
        default: return values.randomElement(using: &random)!
        }
    }
}
