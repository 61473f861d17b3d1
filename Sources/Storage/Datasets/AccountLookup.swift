import Daylight

/// A short number to find an account by. Account names may be longer than an index entry of PostgreSQL can be.
///
/// Taken from a cryptographic digest, so that nobody can make accounts that all have the same number.
enum AccountLookup {
    static func number(_ identifier: String) -> Int64 {
        Digest(of: identifier.utf8).bytes.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    }
}
