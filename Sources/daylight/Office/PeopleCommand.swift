public import ArgumentParser
import Daylight
import Server
public import Storage

/// `daylight people`: who may sign in.
struct PeopleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "Who may sign in, and what they may do.",
        subcommands: [
            AddPersonCommand.self, ListPeopleCommand.self, ChangePasswordCommand.self, ChangeRoleCommand.self,
            CloseAccountCommand.self, ReopenAccountCommand.self, MakeTokenCommand.self,
        ])
}

/// `daylight people add`.
struct AddPersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add somebody who may sign in.",
        discussion: """
            EXAMPLE
              daylight people add maria --role reviewer --password-file password.txt

            The password is the first line of the file (- for standard input), at least \(Observatory.passwordMinimum) characters.
            """)

    @Argument(help: "The name to sign in with.")
    var name: String

    @Option(help: "reader, clerk, publisher, reviewer or administrator.")
    var role: Role = .reviewer

    @Option(help: ArgumentHelp("File with the password; never an argument, which others could see.", valueName: "file"))
    var passwordFile: String

    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            let password = try PasswordFile.password(in: passwordFile)
            let store = try await options.store()
            _ = try await DataOptions.reportingStoreFailures {
                try await Observatory.addPerson(to: store, name: name, password: password, role: role, now: SystemClock.now())
            }
            await store.close()
            print("\(name) may sign in as \(role.rawValue).")
        }
    }
}

/// `daylight people list`.
struct ListPeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List who may sign in.")

    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            let store = try await options.store()
            let users = try await DataOptions.reportingStoreFailures { try await store.users() }
            await store.close()
            for user in users { print("\(user.name)\t\(user.role.rawValue)\t\(user.isDisabled ? "closed" : "active")") }
        }
    }
}

extension Role: ExpressibleByArgument {}

/// A password in a file: never an argument, which others on the machine could see.
enum PasswordFile {
    /// The first line of the file, `-` for standard input.
    static func password(in path: String) throws -> String {
        let bytes = try InputFile.bytes(path, limit: 4096)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.malformedInput, "\(path): expected UTF-8 text, found other bytes")
        }
        return String(text.prefix { !$0.isNewline })
    }
}
