import ArgumentParser

/// The command line: one verb or noun for each thing a user wants done.
@main
struct DaylightProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daylight",
        abstract: "Seven questions about an election, answered in the open with evidence anyone can check.",
        discussion: """
            EXAMPLES
              daylight demo
              daylight accounts coordination posts.csv --window 60
              daylight accounts evidence verify groups.json posts.csv

            EXIT CODES
              0 yes or done · 1 the check ran and the answer is no · 64 usage · 65 malformed input · 66 missing input
              69 unavailable · 70 internal fault · 73 output cannot be made · 74 input or output fault · 77 no permission
            """,
        subcommands: [
            DemoCommand.self, ServeCommand.self, AskCommand.self, VerifyCommand.self, ImportCommand.self, AccountsCommand.self,
            AdsCommand.self, ClaimsCommand.self, FeedCommand.self, CountCommand.self,
            LogCommand.self, StatementsCommand.self, PeopleCommand.self, SimulateCommand.self,
        ])

    static func main() async {
        var command: any ParsableCommand
        do { command = try parseAsRoot() } catch {
            CountFile.answerWrongOptions(error, of: Array(CommandLine.arguments.dropFirst()))
            exit(withError: error)
        }
        do {
            guard var waiting = command as? any AsyncParsableCommand else { return try command.run() }
            try await waiting.run()
        } catch { exit(withError: error) }
    }
}
