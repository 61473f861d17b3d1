import ArgumentParser
import Daylight
import EvidenceLog
import Logging
import Server

/// `HOST:PORT`, an IPv6 address in brackets.
struct ListenAddress: ExpressibleByArgument, Sendable {
    let host: String
    let port: Int

    init?(argument: String) {
        guard let colon = argument.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        let digits = argument[argument.index(after: colon)...]
        guard let port = Int(digits), (0...65_535).contains(port), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        host = String(argument[..<colon])
        self.port = port
        guard !host.isEmpty else { return nil }
    }

    /// The host as the operating system takes it.
    private var bareHost: String { host.first == "[" && host.last == "]" ? String(host.dropFirst().dropLast()) : host }

    /// Runs a server that says on standard output when it accepts connections.
    func serve(
        _ make: (String, Int, Logger, _ onRunning: @escaping @Sendable (Int) async -> Void) -> PlainServer
    ) async throws {
        LoggingSystem.bootstrap { JSONLogHandler(label: $0) }
        var logger = Logger(label: "daylight")
        logger.logLevel = .warning
        let host = host
        do {
            try await make(bareHost, port, logger) { StandardOutput.say("listening on http://\(host):\($0)") }.run()
        } catch {
            throw CommandFailure.exit(CommandFailure.unavailable, "\(host):\(port): cannot listen: \(error)")
        }
    }
}

/// `daylight log serve DIR --listen HOST:PORT`.
struct LogServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve a log's checkpoint, tiles and entries to its readers.",
        discussion: """
            daylight log serve LOG --listen 127.0.0.1:8090

            Reads only, so it runs beside the log's writer. Stops on SIGTERM or Ctrl-C.
            Exit codes: 0 stopped as asked, 66 no log there, 69 the address is in use.
            """)

    @Argument(help: "The log's directory.")
    var directory: String

    @Option(help: ArgumentHelp("Where to listen; port 0 asks for a free one.", valueName: "host:port"))
    var listen: ListenAddress

    func run() async throws {
        let log = try CommandFailure.unlessLogFails { () throws(LogError) in try ServedLog(at: directory) }
        try await listen.serve { .log(ServedLogSite(log), host: $0, port: $1, logger: $2, onRunning: $3) }
    }
}

/// `daylight log witness`.
struct LogWitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness", abstract: "Run a witness: cosign the checkpoints of logs, each forwards only.",
        discussion: """
            daylight log witness --listen 127.0.0.1:8091 --state WITNESS --key witness.key --log "$(cat log.vkey)"

            What was cosigned is remembered through a crash. Stops on SIGTERM or Ctrl-C.
            Exit codes: 0 stopped as asked, 65 a key is malformed, 66 no key file, 69 the address or the state is in use.
            """)

    @Option(help: ArgumentHelp("Where to listen; port 0 asks for a free one.", valueName: "host:port"))
    var listen: ListenAddress

    @Option(help: "The directory with what was cosigned; made if it is not there.")
    var state: String

    @Option(help: "The witness's private key file, of type 04; its name is the witness's.")
    var key: String

    @Option(
        name: .customLong("log"), parsing: .singleValue,
        help: "The public key of a log to cosign for, NAME+KEYID+BASE64; may be repeated.")
    var logs: [VerifierKeyArgument]

    func run() async throws {
        let key = try CommandFile.parsing(self.key) { bytes throws(InputError) in try NoteKey(parsing: bytes) }
        let witness = try CommandFailure.unlessLogFails { () throws(LogError) in
            try Witness(at: state, key: key, logs: logs.map(\.key))
        }
        let site = WitnessSite(witness, clock: SystemClock.now)
        try await listen.serve { .witness(site, host: $0, port: $1, logger: $2, onRunning: $3) }
    }
}
