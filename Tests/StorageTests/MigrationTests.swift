import Daylight
import Testing

@testable import Storage

@Suite struct MigrationTests {
    private static let second = Migration(version: 2, name: "second") { _ in "CREATE TABLE second (x INTEGER);" }

    private func open(_ location: Store.Location, _ migrations: [Migration]) async throws(StoreError) -> Store {
        try await Store.open(location, settings: Store.Settings(), migrator: Migrator(migrations))
    }

    @Test(
        "the text of a released migration never changes",
        arguments: [
            (
                Dialect.sqlite,
                [
                    "aa94505a29b304b7dca03d32b1f3d3311e9ecac4c3ee8f530b7d4249307fbe3f",
                    "dd1653a28a4b6d1a4dfe3110ef9f965e34b636e6ea52ced3497c034911400e78",
                    "fa6206222f017916309a49c84e3f7fe6a8cd1489b3b7bb9bc1f97688efa25b20",
                    "f416eef5b11041ba42aec8b565a526e97f29a112a975da6e73edd737eb844d67",
                    "b6101027707143cf29ee99189e25898bfd82604a90f017aad5a217ac06ed721b",
                    "b6bab33c4c2454cdd7825a348da41ca31c724144bbf4184b81c7232775244223",
                ]
            ),
            (
                Dialect.postgreSQL,
                [
                    "ba5dd7bb5e5d162f74cdf57366f5e71dcc27002f952c9cfb9864778506b7b8a5",
                    "162f9ee031cfaa5666d6984850ebe51e34c0a3e72a3cd9ea3a1590173a69f30f",
                    "8fa9b6cb3d8e0c94a11b53a3d827b479d073f8ca309b56237d477bfc999cb5f5",
                    "0ce16948c9ae27c462e2bfb7bcee8ffe90067e78e921d901604850d3e91d73e9",
                    "63abb357688cf99004f5c79c21bbe5ceaedbe76db331c1a0799f24fc0820c8d8",
                    "2bbf7b9fc6bf89362d1654c2dbd4ea9e8ec1ad03a1a4613bf0d3d1890a9f7c02",
                ]
            ),
        ])
    func pinned(_ dialect: Dialect, _ digests: [String]) {
        #expect(Migration.all.map { $0.digest(dialect).hex } == digests)
    }

    @Test("versions of the schema count up from one")
    func versions() {
        #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
    }

    @Test("a database is opened again with what is in it", arguments: TestEngine.available)
    func reopen(_ engine: TestEngine) async throws {
        try await withPlace(engine) { location in
            let first = try await Store.open(location)
            _ = try await first.addStatement(Sample.statement("kept"))
            await first.close()
            let second = try await Store.open(location)
            #expect(try await second.pendingStatements().map(\.title) == ["kept"])
            await second.close()
        }
    }

    @Test("a later migration is applied to an older database, once", arguments: TestEngine.available)
    func upgrade(_ engine: TestEngine) async throws {
        try await withPlace(engine) { location in
            for migrations in [[.firstSchema], [.firstSchema, Self.second], [.firstSchema, Self.second]] {
                let store = try await open(location, migrations)
                let versions = try await store.read { connection in
                    try connection.rows("SELECT version FROM schema_versions ORDER BY version", []).map { try $0.int(0) }
                }
                #expect(versions == migrations.map(\.version))
                await store.close()
            }
        }
    }

    @Test("a database newer than the program is refused and left as it is", arguments: TestEngine.available)
    func newer(_ engine: TestEngine) async throws {
        try await withPlace(engine) { location in
            let known = Migration.all.count
            let future = Migration(version: known + 1, name: "future") { _ in "CREATE TABLE future (x INTEGER);" }
            await (try open(location, Migration.all + [future])).close()
            await #expect(throws: StoreError.schemaNewer(found: known + 1, known: known)) { _ = try await Store.open(location) }
            await (try open(location, Migration.all + [future])).close()
        }
    }

    @Test("a migration whose text was changed after its release is noticed", arguments: TestEngine.available)
    func changed(_ engine: TestEngine) async throws {
        try await withPlace(engine) { location in
            await (try open(location, [.firstSchema, Self.second])).close()
            let other = Migration(version: 2, name: "second") { _ in "CREATE TABLE second (y INTEGER);" }
            await #expect(throws: StoreError.schemaDiffers(version: 2)) { _ = try await open(location, [.firstSchema, other]) }
        }
    }

    @Test("a migration that fails leaves the schema as it was", arguments: TestEngine.available)
    func failing(_ engine: TestEngine) async throws {
        try await withPlace(engine) { location in
            let broken = Migration(version: 2, name: "broken") { _ in "CREATE TABLE second (x INTEGER); CREATE NONSENSE;" }
            await #expect(throws: StoreError.self) { _ = try await open(location, [.firstSchema, broken]) }
            await (try open(location, [.firstSchema, Self.second])).close()
        }
    }

    @Test(
        "what a database of the first schema holds is there in the latest: decisions correct each other, everybody has a role, and statements are in the first log under their numbers",
        arguments: TestEngine.available)
    func first(_ engine: TestEngine) async throws {
        try await withPlace(engine) { location in
            let old = try await open(location, [.firstSchema])
            let finding = try Sample.finding("x")
            try await old.write { connection in
                try connection.add(finding, dataset: nil)
                for (name, role) in [("e", "editor"), ("a", "admin"), ("r", "reader")] {
                    try connection.execute(
                        """
                        INSERT INTO users (name, folded_name, password_hash, role, created, disabled)
                        VALUES (?1, ?1, 'h', ?2, 0, 0)
                        """, [.text(name), .text(role)])
                }
            }
            for number in 0..<3 {
                let decision = try await old.decide(finding.id, .organic, salt: UInt8(number))
                let logged = Sample.logged(UInt64(number) + 4)
                _ = try await old.write { connection in
                    try connection.execute(
                        "UPDATE statements SET log_index = ?2, leaf_hash = ?3, receipt = ?4 WHERE id = ?1",
                        [
                            .integer(decision.statement.id.rawValue), .integer(Int64(logged.index)), .digest(logged.leafHash),
                            .text(logged.receipt),
                        ])
                }
            }
            await old.close()
            let store = try await Store.open(location)
            #expect(
                try await store.standings(ofStatements: [4, 5, 6, 7]) == [
                    4: .corrected(by: [5], latest: [6]), 5: .corrected(by: [6], latest: [6]), 6: .current,
                ])
            let second = try #require(try await store.statement(numbered: 5))
            #expect(second.logged == Sample.logged(5))
            #expect(second.corrects == 4)
            #expect(try await store.logs() == [Sample.firstLog])
            #expect(try await store.users().map(\.role) == [.reviewer, .reviewer, .reader])
            await store.close()
        }
    }

    @Test("two programs that open a new database at once both succeed", arguments: TestEngine.available)
    func together(_ engine: TestEngine) async throws {
        try await withPlace(engine) { location in
            async let first = Store.open(location)
            async let second = Store.open(location)
            for store in [try await first, try await second] {
                try await store.ping()
                await store.close()
            }
        }
    }
}
