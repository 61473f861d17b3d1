import ArgumentParser
import Daylight
import Server
import Sponsorship

/// `daylight ads handover`: records of providers on their way to the publisher.
struct HandOverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handover", abstract: "Pass a provider's record on, and check the way it took (Art. 9, 10).",
        subcommands: [HandOverCheckCommand.self, HandOverPassCommand.self])
}

/// `daylight ads handover check FILE…`.
struct HandOverCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check that a record came whole from the first provider to the publisher.",
        discussion: """
            EXAMPLE
              daylight ads handover check agency.json server.json paper.json

            Each file is the record as one provider keeps it, the first provider's first and the publisher's last. It is checked
            that what one says it passed the next says it received, that no record changed after it was passed, that nobody
            passed it on before having it, and that all keep the same facts. Nothing is asked of any server.

            EXIT CODES
              0 the chain holds · 1 it does not · 64 wrong options · 65 malformed input · 66 no such file
            """)

    @Argument(help: "Kept records as JSON, in the order of the chain.")
    var files: [String]

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    /// Longest chain.
    private static let limit = 100

    func validate() throws {
        guard files.count <= Self.limit else { throw ValidationError("Expected at most \(Self.limit) files.") }
    }

    func run() throws {
        let chain = try files.map { file in
            try JudgedFile(path: file, json: json).read(limit: KeptRecord.byteLimit) { try KeptRecord($0) }
        }
        let faults = HandOverChain.faults(chain)
        print(json ? Self.answer(chain, faults) : Self.text(chain, faults))
        if !faults.isEmpty { throw ExitCode(Failure.Reason.answerIsNo.rawValue) }
    }

    private static func answer(_ chain: [KeptRecord], _ faults: [HandOverChain.Fault]) -> String {
        CanonicalJSON.line([
            "holds": .bool(faults.isEmpty),
            "records": .array(
                chain.map {
                    ["provider": .string($0.record.provider), "hash": .string($0.record.contentHash.hex)]
                }),
            "faults": .array(faults.map { ["code": .string($0.code), "message": .string($0.description)] }),
        ])
    }

    private static func text(_ chain: [KeptRecord], _ faults: [HandOverChain.Fault]) -> String {
        let records = chain.map { "\($0.record.contentHash.hex) \($0.record.provider)" }
        let verdict = faults.isEmpty ? ["The chain holds."] : faults.map { "\($0)." }
        return (records + verdict).map(\.printable).joined(separator: "\n")
    }
}

/// `daylight ads handover pass FILE`.
struct HandOverPassCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pass", abstract: "Write down that a record is passed on: to whom, when, and its hash.",
        discussion: """
            EXAMPLE
              daylight ads handover pass agency.json --to "Ad server" > agency-passed.json

            Prints the record as it is kept from now on, always in the same bytes. Who receives it puts the new entry of passedTo
            into its own record as receivedFrom.

            EXIT CODES
              0 written · 64 wrong options · 65 malformed input · 66 no such file
            """)

    @Argument(help: "The record as its provider keeps it, as JSON; - for standard input.")
    var file: String

    @Option(help: ArgumentHelp("Name of the provider or publisher who receives it.", valueName: "name"))
    var to: String

    @Option(help: ArgumentHelp("When, such as 2026-05-15T10:00:00+02:00; now without it.", valueName: "instant"))
    var at: String?

    func validate() throws {
        if to.allSatisfy(\.isWhitespace) || to.unicodeScalars.count > 500 || to.printable != to {
            throw ValidationError("--to: expected a name of 1 to 500 characters on one line")
        }
        if let at, Timestamp(iso8601: at) == nil {
            throw ValidationError("--at: expected an instant such as 2026-05-15T10:00:00+02:00, found \(at)")
        }
    }

    func run() throws {
        let kept = try JudgedFile(path: file, json: false).read(limit: KeptRecord.byteLimit) { try KeptRecord($0) }
        let instant = at.flatMap { Timestamp(iso8601: $0) } ?? SystemClock.now()
        guard to != kept.record.provider else {
            throw Failure(.malformedInput, "\(file): \(to) keeps this record: expected another receiver")
        }
        if let received = kept.receivedFrom, instant < received.at {
            throw Failure(.malformedInput, "\(file): received on \(received.at): expected a later hand-over, found \(instant)")
        }
        let passed = kept.passing(to: to, at: instant)
        let output = try OutputFile.standardOutput()
        try passed.bytes.withUnsafeBytes { try output.write($0) }
        try output.publish()
    }
}
