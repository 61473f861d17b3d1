import ArgumentParser
import Daylight
import EvidenceLog

/// `daylight log checkpoint DIR`.
struct LogCheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Print the published checkpoint, byte for byte.",
        discussion: "Exit codes: 0 printed, 65 the log is damaged, 66 no log there.")

    @Argument(help: "The log's directory.")
    var directory: String

    func run() throws {
        let log = try CommandFailure.unlessLogFails { () throws(LogError) in try PublishedLog(at: directory) }
        try CommandFile.print(log.checkpoint.note)
    }
}

/// `daylight log show DIR INDEX`.
struct LogShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print an entry's bytes, nothing added.",
        discussion: "Exit codes: 0 printed, 65 there is no such entry, 66 no log there.")

    @Argument(help: "The log's directory.")
    var directory: String

    @Argument(help: "The entry's index, counted from 0.")
    var index: LogNumber

    func run() throws {
        let index = try index.checked()
        let entry = try CommandFailure.unlessLogFails { () throws(LogError) in
            try PublishedLog(at: directory).entry(at: index)
        }
        try CommandFile.print(entry)
    }
}

/// `daylight log prove DIR INDEX` and `daylight log prove DIR --consistency M N`.
struct LogProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Print the proof that an entry is in the log, or that the log only grew.",
        discussion: """
            daylight log prove LOG 7 > 7.tlog-proof
            daylight log prove LOG --consistency 7 8

            Exit codes: 0 printed, 65 there is no such entry or size, 66 no log there.
            """)

    @Argument(help: "The log's directory.")
    var directory: String

    @Flag(help: "Prove that the tree of the first size begins the tree of the second.")
    var consistency = false

    @Argument(help: "The entry's index; with --consistency the two sizes.")
    var numbers: [LogNumber]

    func validate() throws {
        guard numbers.count == (consistency ? 2 : 1) else {
            throw ValidationError(consistency ? "Expected two sizes after --consistency." : "Expected one INDEX.")
        }
    }

    func run() throws {
        let numbers = try numbers.map { try $0.checked() }
        let bytes = try CommandFailure.unlessLogFails { () throws(LogError) in
            let log = try PublishedLog(at: directory)
            guard consistency else { return try log.receipt(for: numbers[0]).proof }
            let proof = try log.consistencyProof(from: numbers[0], to: numbers[1])
            return Array(CanonicalJSON.line(proof.json).utf8) + [0x0A]
        }
        try CommandFile.print(bytes)
    }
}

/// An index or a size on the command line, spelt as everywhere in the log: decimal, no sign, no leading zero.
struct LogNumber: ExpressibleByArgument, Sendable {
    /// `nil` for a number that no log reaches.
    private let value: UInt64?
    private let text: String

    init?(argument: String) {
        let digits = argument.utf8
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }), digits.count == 1 || digits.first != 0x30
        else { return nil }
        value = UInt64(argument)
        text = argument
    }

    /// - Throws: exit 65 for a number that no log reaches.
    func checked() throws -> UInt64 {
        guard let value else {
            throw CommandFailure.exit(CommandFailure.malformed, "expected a number below the log's size, found \(text)")
        }
        return value
    }
}
