/// What one thread of the pool keeps: a connection, made when first needed and again when it was lost.
final class PostgreSQLSession {
    private let url: String
    private let patience: Duration
    private let interrupter: Interrupter
    private var connection: PostgreSQLConnection?

    init(url: String, patience: Duration, interrupter: Interrupter) {
        self.url = url
        self.patience = patience
        self.interrupter = interrupter
    }

    /// Runs the closure between `begin` and COMMIT, and rolls back if it throws.
    func transaction<Value>(_ begin: String, _ body: (any Connection) throws -> Value) throws -> Value {
        let connection = try begun(begin)
        let value: Value
        do {
            value = try body(connection)
        } catch {
            rollBack(connection)
            throw error
        }
        interrupter.disarm()
        guard !interrupter.isRequested else {
            rollBack(connection)
            throw StoreError.cancelled
        }
        try commit(connection)
        return value
    }

    /// A connection that was lost while idle is noticed at BEGIN, where nothing has been done yet. So this is the one
    /// place where trying again is safe.
    private func begun(_ begin: String) throws(StoreError) -> PostgreSQLConnection {
        let hadConnection = connection != nil
        do {
            return try fresh(begin)
        } catch {
            guard hadConnection, connection == nil, error != .cancelled else { throw error }
            return try fresh(begin)
        }
    }

    private func fresh(_ begin: String) throws(StoreError) -> PostgreSQLConnection {
        let current: PostgreSQLConnection
        if let connection {
            current = connection
        } else {
            current = try PostgreSQLConnection(url: url, interrupter: interrupter, patience: patience)
            connection = current
        }
        do {
            try current.script(begin)
            return current
        } catch {
            if current.isLost || !current.isIdle { connection = nil }
            throw error
        }
    }

    private func rollBack(_ current: PostgreSQLConnection) {
        interrupter.settle()
        do { try current.script("ROLLBACK") } catch { connection = nil }
        if current.isLost { connection = nil }
    }

    private func commit(_ current: PostgreSQLConnection) throws(StoreError) {
        do {
            try current.script("COMMIT")
        } catch {
            let wasLost = current.isLost
            connection = nil
            guard wasLost, case .unavailable(let reason) = error else { throw error }
            throw .outcomeUnknown(reason)
        }
    }

    func close() { connection = nil }
}
