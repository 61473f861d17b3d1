import ArgumentParser
import Daylight
import EvidenceLog
import Glibc

/// Ending a command of the evidence log: a sentence on standard error and the exit code that belongs to it.
enum CommandFailure {
    static let no = ExitCode(1)
    static let malformed = ExitCode(65)
    static let missing = ExitCode(66)
    static let unavailable = ExitCode(69)
    private static let cannotCreate = ExitCode(73)
    static let inputOutput = ExitCode(74)
    private static let notPermitted = ExitCode(77)

    static func say(_ message: String) {
        let bytes = Array("daylight: \(message)\n".utf8)
        _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    }

    static func exit(_ code: ExitCode, _ message: String) -> ExitCode {
        say(message)
        return code
    }

    static func exit(_ error: LogError) -> ExitCode {
        exit(code(of: error), error.description)
    }

    private static func code(of error: LogError) -> ExitCode {
        switch error {
        case .exists: cannotCreate
        case .missing: missing
        case .locked, .busy, .closed, .stopped, .unavailable, .uncosigned, .readOnly: unavailable
        case .exposed: notPermitted
        case .damaged, .input, .tooLarge, .outOfRange: malformed
        case .io(_, _, let code, _) where [EACCES, EPERM, EROFS].contains(code): notPermitted
        case .io: inputOutput
        }
    }

    /// Runs a part of a command that fails with a ``LogError``.
    static func unlessLogFails<T>(_ body: () throws(LogError) -> T) throws -> T {
        do {
            return try body()
        } catch {
            throw exit(error)
        }
    }
}
