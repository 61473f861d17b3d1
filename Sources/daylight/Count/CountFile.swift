import ArgumentParser
import Daylight
import Server

/// The file a `count` verb reads, and how the verb ends when it cannot be used: with `--json`, one object on standard output says
/// what is wrong and where (tally reference, section 11).
struct CountFile {
    let path: String
    /// Whether a program reads the answer.
    let json: Bool

    /// Reads the file whole and hands it to the work, which prints the answer.
    ///
    /// - Parameter limit: largest size in bytes.
    /// - Throws: exit 65 for input that cannot be used, 66 for a file that cannot be read, and what the work throws.
    func read<Result>(limit: Int, _ work: ([UInt8]) throws -> Result) throws -> Result {
        try reporting { try work(try Self.bytes(path, limit: limit)) }
    }

    /// Runs work on this file, or on files it names; errors that name no other file are said about this one.
    func reporting<Result>(_ work: () throws -> Result) throws -> Result {
        do { return try work() } catch let error as InputError {
            throw end(.malformedInput, error.source.isEmpty ? error.naming(path) : error)
        } catch let fault as FeedFolder.Fault {
            throw end(Failure(fault.isRefusal ? .cannotCreateOutput : .inputOutput, fault.description))
        } catch let failure as Failure {
            throw end(failure)
        }
    }

    private func end(_ failure: Failure) -> ExitCode {
        if json { print(CanonicalJSON.line(["error": ["file": .string(path), "message": .string(failure.message)]])) }
        return failure.exit()
    }

    /// The whole content of a file.
    ///
    /// - Throws: ``InputError`` when it is larger than the limit, ``Failure`` when it cannot be read.
    static func bytes(_ path: String, limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try InputFile(path).forEachPiece { piece in
            guard bytes.count + piece.count <= limit else {
                throw InputError(source: path, expected: "at most \(limit) bytes", found: "more")
            }
            bytes.append(contentsOf: piece)
        }
        return bytes
    }

    /// Answers options that no command takes by the same document, where a program asked for one.
    static func answerWrongOptions(_ error: any Error, of arguments: [String]) {
        guard arguments.first == "count", arguments.contains("--json"), CountCommand.exitCode(for: error) == .validationFailure
        else { return }
        print(CanonicalJSON.line(["error": ["message": .string(CountCommand.message(for: error))]]))
    }

    private func end(_ reason: Failure.Reason, _ error: InputError) -> ExitCode {
        if json { print(CanonicalJSON.line(["error": error.countJSON])) }
        return Failure(reason, error.description).exit()
    }
}

extension InputError {
    /// The members `message`, `file`, `at`, `field`, `expected` and `found` as far as they are known. A field that is a JSON
    /// pointer says where, too.
    var countJSON: JSONValue {
        var object: JSONObject = ["message": .string(description), "expected": .string(expected), "found": .string(found)]
        if !source.isEmpty { object["file"] = .string(source) }
        if !field.isEmpty { object["field"] = .string(field) }
        switch place {
        case .line(let line): object["at"] = .string("line \(line)")
        case .byte(let byte): object["at"] = .string("byte \(byte)")
        case .whole: if field.hasPrefix("/") { object["at"] = .string(field) }
        }
        return .object(object)
    }
}
