import ArgumentParser
import Daylight
import EvidenceLog
import Glibc

/// `daylight log append DIR [FILE]`: JSON Lines of envelopes in, one answer a line out, in order.
struct LogAppendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "append", abstract: "Append signed statements, one envelope a line.",
        discussion: "An answer is given when the statement is durable and under a published checkpoint. "
            + "Exit codes: 0 all were added, 1 some were refused, 66 no such file, 69 the log is open elsewhere.")

    @Argument(help: "The log's directory.")
    var directory: String

    @Argument(help: "JSON Lines of DSSE envelopes; standard input without it or with -.")
    var file: String?

    @Option(help: "A folder for the receipts, one <index>.json each.")
    var receipts: String?

    @Flag(help: "Answer with one JSON object a line.")
    var json = false

    func run() throws {
        let input = try Self.open(file)
        if let receipts { try Self.makeFolder(receipts) }
        let log = try CommandFailure.unlessLogFails { () throws(LogError) in
            try DurableLog.open(at: directory, transport: HTTPWitnesses())
        }
        if let refusal = log.refusal() { throw CommandFailure.exit(refusal) }
        let answers = AppendAnswers()
        guard DedicatedThread.start({ AppendFeed(log: log, answers: answers).run(descriptor: input) }) else {
            throw CommandFailure.exit(ExitCode(70), "cannot start a thread")
        }
        var allAdded = true
        while let answer = answers.next() {
            allAdded = try report(answer, log) && allAdded
        }
        log.close()
        if let fault = answers.inputFault { throw CommandFailure.exit(CommandFailure.inputOutput, "\(file ?? "-"): \(fault)") }
        if !allAdded { throw CommandFailure.no }
    }

    /// Before anything is appended: a receipt that cannot be written afterwards would be no answer.
    private static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o755) == 0 { return }
        var status = stat()
        guard errno == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, access(path, W_OK) == 0 else {
            throw CommandFailure.exit(ExitCode(73), "\(path): expected a folder to write receipts to, or none there yet")
        }
    }

    static func open(_ file: String?) throws -> Int32 {
        guard let file, file != "-" else { return 0 }
        let descriptor = Glibc.open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure.exit(CommandFailure.missing, "\(file): cannot open: \(systemMessage())")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            throw CommandFailure.exit(CommandFailure.missing, "\(file): expected a file, found a folder")
        }
        return descriptor
    }

    /// Prints one answer, after its receipt is written. Whether the statement was added.
    private func report(_ answer: AppendAnswers.Answer, _ log: DurableLog) throws -> Bool {
        switch answer {
        case .added(let appended):
            if let receipts { try writeReceipt(appended.index, log, in: receipts) }
            try CommandFile.printLine(json ? CanonicalJSON.line(appended.json) : "\(appended.index) \(appended.leafHash)")
            return true
        case .refused(let refusal):
            try CommandFile.printLine(json ? CanonicalJSON.line(refusal.json) : "refused (\(refusal.kind.rawValue)): \(refusal)")
            return false
        case .failed(let error):
            log.close()
            throw CommandFailure.exit(error)
        }
    }

    private func writeReceipt(_ index: UInt64, _ log: DurableLog, in folder: String) throws {
        let path = "\(folder)/\(index).json"
        try CommandFailure.unlessLogFails { () throws(LogError) in
            try log.makeReceipt(for: index).write(to: path)
        }
    }
}
