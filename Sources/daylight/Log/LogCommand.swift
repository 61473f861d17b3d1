import ArgumentParser

/// `daylight log`: the evidence log in a directory, and checks of its formats.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Make, fill, read and check an evidence log.",
        discussion: """
            daylight log init LOG --origin log.example/2026 --signer signer.pem
            daylight log append LOG statements.jsonl --receipts receipts
            daylight log prove LOG 7

            Exit codes: 0 success, 1 something was refused or is not sound, 64 usage, 65 malformed input, 66 missing input,
            69 the log is open elsewhere, 73 the place is taken, 74 input or output failed, 77 not permitted.
            """,
        subcommands: [
            LogInitCommand.self, LogAppendCommand.self, LogCheckpointCommand.self, LogProveCommand.self, LogShowCommand.self,
            LogCheckCommand.self, LogAuditCommand.self, LogServeCommand.self, LogWitnessCommand.self,
            LogFollowCommand.self, LogKeyCommand.self, LogPolicyCommand.self, LogSignersCommand.self,
            LogRetireCommand.self, LogBeginCommand.self, LogMeasureCommand.self,
        ])
}
