import ArgumentParser

/// `daylight claims`: can I trust it.
struct ClaimsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "Can I trust it: notes, fact-checks, matching texts and pictures, leaked mail.",
        discussion: """
            Every answer is computed from the files given, the same to the last byte on every machine, and names the rules that
            acted. What a method cannot see is said with its answer.
            """,
        subcommands: [
            NotesCommand.self, MatchCommand.self, ImageCommand.self, ClaimsImportCommand.self, MailCommand.self,
            SourceCommand.self, BoardCommand.self, LeakCommand.self,
        ])
}
