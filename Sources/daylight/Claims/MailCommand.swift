import ArgumentParser

/// `daylight claims mail`: mail that somebody says to have found.
struct MailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail",
        abstract: "Check the signatures of leaked mail.",
        discussion: """
            A mail server signs the mail it sends (DKIM). The signature stays in the mail, and shows long afterwards whether
            header and body are as the server sent them.
            """,
        subcommands: [MailVerifyCommand.self])
}
