/// What the store needs of a database engine: a transaction to read in and a transaction to write in.
protocol Engine: Sendable {
    var dialect: Dialect { get }

    /// Runs the closure in a read-only transaction that sees one state of the database throughout.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

    /// Runs the closure in a transaction that is committed when it returns and leaves nothing when it throws.
    ///
    /// The closure runs at most once.
    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

    /// Removes from the files what a transaction has deleted, as far as the engine can.
    func scrub() async throws

    func close() async
}
