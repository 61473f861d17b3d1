import ArgumentParser

/// Is it a real person? Everything about accounts.
struct AccountsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts",
        abstract: "Is it a real person? Find accounts that act as one, and check the evidence.",
        subcommands: [CoordinationCommand.self, EvidenceCommand.self, TracesCommand.self, ToolkitCommand.self])
}
