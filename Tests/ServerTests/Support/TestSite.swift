import Daylight
import EvidenceLog
import Hummingbird
import Logging
import Storage

@testable import Server

/// A whole site over a store and a log in a folder of its own, without a socket.
final class TestSite: Sendable {
    static let password = "correct horse battery"
    static let cost = PasswordHash.Cost(logRounds: 4, blockSize: 8, parallelism: 1)

    let directory: TemporaryDirectory
    let clock: TestClock
    let observatory: Observatory
    let table: RouteTable
    let finding: Finding
    private let responder: RouterResponder<VisitContext>

    var site: Site { table.site }
    var store: Store { observatory.store }

    /// A site with one data set, one finding and a person of each role, named as the role.
    ///
    /// - Parameters:
    ///   - witnesses: the way to the log's witnesses.
    ///   - policy: the log's policy, given to it after it was made.
    init(
        witnesses: (any WitnessTransport)? = nil, policy: String? = nil, configure: (inout ServerConfiguration) -> Void = { _ in }
    ) async throws {
        directory = try TemporaryDirectory()
        let clock = TestClock()
        self.clock = clock
        let place = ObservatoryConfiguration(dataDirectory: "\(directory.path)/data", witnesses: witnesses)
        if let policy {
            await (try Observatory.open(place, now: clock.now, entropy: .seeded(1))).close()
            try DurableLog.setPolicy(policy, at: "\(place.dataDirectory)/log")
        }
        observatory = try await Observatory.open(place, now: clock.now, entropy: .seeded(1))
        finding = try Sample.finding()
        let batches = Batches([Sample.shares])
        _ = try await observatory.store.importDataset(
            Sample.dataset(), shares: { batches.next() }, findings: [finding], statement: nil)
        for role in Role.allCases {
            _ = try await observatory.addPerson(
                name: role.rawValue, password: Self.password, role: role, cost: Self.cost, now: clock.now, entropy: .seeded(2))
        }
        var configuration = ServerConfiguration()
        configuration.passwordCost = Self.cost
        // Hundreds of tests share the processor, so a request may wait longer than a reader would.
        configuration.limits.request = .seconds(600)
        configure(&configuration)
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let site = try Site(
            configuration: configuration, observatory: observatory, clock: { clock.now }, entropy: .seeded(3), logger: logger)
        table = RouteTable(site: site)
        responder = table.router().buildResponder()
    }

    /// A visitor nobody knows.
    var anonymous: Client { Client(responder: responder) }

    /// Somebody with this role, signed in through a session made for the test.
    func person(_ role: Role) async throws -> Client {
        guard let user = try await store.user(named: role.rawValue) else { throw Missing.user }
        let secret = Secret(from: .system)
        let session = try await store.createSession(
            tokenDigest: secret.digest, user: user.id, csrf: "form-token-of-\(role.rawValue)", created: clock.now,
            expires: Timestamp(seconds: clock.now.seconds + 3600))
        return Client(responder: responder, cookie: "\(SessionCookie.name)=\(secret.text)", formToken: session.csrf)
    }

    /// A program with a token of somebody with this role.
    func program(_ role: Role, scopes: Set<Scope>) async throws -> Client {
        try await program(named: role.rawValue, scopes: scopes)
    }

    /// A program with a token of the person of this name.
    func program(named name: String, scopes: Set<Scope>) async throws -> Client {
        guard let user = try await store.user(named: name) else { throw Missing.user }
        let token = APIToken(from: .system)
        _ = try await store.createToken(
            digest: token.digest, user: user.id, name: "test \(token.digest.hex)", scopes: scopes, created: clock.now,
            expires: nil)
        return Client(responder: responder, token: token.text)
    }

    enum Missing: Error { case user }
}

/// Hands out batches one after the other.
final class Batches {
    private var rest: [[Share]]

    init(_ batches: [[Share]]) { rest = batches }

    func next() -> [Share]? { rest.isEmpty ? nil : rest.removeFirst() }
}
