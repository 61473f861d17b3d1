import GRDB

/// What SQLite's result codes mean for a caller (sqlite.org/rescode.html).
enum SQLiteFault {
    static func storeError(_ error: any Error) -> StoreError {
        guard let error = error as? DatabaseError else { return .failed("\(error)") }
        let message = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: return .busy(message)
        case .SQLITE_READONLY, .SQLITE_PERM: return .readOnly(message)
        case .SQLITE_FULL: return .diskFull(message)
        case .SQLITE_CANTOPEN, .SQLITE_MISUSE, .SQLITE_IOERR: return .unavailable(message)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .damaged(message)
        case .SQLITE_INTERRUPT, .SQLITE_ABORT: return .cancelled
        case .SQLITE_TOOBIG, .SQLITE_MISMATCH: return .rejected(message)
        case .SQLITE_CONSTRAINT: return constraint(error, message)
        default: return .failed(message)
        }
    }

    private static func constraint(_ error: DatabaseError, _ message: String) -> StoreError {
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: .conflict(message)
        default: .rejected(message)
        }
    }
}
