import Daylight
import Testing

@testable import EvidenceLog

@Suite struct CommandLineTests {
    private let folder: TemporaryFolder
    private let program: String
    private var log: String { folder.path + "/log" }

    init() throws {
        folder = try TemporaryFolder()
        program = try ChildProcess.program()
    }

    private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = "\(folder.path)/\(name)"
        try Disk.create(path, bytes, mode: 0o600)
        return path
    }

    private func run(_ arguments: [String], input: [UInt8] = []) throws -> (code: Int32?, output: [UInt8]) {
        try ChildProcess.run([program] + arguments, input: input)
    }

    private func answers(_ output: [UInt8]) throws -> [JSONValue] {
        try output.split(separator: 0x0A).map { try JSONParser.parse($0) }
    }

    @Test("a log is made, filled, proven and checked from the command line, with the contract's answers and exit codes")
    func wholeWay() throws {
        let signer = try Samples.signer()
        let pem = try file("signer.pem", Array(signer.signerKey.pem.utf8))
        let made = try run(["log", "init", log, "--origin", "log.example/1", "--signer", pem, "--json"])
        #expect(made.code == 0)
        let vkey = try #require(try answers(made.output).first?["vkey"]?.stringValue)
        #expect(try VerifierKey(parsing: vkey).name == "log.example/1")
        #expect(try run(["log", "init", log, "--origin", "log.example/1"]) == (73, []))

        let foreign = try Samples.stranger().sign(Samples.body)
        let lines: [[UInt8]] = [Samples.envelope, Array("{}".utf8), foreign, [], Samples.envelope]
        let input = Array(lines.map { $0 + [0x0A] }.joined())
        let appended = try run(["log", "append", log, "--json", "--receipts", folder.path + "/receipts"], input: input)
        #expect(appended.code == 1)
        let results = try answers(appended.output)
        #expect(results.map { $0["ok"]?.boolValue } == [true, false, false, true])
        #expect(results.map { $0["error"]?.stringValue } == [nil, "malformed", "signer", nil])
        #expect(results.map { $0["duplicate"]?.boolValue } == [false, nil, nil, true])
        #expect(results[3]["index"] == 0 && results[3]["size"] == 1)

        #expect(try run(["log", "checkpoint", log]) == (0, try Disk.read(log + "/checkpoint")))
        #expect(try run(["log", "show", log, "0"]) == (0, Samples.envelope))
        #expect(try run(["log", "show", log, "1"]) == (65, []))
        let consistency = try run(["log", "prove", log, "--consistency", "0", "1"])
        #expect(consistency.code == 0)
        #expect(try run(["log", "check"], input: consistency.output).code == 0)
        #expect(try run(["log", "prove", log]).code == 64)

        let policy = try file("trusted.policy", Array("log \(vkey)\nquorum none\n".utf8))
        let proof = try file("0.tlog-proof", run(["log", "prove", log, "0"]).output)
        let entry = try file("0.entry", Samples.envelope)
        #expect(try run(["verify", proof, "--entry", entry, "--policy", policy]).code == 0)
        let receipt = folder.path + "/receipts/0.json"
        let verified = try run(["verify", receipt, "--policy", policy, "--signer", pem, "--json"])
        #expect(verified.code == 0)
        #expect(try answers(verified.output).first?["statement"]?["signature"] == "verified")
        #expect(try run(["verify", receipt]).code == 64)
        #expect(try run(["verify", receipt, "--policy", folder.path + "/none"]) == (66, []))
        #expect(try run(["verify", policy, "--policy", policy]) == (65, []))
        let strange = try file("strange.policy", Array("log \(Samples.logKey)\nquorum none\n".utf8))
        #expect(try run(["verify", receipt, "--policy", strange]).code == 1)
    }

    @Test("a log that is open elsewhere answers 69, and one that is not there 66")
    func unavailable() throws {
        var random = SeededGenerator(1)
        let open = try DurableLog.create(at: log, origin: Samples.origin, random: &random)
        #expect(try run(["log", "append", log], input: Samples.envelope) == (69, []))
        #expect(try run(["log", "checkpoint", log]) == (0, open.checkpoint().note))
        #expect(try run(["log", "append", folder.path + "/none"]) == (66, []))
        #expect(try run(["log", "check", folder.path + "/none"]) == (66, []))
    }

    @Test("check answers every line and ends with the gravest exit code")
    func check() throws {
        let sound = Array(#"{"kind":"pae","payloadType":"a","bodyBase64":""}"#.utf8) + [0x0A]
        let unsound = Array(#"{"kind":"tile-path","path":""}"#.utf8) + [0x0A]
        #expect(try run(["log", "check"], input: sound + [0x0A]).code == 0)
        #expect(try run(["log", "check"], input: sound + unsound).code == 1)
        let all = try run(["log", "check"], input: unsound + [UInt8](repeating: 0x78, count: 1 << 21) + [0x0A] + sound)
        #expect(all.code == 65)
        #expect(try answers(all.output).map { $0["ok"]?.boolValue } == [false, false, true])
    }
}

/// An exit code and an output are what a run is expected to give, both.
private func == (left: (code: Int32?, output: [UInt8]), right: (Int32, [UInt8])) -> Bool {
    left.code == right.0 && left.output == right.1
}
