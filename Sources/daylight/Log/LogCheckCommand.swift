import ArgumentParser
import Daylight
import EvidenceLog
import Glibc

/// `daylight log check [FILE]`: many objects at once, one JSON object a line in and out.
struct LogCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check proofs, keys, notes, policies and envelopes, one JSON object a line.",
        discussion: "Exit codes: 0 all are sound, 1 some are not, 65 some line is no such object, 66 no such file.")

    @Argument(help: "JSON Lines; standard input without it or with -.")
    var file: String?

    func run() throws {
        var reader = LineReader(descriptor: try LogAppendCommand.open(file), limit: ObjectCheck.lineLimit + 1)
        var outcomes: Set<ObjectCheck.Outcome> = []
        while let line = reader.next() {
            if line.bytes.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
            let check = ObjectCheck(line: line.bytes)
            outcomes.insert(check.outcome)
            try CommandFile.printLine(CanonicalJSON.line(.object(check.answer)))
        }
        if let fault = reader.fault { throw CommandFailure.exit(CommandFailure.inputOutput, "\(file ?? "-"): \(fault)") }
        if outcomes.contains(.inputFault) { throw CommandFailure.malformed }
        if outcomes.contains(.notOK) { throw CommandFailure.no }
    }
}
