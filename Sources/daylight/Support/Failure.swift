import ArgumentParser
import Glibc

/// Why a command stops, in words for standard error and as an exit code (sysexits.h).
struct Failure: Error {
    enum Reason: Int32 {
        case answerIsNo = 1
        case usage = 64
        case malformedInput = 65
        case missingInput = 66
        case unavailable = 69
        case internalFault = 70
        case cannotCreateOutput = 73
        case inputOutput = 74
        case permission = 77
    }

    let reason: Reason
    let message: String

    init(_ reason: Reason, _ message: String) {
        self.reason = reason
        self.message = message
    }

    /// Says the message on standard error and ends the command with the code.
    func exit() -> ExitCode {
        if !message.isEmpty { StandardError.say("daylight: \(message)") }
        return ExitCode(reason.rawValue)
    }
}

/// Runs a command's work and turns its failures into exit codes.
func reportingFailures<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let failure as Failure { throw failure.exit() }
}

/// The same for work that waits.
func reportingFailures<Result>(_ work: () async throws -> Result) async throws -> Result {
    do { return try await work() } catch let failure as Failure { throw failure.exit() }
}

enum StandardOutput {
    /// Prints one line that may hold text from a file.
    static func line(_ text: String) { print(VisibleText.line(text)) }

    /// Prints at once: a program that goes on running must not keep its words in a buffer.
    static func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}

enum StandardError {
    static func say(_ line: String) {
        let bytes = Array((VisibleText.lines(line) + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    }

    static var isTerminal: Bool { isatty(2) == 1 }
}

/// The text of the current `errno`.
func systemMessage() -> String { String(cString: strerror(errno)) }
