import Daylight
import Glibc
import Tally
import Testing

/// Hostile evidence files: nothing may trap, and nothing that was changed may prove anything.
///
/// `DAYLIGHT_FUZZ=1000000` in the environment runs that many; a test run does fewer.
@Suite struct CountEvidenceFuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 400

    private static let values: [JSONValue] = [
        0, 1, -1, .number(JSONNumber(spelling: "1e400")), "S1", "", "F503", "OMITTED", nil, true, [], [:], [[:]],
    ]

    @Test func changedFilesProveNothing() throws {
        var random = SplitMix64(seed: 2027)
        let files = try MadeCustody.kinds.map { try JSONParser.parse(try MadeCustody.evidence($0).file()) }
        var judged = 0
        for execution in 0..<Self.executions {
            let file = files[execution % files.count]
            let changed = Self.damaged(file, &random)
            var bytes = CanonicalJSON.lineBytes(changed)
            if execution % 3 == 0 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard bytes != CanonicalJSON.lineBytes(file), let evidence = try? CountEvidence(parsing: bytes) else { continue }
            judged += 1
            #expect((try? evidence.verify())?.ok != true)
        }
        #expect(judged > Self.executions / 10)
    }

    /// Facts of any shape under a right seal: they are read, and refused or judged.
    @Test func anyFactsMayBeSealed() throws {
        var random = SplitMix64(seed: 2028)
        let files = try MadeCustody.kinds.map { try MadeCustody.file($0) }
        var made = 0
        for execution in 0..<Self.executions {
            let changed = Self.damaged(try JSONParser.parse(files[execution % files.count]), &random)
            guard let maker = try? EvidenceMaker(CanonicalJSON.lineBytes(changed)) else { continue }
            for (_, file, verdict) in maker.made {
                #expect((try? CountEvidence(parsing: file).verify())?.ok == verdict.ok)
                made += 1
            }
        }
        #expect(made > Self.executions / 10)
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
