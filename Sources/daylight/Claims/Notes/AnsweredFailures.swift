import ArgumentParser
import Daylight

/// A file or folder that has to be there and is not.
struct MissingFile: Error {
    let path: String
    let message: String
}

/// Runs the work of a verb that reads a folder, and answers what it cannot use in the shape that all verbs of `claims` share.
///
/// - Parameter json: whether a program reads the answer: then an error stands as one JSON object on standard output, too.
func answeringFailures<Result>(json: Bool, _ work: () throws -> Result) throws -> Result {
    func end(_ failure: Failure, _ error: JSONValue) -> ExitCode {
        if json { print(CanonicalJSON.line(["error": error])) }
        return failure.exit()
    }
    do { return try work() } catch let error as InputError {
        throw end(Failure(.malformedInput, error.description), error.json)
    } catch let missing as MissingFile {
        throw end(
            Failure(.missingInput, missing.message),
            ["file": .string(missing.path), "message": .string(missing.message)])
    } catch let failure as Failure {
        throw end(failure, ["message": .string(failure.message)])
    }
}
