import Daylight
import Testing

@testable import Simulation

@Suite struct FilesTests {
    private let demo = SimulationTests.demo

    /// Splits CSV by RFC 4180; enough for what the simulation writes.
    private func rows(_ bytes: [UInt8]) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field: [UInt8] = []
        var quoted = false
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\""):
                if quoted, index + 1 < bytes.count, bytes[index + 1] == byte { field.append(byte) }
                quoted.toggle()
            case UInt8(ascii: ",") where !quoted:
                row.append(String(decoding: field, as: UTF8.self))
                field = []
            case UInt8(ascii: "\n") where !quoted:
                rows.append(row + [String(decoding: field, as: UTF8.self)])
                row = []
                field = []
            default: field.append(byte)
            }
        }
        return rows
    }

    @Test("the posts file has one row for each share, with every field as it was")
    func posts() {
        let rows = rows(demo.postsCSV)
        #expect(rows.first == ["object_id", "account_id", "content_id", "timestamp_share", "text"])
        #expect(
            rows.dropFirst().elementsEqual(demo.shares) { row, share in
                row == [share.object, share.account, share.content, String(share.seconds), share.text]
            })
    }

    @Test("the register file has one row for each membership")
    func declared() {
        let rows = rows(demo.declaredCSV)
        #expect(rows.first == ["group", "account_id"])
        #expect(rows.dropFirst().map { GroupMembership(group: $0[0], account: $0[1]) } == demo.declaredGroups)
    }

    @Test("the truth file tells every group and every other account")
    func truth() throws {
        let document = try JSONParser.parse(demo.truthJSON)
        let groups = try #require(document["groups"]?.arrayValue)
        #expect(groups.map { $0["class"]?.stringValue } == ["easy", "hard", "hard", "cross-object"])
        for (group, told) in zip(demo.truth.groups, groups) {
            #expect(told["members"]?.arrayValue?.compactMap(\.stringValue) == group.members)
            #expect(told["objects"]?.arrayValue?.compactMap(\.stringValue) == group.objects)
        }
        for hazard in HazardClass.allCases {
            let told = document["hazards"]?[hazard.rawValue]?.arrayValue?.compactMap(\.stringValue) ?? []
            #expect(Set(told) == Set(demo.truth.hazards.filter { $0.value == hazard }.map(\.key)))
        }
    }
}
