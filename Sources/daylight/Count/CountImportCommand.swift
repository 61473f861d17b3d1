import ArgumentParser

/// `daylight count import`: election files of others.
struct CountImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Read election files of others.",
        subcommands: [ImportReportsCommand.self, ImportEMLCommand.self])
}

/// `daylight count export`: election files for others.
struct CountExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write election files for others.", subcommands: [ExportEMLCommand.self])
}
