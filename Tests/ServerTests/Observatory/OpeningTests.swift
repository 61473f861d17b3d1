import Daylight
import EvidenceLog
import FoundationEssentials
import Storage
import Testing

@testable import Server

@Suite struct OpeningTests {
    private func open(_ path: String) async throws -> Observatory {
        try await Observatory.open(
            ObservatoryConfiguration(dataDirectory: path, host: "votes.example"), now: TestClock.start, entropy: .seeded(1))
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("the first start makes log, keys and store, all only for their owner")
    func firstStart() async throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/data"
        let observatory = try await open(path)
        #expect(observatory.log.origin == "votes.example/log/2026")
        await observatory.close()
        for folder in ["", "/log", "/keys"] { #expect(try mode(path + folder) == 0o700, "\(folder)") }
        #expect(try mode("\(path)/keys/statement-signer.pem") == 0o600)
    }

    @Test("a second start finds the same log, the same key and every decision")
    func again() async throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/data"
        let first = try await open(path)
        let (key, log) = (first.signer.signerKey, first.log.verifierKey)
        await first.close()
        let second = try await open(path)
        #expect(second.signer.signerKey == key)
        #expect(second.log.verifierKey == log)
        await second.close()
    }

    @Test("a statement that a crash left pending is logged at the next start, once")
    func pending() async throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/data"
        let first = try await open(path)
        let statement = try Statement(
            committing: Commitment(salt: [UInt8](repeating: 1, count: 32), message: [1]), type: .coordinationDecision)
        let envelope = try first.signer.sign(statement.body())
        let new = NewStatement(
            envelope: envelope, predicateType: statement.predicateType.uri, title: "x", created: TestClock.start)
        // The crash came after the append and before the receipt was stored.
        let id = try await first.store.addStatement(new)
        _ = try await first.log.append(envelope)
        await first.close()
        let second = try await open(path)
        #expect(try await second.store.pendingStatements().isEmpty)
        #expect(try await second.store.statement(id)?.logged?.index == 0)
        #expect(second.log.checkpoint().size == 1)
        await second.close()
    }

    @Test("a data directory that others may enter is refused with the command that mends it")
    func exposed() async throws {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/data"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        await #expect {
            _ = try await open(path)
        } throws: { error in
            "\(error)".contains("chmod 700")
        }
    }

    @Test("a short password is refused, a good one signs in")
    func people() async throws {
        let directory = try TemporaryDirectory()
        let observatory = try await open("\(directory.path)/data")
        await #expect(throws: ObservatoryError.self) {
            try await observatory.addPerson(
                name: "ann", password: "fourteen chars", role: .reader, cost: TestSite.cost, now: TestClock.start)
        }
        let user = try await observatory.addPerson(
            name: "ann", password: "fifteen letters", role: .reviewer, cost: TestSite.cost, now: TestClock.start)
        #expect(try #require(PasswordHash(user.passwordHash)).matches("fifteen letters"))
        try await Observatory.changePassword(in: observatory.store, of: user.id, to: "another fifteen", cost: TestSite.cost)
        let changed = try #require(try await observatory.store.user(named: "ann"))
        #expect(try #require(PasswordHash(changed.passwordHash)).matches("another fifteen"))
        await observatory.close()
    }

    @Test("work goes through the turnstile one at a time, in order, also after a failure")
    func turnstile() async throws {
        let turnstile = Turnstile()
        let seen = Counter()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    _ = try? await turnstile.run {
                        let inside = await seen.enter()
                        #expect(inside == 1)
                        await Task.yield()
                        await seen.leave()
                        if number % 3 == 0 { throw CancellationError() }
                    }
                }
            }
        }
        #expect(await seen.total == 20)
    }
}

private actor Counter {
    private var inside = 0
    private(set) var total = 0

    func enter() -> Int {
        inside += 1
        total += 1
        return inside
    }

    func leave() { inside -= 1 }
}
