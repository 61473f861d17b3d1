/// Why the store did not do what it was asked, in kinds a program can act on and words a person can.
///
/// A write that throws any of these left nothing behind, with the one exception named at ``outcomeUnknown(_:)``.
public enum StoreError: Error, Hashable, Sendable {
    /// The database cannot be reached or opened, or the store is closed.
    case unavailable(String)
    /// Others hold what was needed for longer than we wait.
    case busy(String)
    /// What was to be written contradicts what is there.
    case conflict(String)
    /// The database accepts no writes.
    case readOnly(String)
    /// No space is left for the database.
    case diskFull(String)
    /// The database was written by a newer program than this one.
    case schemaNewer(found: Int, known: Int)
    /// A migration was recorded with another text than this program has for it.
    case schemaDiffers(version: Int)
    /// What is stored is not what was written.
    case damaged(String)
    /// A value cannot be stored; the caller has to send another.
    case rejected(String)
    /// The work was given up because the task that asked for it was cancelled.
    case cancelled
    /// The connection was lost while committing, so the write may or may not be there.
    case outcomeUnknown(String)
    /// The engine refused for a reason that should not happen.
    case failed(String)
}

extension StoreError: CustomStringConvertible {
    /// What happened and what to do next, in one line.
    public var description: String {
        switch self {
        case .unavailable(let what):
            "the database cannot be reached: \(what). Check that it runs and that DATABASE_URL or the data directory is right"
        case .busy(let what): "the database is busy: \(what). Nothing was changed; try again in a moment"
        case .conflict(let what): "this contradicts what is stored: \(what). Nothing was changed; look at what is there first"
        case .readOnly(let what):
            "the database accepts no writes: \(what). Check the file's permissions or connect to the primary server"
        case .diskFull(let what): "no space is left for the database: \(what). Nothing was changed; free some space and try again"
        case .schemaNewer(let found, let known):
            "the database has schema version \(found) and this program knows versions up to \(known). Use a newer program"
        case .schemaDiffers(let version):
            "schema version \(version) of the database was made by another build. Use the program that made it, or a backup"
        case .damaged(let what): "stored data is damaged: \(what). Stop the server and restore the database from a backup"
        case .rejected(let what): "this cannot be stored: \(what). Nothing was changed; correct it and try again"
        case .cancelled: "the work was cancelled. Nothing was changed"
        case .outcomeUnknown(let what):
            "the connection was lost while saving: \(what). Look whether the change is there before trying again"
        case .failed(let what): "the database refused: \(what). Nothing was changed; please report this"
        }
    }

    /// Whether the same request may succeed later without anybody doing anything.
    public var isTransient: Bool {
        switch self {
        case .unavailable, .busy: true
        default: false
        }
    }
}
