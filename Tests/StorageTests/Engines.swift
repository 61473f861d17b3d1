import Daylight
import FoundationEssentials
import Glibc
import Synchronization

@testable import Storage

/// The engines a test runs against.
enum TestEngine: String, CaseIterable, Sendable, CustomStringConvertible {
    case sqlite, postgreSQL

    /// Both, or SQLite alone where no PostgreSQL server is installed.
    static let available: [TestEngine] = PrivatePostgreSQL.url == nil ? [.sqlite] : [.sqlite, .postgreSQL]

    var description: String { rawValue }
}

/// A database of a test's own: a file, or a schema in the private server.
struct Place: Sendable {
    let location: Store.Location
    private let directory: String?
    private let schema: String?

    init(_ engine: TestEngine) async throws {
        switch engine {
        case .sqlite:
            var template = Array("/tmp/daylight-store-test.XXXXXX".utf8CString)
            let directory = template.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
            }
            guard let directory else { throw StoreError.unavailable("no temporary directory") }
            self.directory = directory
            schema = nil
            location = .sqlite(path: directory + "/test.sqlite")
        case .postgreSQL:
            directory = nil
            let schema = "t\(getpid())_\(Self.count.add(1, ordering: .relaxed).newValue)"
            self.schema = schema
            location = try await PrivatePostgreSQL.location(schema: schema)
        }
    }

    private static let count = Atomic<Int>(0)

    func remove() async {
        if let directory { try? FileManager.default.removeItem(atPath: directory) }
        if let schema { try? await PrivatePostgreSQL.administer("DROP SCHEMA IF EXISTS \(schema) CASCADE") }
    }
}

/// Runs a test with a store of its own.
func withStore(
    _ engine: TestEngine, settings: Store.Settings = Store.Settings(), _ body: (Store) async throws -> Void
) async throws {
    try await withPlace(engine) { location in
        let store = try await Store.open(location, settings: settings)
        do {
            try await body(store)
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }
}

/// Runs a test with an empty database of its own.
func withPlace(_ engine: TestEngine, _ body: (Store.Location) async throws -> Void) async throws {
    let place = try await Place(engine)
    do {
        try await body(place.location)
        await place.remove()
    } catch {
        await place.remove()
        throw error
    }
}

/// The server at DATABASE_URL_TEST, or one of our own that lives as long as this process.
enum PrivatePostgreSQL {
    static let url: String? = ProcessInfo.processInfo.environment["DATABASE_URL_TEST"] ?? started()

    static func location(schema: String) async throws -> Store.Location {
        guard let url else { throw StoreError.unavailable("no PostgreSQL server is installed") }
        try await administer("CREATE SCHEMA \(schema)")
        let separator = url.contains("?") ? "&" : "?"
        return .postgreSQL(url: "\(url)\(separator)options=-csearch_path%3D\(schema)")
    }

    /// Connections for what no store does.
    private static let administration = url.map {
        ConnectionPool(url: $0, settings: Store.Settings(connections: 2, patience: .seconds(60)))
    }

    static func administer(_ sql: String) async throws {
        try await administration?.run { session in try session.transaction("BEGIN") { try $0.script(sql) } }
    }

    /// Starts `Tests/private-postgresql hold`, which stops when the pipe to it closes, however this process ends.
    private static func started() -> String? {
        let script = String(#filePath.dropLast("StorageTests/Engines.swift".count)) + "private-postgresql"
        var input: [Int32] = [0, 0]
        var output: [Int32] = [0, 0]
        guard pipe(&input) == 0, pipe(&output) == 0 else { return nil }
        // Nobody else that this process starts may keep the pipes open.
        for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, input[0], 0)
        posix_spawn_file_actions_adddup2(&actions, output[1], 1)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(script), strdup("hold"), nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        guard posix_spawn(&process, script, &actions, nil, &arguments, environ) == 0 else { return nil }
        close(input[0])
        close(output[1])
        defer { close(output[0]) }
        return lines(of: output[0]).first { $0.hasPrefix("DATABASE_URL=") }.map { String($0.dropFirst("DATABASE_URL=".count)) }
    }

    private static func lines(of file: Int32) -> [Substring] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1024)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
            if String(decoding: bytes, as: UTF8.self).contains("DATABASE_URL=") && bytes.last == UInt8(ascii: "\n") { break }
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }
}
