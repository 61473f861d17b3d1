import ArgumentParser

/// `daylight ads`: political advertising, who paid and who was aimed at.
struct AdsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ads",
        abstract: "Who paid for a political ad, who gains, and who was aimed at.",
        discussion: """
            The rules are those of Regulation (EU) 2024/900 on political advertising, of the Digital Services Act, and of the
            files by which advertising systems name their sellers.
            """,
        subcommands: [
            ValidateCommand.self, LabelCommand.self, ImportArchiveCommand.self, AdsTxtCommand.self, ChainCommand.self,
            MoneyCommand.self, FetchCommand.self, DeadlinesCommand.self, HolidaysCommand.self, MeasureCommand.self,
            GateCommand.self, UndeclaredCommand.self, HandOverCommand.self, DueCommand.self,
        ])
}
