import ArgumentParser
import Daylight
import Tally

/// `daylight count audit verify`: an audit done again from its public files.
struct AuditVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Redo an audit from its public files.",
        discussion: """
            EXAMPLES
              daylight count audit verify mayor-audit
              daylight count audit verify mayor-audit --json
              daylight count audit verify record.json

            Every step is redone from the inputs and events in DIR, or in the record that a server gives: digests, a seed drawn after the commitment, the sample of
            each round, who entered which paper, the risk, and the decision. Anything that does not fit is a finding that
            names its file. Compare the head with the one that was published: whoever knows it knows every byte.

            EXIT CODES
              0 the outcome is confirmed and everything fits · 1 it is not, or something does not fit
              64 wrong options · 65 a file is malformed · 66 a file is missing
            """)

    @Argument(help: "Folder of the audit's public files, or an audit's record.")
    var dir: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let verification = try CountFile(path: dir, json: json).reporting {
            try AuditVerification(AuditStore(path: dir).isFolder ? AuditStore(path: dir).folder() : record())
        }
        if json { print(CanonicalJSON.line(verification.json)) } else { verification.say() }
        if !verification.isConfirmed { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }

    private func record() throws -> AuditFolder {
        let bytes = try CountFile.bytes(dir, limit: AuditFolder.byteLimit)
        return try AuditFolder(record: try JSONParser.parse(bytes, limits: .init(bytes: AuditFolder.byteLimit)))
    }
}

extension AuditVerification {
    fileprivate func say() {
        if let process {
            print("\(process.setup.name): \(process.setup.method.rawValue), risk limit \(process.setup.limit.value)")
        }
        for round in rounds {
            for (contest, p) in round.risks { print("round \(round.number): \(round.draws) draws, \(contest): p \(p)") }
        }
        for finding in findings { print("\(finding.code.rawValue) \(finding.file): \(finding.message)") }
        if let process { print("head \(process.head)") }
        print(isConfirmed ? "confirmed" : "not confirmed")
    }
}
