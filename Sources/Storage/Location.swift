import Daylight

extension Store {
    /// Where a database is.
    public enum Location: Hashable, Sendable {
        /// A file; it and its directory are made when they are not there.
        case sqlite(path: String)
        /// A connection address as PostgreSQL's own tools take it, `postgresql://user@host/database`.
        case postgreSQL(url: String)

        /// The file name of the database in a data directory.
        public static let fileName = "daylight.sqlite"

        /// The server at `databaseURL` if there is one, else a file in the data directory.
        ///
        /// - Throws: ``StoreError/rejected(_:)`` for an address that is not PostgreSQL's. It is not repeated in the
        ///   message because it may hold a password.
        public init(databaseURL: String?, dataDirectory: String) throws(StoreError) {
            guard let databaseURL, !databaseURL.isEmpty else {
                self = .sqlite(
                    path: dataDirectory.hasSuffix("/") ? dataDirectory + Self.fileName : "\(dataDirectory)/\(Self.fileName)")
                return
            }
            guard ["postgresql://", "postgres://"].contains(where: databaseURL.hasPrefix) else {
                throw .rejected("DATABASE_URL must start with postgresql://")
            }
            self = .postgreSQL(url: databaseURL)
        }
    }

    /// Bounds on what the store uses.
    struct Settings: Sendable {
        /// Connections to PostgreSQL, and readers of SQLite.
        var connections = 6
        /// How long a request waits for a connection or a lock.
        var patience: Duration = .seconds(5)
        /// Requests that may wait for a connection; more are turned away at once.
        var queueLimit = 512
    }
}
