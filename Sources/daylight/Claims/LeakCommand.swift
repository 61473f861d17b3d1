import ArgumentParser

/// `daylight claims leak`: the case file of something leaked.
struct LeakCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leak",
        abstract: "Keep a case file of a leak.",
        discussion: """
            The files of a leak stay where they are: a case file has their names, sizes, kinds and SHA-256, what the signatures
            of mails say, and what people found. It never has what the files say.
            """,
        subcommands: [LeakInventoryCommand.self, LeakCheckCommand.self])
}
