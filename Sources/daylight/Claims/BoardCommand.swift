import ArgumentParser

/// `daylight claims board`: what reviewers of different kinds agree on.
struct BoardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board",
        abstract: "Recompute what a sounding board agrees on.",
        discussion: "A server shows the same figures in the same order; here they are computed from the files it hands out.",
        subcommands: [BoardTallyCommand.self])
}
