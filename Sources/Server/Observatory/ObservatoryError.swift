public import Daylight

/// Why an observatory could not do what it was asked.
public enum ObservatoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A directory cannot be made or used.
    case directory(path: String, reason: String)
    /// There is no finding with this id.
    case noFinding(Finding.ID)
    /// The verdict does not answer what the finding is about.
    case unfitVerdict(Verdict, on: Finding.ID)
    /// There is no logged statement of this number.
    case noStatement(UInt64)
    /// The statement names nobody and stands in the log in full, so that there is nothing to erase.
    case wordsOnTheLog(UInt64)
    /// A log of this name was there before, and its name must not be used twice.
    case logNameUsed(LogName)
    /// The reasons of a decision are missing or too long.
    case reasons(InputError)
    /// A name is taken, or a password or name does not fit.
    case person(InputError)

    public var description: String {
        switch self {
        case .directory(let path, let reason): "\(path): expected a directory of its own, found: \(reason)"
        case .noFinding(let id): "finding \(id): expected a finding of this observatory, found none"
        case .unfitVerdict(let verdict, let id):
            "finding \(id): expected a verdict that fits what was measured, found \(verdict.rawValue)"
        case .noStatement(let number): "statement \(number): expected a logged statement, found none"
        case .wordsOnTheLog(let number):
            "statement \(number): expected a statement with words of its own, found one that stands in the log in full"
        case .logNameUsed(let name): "log \(name): expected a name that no log of this server has had, found one that has"
        case .reasons(let error), .person(let error): error.description
        }
    }

    var isUnfitVerdict: Bool { if case .unfitVerdict = self { true } else { false } }
}
