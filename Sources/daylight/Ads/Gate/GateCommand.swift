import ArgumentParser
import Daylight
import Glibc
import Sponsorship

/// `daylight ads gate`.
struct GateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate", abstract: "Judge bids before their ads are shown, one JSON object a line.",
        discussion: """
            daylight ads gate --json < lines.jsonl
            daylight ads gate --socket /run/daylight/gate.sock

            A line holds a bid request, the response and a context with the policy; the answer says of each bid allow, hold or
            block, with every rule that fired. Lines are answered as they arrive.
            Exit codes: 0 all lines were read, whatever the verdicts, 66 no such file, 69 the socket is in use, 74 nobody
            takes the answers.
            """)

    @Argument(help: "JSON Lines; standard input without it or with -.")
    var file: String = "-"

    @Flag(help: "Print one JSON object a line instead of text.")
    var json = false

    @Flag(help: "Tell of every rule what became of it, also of those that did not fire.")
    var explain = false

    @Option(help: ArgumentHelp("Serve the same lines at a Unix socket until SIGTERM or Ctrl-C.", valueName: "path"))
    var socket: String?

    @Flag(help: "Measure how fast the lines are judged instead of printing what was decided.")
    var measure = false

    @Option(help: "How long --measure takes.")
    var seconds: UInt = 5

    func validate() throws {
        if measure, socket != nil { throw ValidationError("--measure and --socket exclude each other.") }
    }

    func run() throws {
        let suffixes = PublicSuffixFile.load()
        try reportingFailures {
            if let socket {
                try GateSocket(path: socket, suffixes: suffixes, explaining: explain).serve()
            } else if measure {
                try GateMeasurement(path: file, seconds: Double(max(1, seconds))).run(
                    Gate(suffixes: suffixes, explaining: explain), json: json)
            } else {
                try judge(Gate(suffixes: suffixes, explaining: explain))
            }
        }
    }

    private func judge(_ gate: Gate) throws {
        let input: Int32
        do { input = try GateInput.open(file) } catch let failure as Failure {
            if json { print(CanonicalJSON.line(["error": ["file": .string(file), "message": .string(failure.message)]])) }
            throw failure
        }
        let fault = try GateStream(input: input, gate: gate).run { output, lines in
            if json { return try GateOutput.write(output, to: 1) }
            var report = GateText.report(output, lines)
            try report.withUTF8 { try GateOutput.write(UnsafeRawBufferPointer($0), to: 1) }
        }
        if let fault { throw Failure(.inputOutput, "\(file): \(fault)") }
    }
}

enum GateInput {
    /// A descriptor to read from.
    ///
    /// - Throws: ``Failure`` (66) naming the path.
    static func open(_ path: String) throws -> Int32 {
        guard path != "-" else { return 0 }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            throw Failure(.missingInput, "\(path): is a folder, not a file")
        }
        return descriptor
    }
}

enum GateOutput {
    /// Writes all of it.
    ///
    /// - Throws: ``Failure`` (74) if nobody takes it.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(.inputOutput, "cannot write: \(systemMessage())") }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }
}
