import ArgumentParser
import Daylight
import Glibc
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

            DIR holds contest.json, manifest.json, commitments.json, seed.json, round-1.json, round-2.json… and, for ballot
            comparison, records.json. Every step is redone: the digests, the seed drawn after the commitments, the sample of
            each round, what was found on each ballot, and the risk. Anything that does not fit is a finding.

            EXIT CODES
              0 the outcome is confirmed and everything fits · 1 it is not, or something does not fit
              64 wrong options · 65 a file is malformed · 66 a file is missing
            """)

    @Argument(help: "Folder of the audit's public files.")
    var dir: String

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() throws {
        let verification = try CountFile(path: dir, json: json).reporting { try AuditVerification(folder()) }
        if json { print(CanonicalJSON.line(verification.json)) } else { verification.say() }
        if !verification.isConfirmed { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }

    private func folder() throws -> AuditFolder {
        let contest = try bytes(.contest)
        var contents = [AuditFolder.File.contest: contest]
        for file in try AuditFolder.required(by: contest) { contents[file] = try bytes(file) }
        for number in 1...AuditFolder.roundLimit {
            let file = AuditFolder.File.round(number)
            guard access("\(dir)/\(file.name)", F_OK) == 0 else { break }
            contents[file] = try bytes(file)
        }
        return AuditFolder(contents)
    }

    private func bytes(_ file: AuditFolder.File) throws -> [UInt8] {
        try CountFile.bytes("\(dir)/\(file.name)", limit: AuditFolder.byteLimit)
    }
}

extension AuditVerification {
    fileprivate func say() {
        print("\(contest): \(method), risk limit \(limit.value)")
        for round in rounds { print("round \(round.number): \(round.draws) draws, p \(round.risk.p)") }
        for finding in findings { print("\(finding.code.rawValue) \(finding.file): \(finding.message)") }
        print(isConfirmed ? "confirmed" : "not confirmed")
    }
}
