import Daylight
import Synchronization

/// The right to write the evidence log that belongs to a shared database, held on a connection of its own.
///
/// Two servers on two machines may share a PostgreSQL store, and a lock on a file stops neither. An advisory lock stops the
/// second while the first lives; a generation that every claim raises shows the first, should its connection break and the
/// lock pass on, that somebody else has written since.
// Unchecked: the connection is touched only while `turn` is held.
public final class LogWriterClaim: @unchecked Sendable {
    private static let patience = Duration.seconds(5)
    /// One store has one log.
    private static let name = "log"

    /// The advisory lock, as SQL.
    static let lockKey = "hashtextextended('daylight log ' || current_schema(), 0)"

    /// Raised by one at each claim.
    public let generation: Int64
    private let turn = Mutex(())
    private var connection: PostgreSQLConnection
    private let url: String

    private init(_ connection: PostgreSQLConnection, url: String, generation: Int64) {
        self.connection = connection
        self.url = url
        self.generation = generation
    }

    /// Claims the log whose statements are in this database. Blocks.
    ///
    /// - Returns: `nil` if another server has it.
    static func make(url: String) throws(StoreError) -> LogWriterClaim? {
        let connection = try connect(url)
        guard try lock(connection) else { return nil }
        let rows = try connection.rows(
            """
            INSERT INTO log_writers (name, generation) VALUES (?1, 1)
            ON CONFLICT (name) DO UPDATE SET generation = log_writers.generation + 1
            RETURNING generation
            """, [.text(name)])
        guard let row = rows.first else { throw .unavailable("the claim on the log was not stored") }
        return LogWriterClaim(connection, url: url, generation: try row.integer(0))
    }

    private static func connect(_ url: String) throws(StoreError) -> PostgreSQLConnection {
        try PostgreSQLConnection(url: url, interrupter: Interrupter(), patience: patience)
    }

    private static func lock(_ connection: PostgreSQLConnection) throws(StoreError) -> Bool {
        // A database may hold several stores, each in a schema of its own.
        let rows = try connection.rows(
            "SELECT CASE WHEN pg_try_advisory_lock(\(lockKey)) THEN 1 ELSE 0 END", [])
        return try rows.first?.integer(0) == 1
    }

    /// Whether the log is still this process's to write; connects again if the connection broke. Blocks.
    ///
    /// - Throws: ``StoreError/unavailable(_:)`` while the database cannot be asked.
    public func isHeld() throws(StoreError) -> Bool {
        do {
            return try turn.withLock { _ in
                if connection.isLost {
                    let fresh = try Self.connect(url)
                    // A claim that another has followed must not keep the lock from its successor.
                    guard try Self.lock(fresh), try isLatest(fresh) else { return false }
                    connection = fresh
                }
                return try isLatest(connection)
            }
        } catch {
            throw StoreError(error)
        }
    }
}

extension LogWriterClaim {
    private func isLatest(_ connection: PostgreSQLConnection) throws(StoreError) -> Bool {
        let rows = try connection.rows("SELECT generation FROM log_writers WHERE name = ?1", [.text(Self.name)])
        return try rows.first?.integer(0) == generation
    }
}

extension Store {
    /// What came of asking for the right to write a log.
    public enum LogClaim: Sendable {
        case held(LogWriterClaim)
        /// Another server writes it.
        case taken
        /// The store is this machine's own, where the lock on the log's file is enough.
        case notNeeded
    }

    /// Claims the log for as long as the claim lives. Blocks.
    public func claimLog() throws(StoreError) -> LogClaim {
        guard let engine = engine as? PostgreSQLEngine else { return .notNeeded }
        return try LogWriterClaim.make(url: engine.url).map { .held($0) } ?? .taken
    }
}
