import ArgumentParser

/// `daylight count`: was the count right, from the polling station to the published result.
struct CountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Was the count right: reports, seats, ranked ballots, audits.",
        discussion: """
            Legal outcomes are computed in whole numbers and exact fractions. A tie is never broken silently: the command stops,
            says who is tied and for how many seats, and goes on when it is told what the lot said.
            """,
        subcommands: [
            CheckCommand.self, ProveCommand.self, ScreenCommand.self, CountImportCommand.self, CountExportCommand.self,
            CountRCVCommand.self, SeatsCommand.self, AuditCommand.self, CountKeyCommand.self, CountSignCommand.self,
            PublishCommand.self, MonitorCommand.self,
        ])
}
