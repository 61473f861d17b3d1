import Daylight

/// Brings a database to the schema of this program, in one transaction, and refuses one that is ahead of it.
struct Migrator: Sendable {
    let migrations: [Migration]

    init(_ migrations: [Migration] = Migration.all) { self.migrations = migrations }

    func run(_ connection: any Connection) throws(StoreError) {
        let dialect = connection.dialect
        if let lock = dialect.migrationLock { try connection.script(lock) }
        try connection.script(
            dialect.schema(
                """
                CREATE TABLE IF NOT EXISTS schema_versions (
                    version {integer} PRIMARY KEY, name {text} NOT NULL, digest {bytes} NOT NULL
                ) {table};
                """))
        let applied = try connection.rows("SELECT version, digest FROM schema_versions ORDER BY version", [])
        let known = migrations.last?.version ?? 0
        var done: Set<Int> = []
        for row in applied {
            let version = try row.int(0)
            guard version <= known else { throw .schemaNewer(found: try newest(applied), known: known) }
            guard let migration = migrations.first(where: { $0.version == version }),
                migration.digest(dialect) == (try row.digest(1))
            else { throw .schemaDiffers(version: version) }
            done.insert(version)
        }
        for migration in migrations where !done.contains(migration.version) {
            try connection.script(migration.text(dialect))
            try connection.execute(
                "INSERT INTO schema_versions (version, name, digest) VALUES (?1, ?2, ?3)",
                [.integer(migration.version), .text(migration.name), .digest(migration.digest(dialect))])
        }
    }

    private func newest(_ rows: [SQLRow]) throws(StoreError) -> Int {
        guard let last = rows.last else { return 0 }
        return try last.int(0)
    }
}
