import ArgumentParser
import Daylight
import EvidenceLog
import Server
import Storage

/// `daylight statements`: what this installation has stated, and the words behind it.
struct StatementsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statements", abstract: "Look at statements, and erase the words behind a decision.",
        subcommands: [ShowStatementCommand.self, EraseStatementCommand.self])
}

/// `daylight statements show`.
struct ShowStatementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Say what a statement is and whether it is still current.",
        discussion: """
            EXAMPLE
              daylight statements show 7

            EXIT CODES
              0 still current · 1 corrected by a later statement · 66 no such statement · 69 store unavailable
            """)

    @Argument(help: "The statement's number.")
    var number: UInt64

    @OptionGroup var options: DataOptions

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let store = try await options.store()
            let standing = try await DataOptions.reportingStoreFailures {
                let desk = StatementDesk(store: store)
                let statement = try await desk.statement(number)
                print(json ? CanonicalJSON.line(statement.json) : statement.text)
                return statement.standing
            }
            await store.close()
            if !standing.isCurrent { throw Failure(.answerIsNo, "") }
        }
    }
}

/// `daylight statements erase`.
struct EraseStatementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erase the words behind a decision, for good.",
        discussion: """
            EXAMPLE
              daylight statements erase 7 --yes

            The log holds a commitment to the words and keeps it for ever. Erased are the words and the salt, without which
            the commitment says nothing, not even to somebody who guesses the words; and the words wherever they can be
            searched. That a decision was made, with which verdict, by whom and when, stays.

            Receipts that were handed out still verify. They hold the commitment and never the words or the salt. Words
            that somebody copied from a page, and backups of the data folder, are out of reach: erase them there too.

            EXIT CODES
              0 erased, or there was nothing left to erase · 64 without --yes · 65 the statement has no words of its own
              · 66 no such statement · 69 store unavailable
            """)

    @Argument(help: "The statement's number.")
    var number: UInt64

    @Flag(help: "Really erase; it cannot be undone.")
    var yes = false

    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            let store = try await options.store()
            let outcome = try await DataOptions.reportingStoreFailures {
                let desk = StatementDesk(store: store)
                guard yes else {
                    let statement = try await desk.statement(number)
                    throw Failure(
                        .usage, "this erases the words behind statement \(statement.number) for good; add --yes to do it")
                }
                return try await desk.eraseWords(of: number)
            }
            await store.close()
            print(Self.text(outcome, number: number))
        }
    }

    private static func text(_ isErased: Bool, number: UInt64) -> String {
        isErased
            ? "The words behind statement \(number) are erased, with their salt. Receipts handed out keep the commitment and "
                + "still verify. Erase the words in backups too."
            : "There are no words behind statement \(number) any more: they were erased before."
    }
}
