import ArgumentParser
import Daylight
import EvidenceLog

/// `daylight log key NAME FILE`.
struct LogKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make a private key for a log or a witness, and print its public half.",
        discussion: """
            daylight log key alma.example witness.key --witness
            daylight log key log.example/2026 log.key

            The file is for its owner alone. The line printed is the key that others put into their policies.
            Exit codes: 0 made, 65 the name cannot stand in a note, 73 the file is there already or cannot be made.
            """)

    @Argument(help: "The name: a log's origin, or a witness's own.")
    var name: String

    @Argument(help: "The file to make.")
    var file: String

    @Flag(help: "A witness's key, of type 04; otherwise a log's, of type 01.")
    var witness = false

    func run() throws {
        var random = SystemRandomNumberGenerator()
        let key: NoteKey
        do {
            key = try NoteKey(name: name, type: witness ? .cosignature : .ed25519, random: &random)
        } catch {
            throw CommandFailure.exit(CommandFailure.malformed, error.description)
        }
        do {
            try key.write(to: file)
        } catch {
            throw CommandFailure.exit(ExitCode(73), error.description)
        }
        try CommandFile.printLine(key.verifierKey.description)
    }
}
