import Daylight
import FoundationEssentials
import Glibc
import Testing

@testable import Storage

@Suite struct EngineTests {
    @Test("every kind of value is stored as it is", arguments: TestEngine.available)
    func values(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.write { connection in
                try connection.script(connection.dialect.schema("CREATE TABLE v (n {integer}, t {text}, b {bytes}) {table};"))
                let rows: [[SQLValue]] = [
                    [.integer(Int64.min), .text(""), .bytes([])],
                    [.integer(Int64.max), .text("a'\"\\?1 é 🗳"), .bytes([0, 255, 92, 39])],
                    [.null, .null, .null], [.integer(-1), .text("\\x00"), .bytes(Array("\\x00".utf8))],
                ]
                try connection.append(to: "v", columns: ["n", "t", "b"], rows: rows)
                try connection.insert(into: "v", columns: ["n", "t", "b"], rows: rows)
                let stored = try connection.rows("SELECT n, t, b FROM v", []).map(\.values)
                #expect(Set(stored) == Set(rows))
                #expect(stored.count == 2 * rows.count)
                for row in rows {
                    let found = try connection.rows(
                        "SELECT ?4 FROM v WHERE n = ?1 AND t = ?2 AND b = ?3 AND '?1' <> ?4", row + [.text("x")])
                    #expect(found.count == (row[0] == .null ? 0 : 2))
                }
            }
        }
    }

    @Test("text is compared by bytes", arguments: TestEngine.available)
    func byteOrder(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let sorted = try await store.write { connection in
                try connection.script(connection.dialect.schema("CREATE TABLE v (t {text}) {table};"))
                let words = ["b", "B", "a", "é", "e\u{301}", "z", "", " ", "É"]
                try connection.append(to: "v", columns: ["t"], rows: words.map { [.text($0)] })
                return try connection.rows("SELECT t FROM v ORDER BY t", []).map { try $0.text(0) }
            }
            #expect(sorted.map { Array($0.utf8) } == sorted.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
        }
    }

    @Test("text with a NUL byte is refused in the same words by every way in", arguments: TestEngine.available)
    func nul(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            var statement = Sample.statement("a")
            statement.title = "a\u{0}b"
            let bad = statement
            await #expect(throws: StoreError.rejected("text with a NUL byte")) { _ = try await store.addStatement(bad) }
            await #expect(throws: StoreError.rejected("text with a NUL byte")) {
                try await store.write { try $0.append(to: "statements", columns: ["title"], rows: [[.text("\u{0}")]]) }
            }
            try await store.ping()
        }
    }

    @Test("a write that throws leaves nothing", arguments: TestEngine.available)
    func rollBack(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            await #expect(throws: StoreError.busy("made up")) {
                try await store.write { connection in
                    _ = try connection.add(Sample.statement("a"))
                    throw StoreError.busy("made up")
                }
            }
            let pending = try await store.pendingStatements()
            #expect(pending.isEmpty)
        }
    }

    @Test("a read cannot write", arguments: TestEngine.available)
    func readOnly(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let error = await #expect(throws: StoreError.self) {
                try await store.read { connection in _ = try connection.add(Sample.statement("a")) }
            }
            guard case .readOnly = error else {
                Issue.record("not read-only: \(String(describing: error))")
                return
            }
        }
    }

    @Test("a closed store says so", arguments: TestEngine.available)
    func closed(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            await store.close()
            let error = await #expect(throws: StoreError.self) { try await store.ping() }
            guard case .unavailable = error else {
                Issue.record("not unavailable: \(String(describing: error))")
                return
            }
            await store.close()
        }
    }

    @Test("a cancelled task writes nothing, and the store goes on", arguments: TestEngine.available)
    func cancelledWrite(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let gate = Gate()
            let task = Task {
                try await store.write { connection in
                    _ = try connection.add(Sample.statement("never"))
                    gate.enter()
                    gate.waitUntilOpen()
                    // Long enough that only the cancellation ends it.
                    _ = try connection.rows(
                        """
                        WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)
                        SELECT COUNT(*) FROM n
                        """, [])
                }
            }
            await gate.entered(1)
            task.cancel()
            gate.open()
            let result = await task.result
            #expect(throws: StoreError.cancelled) { try result.get() }
            let pending = try await store.pendingStatements()
            #expect(pending.isEmpty)
            _ = try await store.addStatement(Sample.statement("later"))
            #expect(try await store.pendingStatements().map(\.title) == ["later"])
        }
    }

    @Test("writers do not lose each other's work", arguments: TestEngine.available)
    func manyWriters(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await withThrowingTaskGroup { group in
                for number in 0..<40 {
                    group.addTask { _ = try await store.addStatement(Sample.statement("\(number)")) }
                    group.addTask { _ = try await store.pendingStatements() }
                }
                try await group.waitForAll()
            }
            #expect(try await store.pendingStatements().count == 40)
        }
    }
}

