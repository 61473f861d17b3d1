import ArgumentParser

/// `daylight claims source`: what others and it itself say about a publisher.
struct SourceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "Show who vouches for a source.",
        discussion: "Signals stand beside each other with who says so, when and where; they are never added up to a score.",
        subcommands: [SourceCheckCommand.self])
}
