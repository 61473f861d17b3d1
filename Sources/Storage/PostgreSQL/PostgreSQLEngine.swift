/// PostgreSQL over libpq: a bounded pool of connections, each on a thread of its own because libpq blocks.
final class PostgreSQLEngine: Engine {
    let dialect = Dialect.postgreSQL
    private let pool: ConnectionPool

    let url: String

    init(url: String, settings: Store.Settings) {
        self.url = url
        pool = ConnectionPool(url: url, settings: settings)
    }

    /// How many requests wait for a connection.
    var waitingCount: Int { pool.waitingCount }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await pool.run { session in
            try session.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
        }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await pool.run { session in try session.transaction("BEGIN", body) }
    }

    /// Dead rows go when the server's own cleaning comes by.
    func scrub() async throws {}

    func close() async { await pool.close() }
}
