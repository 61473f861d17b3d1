import FoundationEssentials
import GRDB
import Glibc

/// SQLite in this process: one writer, several readers, write-ahead log, every commit flushed.
final class SQLiteEngine: Engine {
    let dialect = Dialect.sqlite
    private let pool: DatabasePool

    init(path: String, settings: Store.Settings) throws(StoreError) {
        do {
            try Self.prepareFile(path)
            var configuration = Configuration()
            configuration.maximumReaderCount = settings.connections
            configuration.busyMode = .timeout(settings.patience / .seconds(1))
            configuration.prepareDatabase(Self.prepare)
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch {
            throw StoreError(error)
        }
    }

    /// Makes the file before SQLite does, so that nobody but its owner can read it. SQLite gives the files beside it
    /// the same permissions.
    private static func prepareFile(_ path: String) throws {
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        if !directory.isEmpty {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 || errno == EACCES || errno == EROFS else {
            throw StoreError.unavailable("\(path): \(String(cString: strerror(errno)))")
        }
        if file >= 0 { Glibc.close(file) }
    }

    /// Only the writer gets a large cache, in kibibytes: an import fills it. The write-ahead log it leaves is cut back.
    private static func prepare(_ database: Database) throws {
        try database.execute(
            sql: """
                PRAGMA synchronous = FULL;
                PRAGMA secure_delete = ON;
                PRAGMA journal_size_limit = 67108864;
                PRAGMA cache_size = \(database.configuration.readonly ? -8192 : -65536);
                """)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await pool.read { database in try body(SQLiteConnection(database)) }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await pool.write { database in try body(SQLiteConnection(database)) }
    }

    /// Deleted pages are overwritten with zeros by `secure_delete`; what remains is the index and the write-ahead log.
    func scrub() async throws {
        try await pool.write { database in
            try database.execute(sql: "INSERT INTO document_words (document_words) VALUES ('optimize')")
        }
        try await pool.writeWithoutTransaction { database in _ = try? database.checkpoint(.truncate) }
    }

    func close() async {
        // Fails only while a statement is unfinished, and none outlives its closure.
        try? await pool.barrierWriteWithoutTransaction { _ in }
        try? pool.close()
    }
}
