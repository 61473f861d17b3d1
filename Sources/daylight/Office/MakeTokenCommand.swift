public import ArgumentParser
import Daylight
import Server
public import Storage

/// `daylight people token`.
struct MakeTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make a token with which a program acts for somebody.",
        discussion: """
            EXAMPLE
              daylight people token maria --scope append --days 30 > token.txt

            The token is printed once and stored nowhere; keep the file to its owner.
            """)

    @Argument(help: "The name the person signs in with.")
    var name: String

    @Option(
        name: .customLong("scope"), parsing: .singleValue, help: "read, note, count, publish, decide or append; may be repeated.")
    var scopes: [Scope]

    @Option(help: "Days until it expires; without it, it holds until it is revoked.")
    var days: Int?

    @OptionGroup var options: DataOptions

    func validate() throws {
        guard (1...3650).contains(days ?? 1) else { throw ValidationError("--days: expected 1 to 3650, found \(days ?? 0).") }
    }

    func run() async throws {
        let now = SystemClock.now()
        let expires = days.map { Timestamp(seconds: now.seconds + Int64($0) * 86_400) }
        let token = try await changing(name, options) { store, user in
            try await Observatory.makeToken(
                in: store, for: user, name: "made on the command line", scopes: Set(scopes), now: now, expires: expires)
        }
        StandardOutput.say(token)
    }
}

extension Scope: ExpressibleByArgument {}
