import Daylight
import Testing

@testable import Tally

/// An audit redone from its public files (tally reference, section 8.6).
struct AuditFolderTests {
    private static func finished(_ method: AuditSetup.Method = .comparison) throws -> AuditProcess {
        let papers = (0..<3).map { _ in (0..<30).map { $0 % 10 < 8 ? ["Ann"] : ["Bo"] } }
        var audit = try MadeAudit(method, papers: papers)
        #expect(try audit.run(seed: MadeAudit.seed, rounds: 5))
        return audit.process
    }

    private static func files(_ process: AuditProcess) -> (inputs: [String: [UInt8]], events: [Int: [UInt8]]) {
        let inputs = process.setup.files.map { ($0.name, process.setup.contents(of: $0)) }
        let events = process.entries.enumerated().map { ($0 + 1, $1.bytes) }
        return (Dictionary(uniqueKeysWithValues: inputs), Dictionary(uniqueKeysWithValues: events))
    }

    private static func verify(_ files: (inputs: [String: [UInt8]], events: [Int: [UInt8]])) throws -> AuditVerification {
        try AuditVerification(AuditFolder(inputs: files.inputs, events: files.events))
    }

    @Test func soundFolderIsConfirmed() throws {
        let process = try Self.finished()
        let verification = try Self.verify(Self.files(process))
        #expect(verification.isConfirmed && verification.process?.head == process.head)
        #expect(verification.rounds.last?.draws == process.size)
        #expect(
            try AuditFolder(inputs: Self.files(process).inputs, events: Self.files(process).events).process().json
                == AuditProcess(json: JSONParser.parse(CanonicalJSON.bytes(of: process.json))).json)
    }

    /// Any other byte anywhere is found, and its file is named.
    @Test func everyByteCounts() throws {
        let process = try Self.finished()
        let sound = Self.files(process)
        var generator = SeatGenerator(seed: 31)
        func changed(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            let place = Int.random(in: bytes.indices, using: &generator)
            bytes[place] ^= UInt8.random(in: 1...127, using: &generator)
            return bytes
        }
        for _ in 0..<FuzzRuns.count(default: 60) {
            var files = sound
            let name: String
            if Bool.random(using: &generator) {
                let number = Int.random(in: 1...sound.events.count, using: &generator)
                name = AuditFolder.eventName(number)
                files.events[number] = changed(sound.events[number] ?? [])
            } else {
                name = sound.inputs.keys.sorted().randomElement(using: &generator) ?? ""
                files.inputs[name] = changed(sound.inputs[name] ?? [])
            }
            let verification = try Self.verify(files)
            #expect(!verification.isConfirmed && verification.findings.contains { $0.file == name })
        }
    }

    @Test func unfinishedAuditIsNotConfirmed() throws {
        var files = Self.files(try Self.finished())
        files.events[files.events.count] = nil
        #expect(try Self.verify(files).findings.map(\.code) == [.notConfirmed])
        files.events[2] = nil
        #expect(try Self.verify(files).findings.map(\.code) == [.missing])
        files.events = [:]
        #expect(try Self.verify(files).findings.map(\.file) == ["contest.json"])
    }

    @Test func eventNamesHaveOneSpelling() {
        #expect(AuditFolder.eventName(7) == "event-000007.json" && AuditFolder.eventNumber("event-000007.json") == 7)
        for name in ["event-7.json", "event-+00007.json", "event-000000.json", "event-000007.txt", "round-1.json"] {
            #expect(AuditFolder.eventNumber(name) == nil)
        }
    }

    /// Hostile setups and records: an answer or an error that names the place, never a trap.
    @Test(arguments: AuditSetup.Method.allCases)
    func alteredInputIsAnsweredOrRefused(method: AuditSetup.Method) throws {
        let papers = (0..<60).map { _ in (0..<4).map { $0 < 3 ? ["Ann"] : ["Bo"] } }
        var audit = try MadeAudit(method, papers: papers)
        try audit.start()
        try audit.round(3)
        try audit.apply(.measure)
        let sound = try CanonicalJSON.bytes(of: audit.process.json)
        let words = ["-1", "0", "1e999", "99999999999999999999", "null", "[]", "{}", "\"\"", "\"1/0\"", "0.5", "true", "3"]
        var generator = SeatGenerator(seed: 32)
        for _ in 0..<FuzzRuns.count(default: 150) {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: bytes.indices, using: &generator)
                guard let colon = bytes[place...].firstIndex(of: UInt8(ascii: ":")), Bool.random(using: &generator) else {
                    bytes[place] = UInt8.random(in: 0x20...0x7E, using: &generator)
                    continue
                }
                let end = bytes[(colon + 1)...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") } ?? bytes.count
                bytes.replaceSubrange((colon + 1)..<end, with: (words.randomElement(using: &generator) ?? "").utf8)
            }
            do throws(InputError) {
                let process = try AuditProcess(json: JSONParser.parse(bytes))
                _ = process.summary
            } catch { #expect(!error.expected.isEmpty) }
        }
    }
}
