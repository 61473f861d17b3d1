import ArgumentParser

/// `daylight feed`: why am I seeing it.
struct FeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed",
        abstract: "Why am I seeing it: a ranking that anyone can recompute.",
        discussion: """
            A score is a whole number and the exact sum of named parts, so the explanation is the computation.
            """,
        subcommands: [RankCommand.self, ReplayCommand.self, ImpactCommand.self])
}
