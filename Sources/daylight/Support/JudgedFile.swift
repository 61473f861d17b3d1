import ArgumentParser
import Daylight

/// The file a verb judges, and how the verb ends: `ads`, `claims` and `feed` answer a wrong file in the same shape.
struct JudgedFile {
    let path: String
    /// Whether a program reads the answer: then an error stands as one JSON object on standard output, too.
    let json: Bool

    /// Reads the file whole and hands it to the work, which prints the answer.
    ///
    /// - Parameter limit: largest size in bytes.
    /// - Throws: exit 65 for input that cannot be used, 66 for a file that cannot be read, and what the work throws.
    func read<Result>(limit: Int, _ work: ([UInt8]) throws -> Result) throws -> Result {
        try judging { try work(try bytes(limit: limit)) }
    }

    /// The same for work that reads nothing or reads by itself.
    ///
    /// - Throws: as ``read(limit:_:)``.
    func judging<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as InputError {
            throw end(.malformedInput, error.naming(path))
        } catch let failure as Failure {
            throw end(failure)
        }
    }

    private func bytes(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try InputFile(path).forEachPiece { piece in
            guard bytes.count + piece.count <= limit else {
                throw InputError(expected: "at most \(limit) bytes", found: "more")
            }
            bytes.append(contentsOf: piece)
        }
        return bytes
    }

    private func end(_ reason: Failure.Reason, _ error: InputError) -> ExitCode {
        if json { print(CanonicalJSON.line(["error": error.json])) }
        return Failure(reason, error.description).exit()
    }

    private func end(_ failure: Failure) -> ExitCode {
        if json {
            print(CanonicalJSON.line(["error": ["file": .string(path), "message": .string(failure.message)]]))
        }
        return failure.exit()
    }
}

extension InputError {
    /// File, place, field, what was expected and what was found, with the sentence that a person reads.
    var json: JSONValue {
        var object = JSONObject()
        if !source.isEmpty { object["file"] = .string(source) }
        switch place {
        case .whole: break
        case .line(let line): object["line"] = .integer(line)
        case .byte(let byte): object["byte"] = .integer(byte)
        }
        if !field.isEmpty { object["field"] = .string(field) }
        object["expected"] = .string(expected)
        object["found"] = .string(found)
        object["message"] = .string(description)
        return .object(object)
    }
}