@Suite struct LocationTests {
    @Test("the address of a server is used where there is one, else a file in the data directory")
    func choice() throws {
        #expect(try Store.Location(databaseURL: nil, dataDirectory: "/d") == .sqlite(path: "/d/daylight.sqlite"))
        #expect(try Store.Location(databaseURL: "", dataDirectory: "/d/") == .sqlite(path: "/d/daylight.sqlite"))
        #expect(
            try Store.Location(databaseURL: "postgresql://h/d", dataDirectory: "/d") == .postgreSQL(url: "postgresql://h/d"))
    }

    @Test(
        "an address that is not PostgreSQL's is refused without repeating its password",
        arguments: ["mysql://u:secret@h/d", "secret"])
    func wrongAddress(_ address: String) {
        let error = #expect(throws: StoreError.self) { _ = try Store.Location(databaseURL: address, dataDirectory: "/d") }
        #expect(error?.description.contains("secret") == false)
    }

    @Test("a server that is not there is unavailable")
    func noServer() async {
        let error = await #expect(throws: StoreError.self) {
            _ = try await Store.open(.postgreSQL(url: "postgresql://u:secret@/d?host=/nonexistent"))
        }
        guard case .unavailable = error else {
            Issue.record("not unavailable: \(String(describing: error))")
            return
        }
        #expect(error?.description.contains("secret") == false)
    }

    @Test("a file is made with its directory, and only its owner can read it")
    func permissions() async throws {
        try await withPlace(.sqlite) { location in
            guard case .sqlite(let path) = location else { return }
            let directory = path + ".directory"
            let store = try await Store.open(.sqlite(path: directory + "/a.sqlite"))
            for file in try FileManager.default.contentsOfDirectory(atPath: directory) {
                var status = stat()
                #expect(stat("\(directory)/\(file)", &status) == 0)
                #expect(status.st_mode & 0o777 == 0o600, "\(file)")
            }
            await store.close()
        }
    }

    @Test("a file that is no database is damaged, not overwritten")
    func noDatabase() async throws {
        try await withPlace(.sqlite) { location in
            guard case .sqlite(let path) = location else { return }
            let text = String(repeating: "not a database\n", count: 100)
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            let error = await #expect(throws: StoreError.self) { _ = try await Store.open(location) }
            guard case .damaged = error else {
                Issue.record("not damaged: \(String(describing: error))")
                return
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }
}

@Suite struct ErrorTests {
    @Test("every error says what to do next in one line")
    func wording() {
        let errors: [StoreError] = [
            .unavailable("x"), .busy("x"), .conflict("x"), .readOnly("x"), .diskFull("x"), .schemaNewer(found: 3, known: 1),
            .schemaDiffers(version: 1), .damaged("x"), .rejected("x"), .cancelled, .outcomeUnknown("x"), .failed("x"),
        ]
        #expect(Set(errors.map(\.description)).count == errors.count)
        for error in errors {
            #expect(error.description.split(separator: ". ").count >= 2 && !error.description.contains("\n"), "\(error)")
        }
    }

    @Test(
        "PostgreSQL's codes become our errors",
        arguments: [
            ("23505", .conflict("m")), ("57014", .cancelled), ("53100", .diskFull("m")), ("25006", .readOnly("m")),
            ("55P03", .busy("m")),
            ("40001", .busy("m")), ("08006", .unavailable("m")), ("57P01", .unavailable("m")), ("22021", .rejected("m")),
            ("23503", .rejected("m")), ("42601", .failed("m (42601)")),
        ] as [(String, StoreError)])
    func codes(_ code: String, _ error: StoreError) {
        #expect(PostgreSQLFault.storeError(code: code, message: "m") == error)
    }
}
