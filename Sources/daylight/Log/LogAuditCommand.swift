import ArgumentParser
import Daylight
import EvidenceLog
import Glibc

/// `daylight log audit DIR|URL`.
struct LogAuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Derive a whole log anew from its entries, and say what is wrong first.",
        discussion: """
            daylight log audit LOG --vkey "$(cat log.vkey)"
            daylight log audit https://log.example/2026 --vkey "$(cat log.vkey)" --statements

            Reads only. Exit codes: 0 everything agrees, 1 something does not, 66 no such log,
            69 the server does not answer.
            """)

    @Argument(help: ArgumentHelp("The log's directory, or the address it is served at.", valueName: "dir|url"))
    var place: String

    @Option(help: "The log's public key, NAME+KEYID+BASE64.")
    var vkey: VerifierKeyArgument

    @Flag(help: "Also check that every entry is an envelope that holds a sound statement.")
    var statements = false

    @Flag(help: "Answer with one JSON object.")
    var json = false

    func run() throws {
        let source = try CommandFailure.unlessLogFails { () throws(LogError) in try LogPlace.source(place) }
        let audit = LogAudit(of: source, key: vkey.key, checksStatements: statements)
        let progress = ProgressLine()
        do {
            let head = try audit.run(workers: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) { done, all in
                progress.update("auditing", all == 0 ? nil : Double(done) / Double(all))
            }
            progress.clear()
            try CommandFile.printLine(json ? Self.json(head) : "OK: \(head.origin) of \(head.size) entries, root \(head.root)")
        } catch let fault as LogAudit.Fault {
            progress.clear()
            let line: JSONValue = ["ok": false, "path": .string(fault.path), "reason": .string(fault.reason)]
            try CommandFile.printLine(json ? CanonicalJSON.line(line) : "FAIL: \(fault.path): \(fault.reason)")
            throw CommandFailure.no
        } catch let error as LogError {
            progress.clear()
            throw CommandFailure.exit(error)
        }
    }

    private static func json(_ head: Checkpoint) -> String {
        CanonicalJSON.line([
            "ok": true, "origin": .string(head.origin), "size": .integer(head.size), "root": .string(head.root.hex),
        ])
    }
}

/// NAME+KEYID+BASE64 on the command line.
struct VerifierKeyArgument: ExpressibleByArgument, Sendable {
    let key: VerifierKey

    init?(argument: String) {
        guard let key = try? VerifierKey(parsing: argument) else { return nil }
        self.key = key
    }
}
