import ArgumentParser
import Daylight
import Server
import Storage

/// Finds somebody and changes something about them, also while a server runs.
func changing<Value>(
    _ name: String, _ options: DataOptions, _ change: (Store, User) async throws -> Value
) async throws -> Value {
    try await reportingFailures {
        let store = try await options.store()
        let value = try await DataOptions.reportingStoreFailures {
            guard let user = try await store.user(named: name) else {
                throw Failure(.missingInput, "\(name): expected the name of somebody who may sign in, found nobody of that name")
            }
            return try await change(store, user)
        }
        await store.close()
        return value
    }
}

/// `daylight people password`.
struct ChangePasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Give somebody a new password; their sessions end.",
        discussion: """
            EXAMPLE
              daylight people password maria --password-file password.txt

            The password is the first line of the file (- for standard input), at least \(Observatory.passwordMinimum) characters.
            API tokens stay; revoke them on the page of tokens, or close the account.

            EXIT CODES
              0 changed · 65 password refused · 66 no such person or file · 69 store unavailable
            """)

    @Argument(help: "The name to sign in with.")
    var name: String

    @Option(help: ArgumentHelp("File with the password; never an argument, which others could see.", valueName: "file"))
    var passwordFile: String

    @OptionGroup var options: DataOptions

    func run() async throws {
        let password = try reportingFailures { try PasswordFile.password(in: passwordFile) }
        try await changing(name, options) { store, user in
            try await Observatory.changePassword(in: store, of: user.id, to: password)
            print("\(user.name) has a new password, and every session has ended.")
        }
    }
}

/// `daylight people role`.
struct ChangeRoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Change what somebody may do.",
        discussion: """
            EXAMPLE
              daylight people role maria reader

            A reader reads what is not public. A reviewer decides on findings as well. It holds from the next request on, for
            sessions and API tokens alike.

            EXIT CODES
              0 changed · 64 no such role · 66 no such person · 69 store unavailable
            """)

    @Argument(help: "The name to sign in with.")
    var name: String

    @Argument(help: "reader, clerk, publisher or reviewer.")
    var role: Role

    @OptionGroup var options: DataOptions

    func run() async throws {
        try await changing(name, options) { store, user in
            try await store.updateUser(user.id, role: role)
            print("\(user.name) is a \(role.rawValue) now.")
        }
    }
}

/// `daylight people close`.
struct CloseAccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close somebody's account: sessions end, and neither password nor API tokens work any more.",
        discussion: """
            EXAMPLE
              daylight people close maria

            What they decided stays, with their name for people who are signed in. The name cannot be given to anybody else.

            EXIT CODES
              0 closed · 66 no such person · 69 store unavailable
            """)

    @Argument(help: "The name to sign in with.")
    var name: String

    @OptionGroup var options: DataOptions

    func run() async throws {
        try await changing(name, options) { store, user in
            try await store.updateUser(user.id, isDisabled: true)
            print("The account of \(user.name) is closed.")
        }
    }
}

/// `daylight people reopen`.
struct ReopenAccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Open a closed account again; password and API tokens work as before.")

    @Argument(help: "The name to sign in with.")
    var name: String

    @OptionGroup var options: DataOptions

    func run() async throws {
        try await changing(name, options) { store, user in
            try await store.updateUser(user.id, isDisabled: false)
            print("\(user.name) may sign in again as \(user.role.rawValue).")
        }
    }
}
