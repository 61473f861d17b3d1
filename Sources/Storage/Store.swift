/// Everything a server remembers besides the evidence log, in SQLite or PostgreSQL.
///
/// Every call is one transaction: when it returns the change is on disk, when it throws there is none.
public final class Store: Sendable {
    let engine: any Engine

    private init(engine: any Engine) { self.engine = engine }

    /// Opens a database, makes it if it is not there, and brings its schema up to date.
    ///
    /// - Throws: ``StoreError/unavailable(_:)`` when it cannot be opened and ``StoreError/schemaNewer(found:known:)``
    ///   when a newer program has written it.
    public static func open(_ location: Location) async throws(StoreError) -> Store {
        try await open(location, settings: Settings(), migrator: Migrator())
    }

    static func open(
        _ location: Location, settings: Settings, migrator: Migrator = Migrator()
    ) async throws(StoreError) -> Store {
        let engine: any Engine =
            switch location {
            case .sqlite(let path): try SQLiteEngine(path: path, settings: settings)
            case .postgreSQL(let url): PostgreSQLEngine(url: url, settings: settings)
            }
        let store = Store(engine: engine)
        do {
            try await store.write { connection in try migrator.run(connection) }
        } catch {
            await engine.close()
            throw error
        }
        return store
    }

    /// Waits for what is running, then lets go of the database. Later calls answer ``StoreError/unavailable(_:)``.
    public func close() async { await engine.close() }

    /// Asks the database for a sign of life.
    public func ping() async throws(StoreError) {
        try await read { connection in _ = try connection.rows("SELECT 1", []) }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await engine.read(body) } catch { throw StoreError(error) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await engine.write(body) } catch { throw StoreError(error) }
    }
}

extension StoreError {
    init(_ error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case is CancellationError: self = .cancelled
        default: self = SQLiteFault.storeError(error)
        }
    }
}
