public import Daylight

/// Why an observatory could not do what it was asked.
public enum ObservatoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A directory cannot be made or used.
    case directory(path: String, reason: String)
    /// There is no finding with this id.
    case noFinding(Finding.ID)
    /// There is no statement at this place of the log.
    case noStatement(UInt64)
    /// The statement names nobody and stands in the log in full, so that there is nothing to erase.
    case wordsOnTheLog(UInt64)
    /// The reasons of a decision are missing or too long.
    case reasons(InputError)
    /// A name is taken, or a password or name does not fit.
    case person(InputError)

    public var description: String {
        switch self {
        case .directory(let path, let reason): "\(path): expected a directory of its own, found: \(reason)"
        case .noFinding(let id): "finding \(id): expected a finding of this observatory, found none"
        case .noStatement(let index): "statement \(index): expected a statement of this log, found none"
        case .wordsOnTheLog(let index):
            "statement \(index): expected a statement with words of its own, found one that stands in the log in full"
        case .reasons(let error), .person(let error): error.description
        }
    }
}
