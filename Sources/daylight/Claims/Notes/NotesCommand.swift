import ArgumentParser

/// `daylight claims notes`: notes on posts, scored by people who usually disagree.
struct NotesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notes",
        abstract: "Score notes on posts: helpful is what people who usually disagree both find helpful.",
        discussion: """
            Reads tables in the format of the public Community Notes data. What a note is worth is computed to the minimum of a
            published loss, so that everybody who has the same tables gets the same scores to the last byte.
            """,
        subcommands: [NotesScoreCommand.self, NotesPublishCommand.self, NotesWatchCommand.self])
}
