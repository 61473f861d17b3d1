import Daylight
import Testing

@testable import Storage

@Suite struct PeopleTests {
    @Test("a reviewer may do what a reader may, and more")
    func roles() {
        #expect(Role.allCases == [.reader, .clerk, .publisher, .reviewer, .administrator])
        #expect(Role.reader < .reviewer && Role.reviewer < .administrator)
    }

    @Test("every role is stored and found again", arguments: TestEngine.available)
    func storedRoles(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            for role in Role.allCases {
                let user = try await store.createUser(
                    name: "U-\(role.rawValue)", passwordHash: "scrypt$1", role: role, created: Sample.time(0))
                #expect(try await store.user(user.id) == user)
                #expect(try await store.user(named: "u-\(role.rawValue.uppercased())") == user)
            }
            #expect(try await store.users().map(\.role) == [.administrator, .clerk, .publisher, .reader, .reviewer])
        }
    }

    @Test("a name can be had once, whatever its capitals", arguments: TestEngine.available)
    func uniqueNames(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            _ = try await store.createUser(name: "Ångström", passwordHash: "h", role: .reader, created: Sample.time(0))
            await #expect(throws: StoreError.conflict("there is a user of that name")) {
                _ = try await store.createUser(name: "ÅNGSTRÖM", passwordHash: "h", role: .reviewer, created: Sample.time(0))
            }
            #expect(try await store.users().count == 1)
        }
    }

    @Test(
        "a name that could be taken for another is refused",
        arguments: [
            "", " anna", "anna ", "an\u{0}na", "an\nna", "jose\u{301}", "a\u{200B}b", "a\u{202E}b",
            String(repeating: "a", count: 129),
        ])
    func badNames(_ name: String) {
        #expect(throws: StoreError.self) { _ = try User.folded(name) }
    }

    @Test("disabling somebody or giving a new password ends their sessions", arguments: TestEngine.available)
    func update(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let user = try await store.createUser(name: "anna", passwordHash: "old", role: .reader, created: Sample.time(0))
            let secret = Sample.digest("secret")
            func signIn() async throws {
                try await store.createSession(
                    tokenDigest: secret, user: user.id, csrf: "c", created: Sample.time(0), expires: Sample.time(10))
            }
            try await signIn()
            let promoted = try await store.updateUser(user.id, role: .reviewer)
            #expect(try await store.session(secret, now: Sample.time(1))?.user == promoted)
            try await store.updateUser(user.id, passwordHash: "new")
            #expect(try await store.session(secret, now: Sample.time(1)) == nil)
            try await signIn()
            try await store.updateUser(user.id, isDisabled: true)
            #expect(try await store.session(secret, now: Sample.time(1)) == nil)
            await #expect(throws: StoreError.self) { try await signIn() }
            try await store.updateUser(user.id, isDisabled: false)
            #expect(try await store.session(secret, now: Sample.time(1)) == nil)
            let last = try #require(try await store.user(user.id))
            #expect((last.passwordHash, last.role, last.isDisabled) == ("new", .reviewer, false))
        }
    }

    @Test("a session holds until it expires or is deleted", arguments: TestEngine.available)
    func sessions(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let user = try await store.createUser(name: "anna", passwordHash: "h", role: .reader, created: Sample.time(0))
            for (name, end) in [("a", 10), ("b", 20), ("c", 30)] as [(String, Int64)] {
                try await store.createSession(
                    tokenDigest: Sample.digest(name), user: user.id, csrf: "csrf \(name)", created: Sample.time(0),
                    expires: Sample.time(end))
            }
            #expect(try await store.session(Sample.digest("a"), now: Sample.time(9))?.csrf == "csrf a")
            #expect(try await store.session(Sample.digest("a"), now: Sample.time(10)) == nil)
            try await store.deleteSession(Sample.digest("c"))
            #expect(try await store.session(Sample.digest("c"), now: Sample.time(1)) == nil)
            #expect(try await store.deleteExpiredSessions(now: Sample.time(10)) == 1)
            #expect(try await store.session(Sample.digest("b"), now: Sample.time(1)) != nil)
        }
    }

    @Test("a token holds until it expires, is revoked or its owner is disabled", arguments: TestEngine.available)
    func tokens(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let user = try await store.createUser(name: "anna", passwordHash: "h", role: .reader, created: Sample.time(0))
            let short = try await store.createToken(
                digest: Sample.digest("s"), user: user.id, name: "short", scopes: [.read, .decide], created: Sample.time(0),
                expires: Sample.time(10))
            let long = try await store.createToken(
                digest: Sample.digest("l"), user: user.id, name: "long", scopes: [], created: Sample.time(0), expires: nil)
            #expect(short.scopes == [.read, .decide])
            #expect(try await store.token(Sample.digest("s"), now: Sample.time(9)) == short)
            #expect(try await store.token(Sample.digest("s"), now: Sample.time(10)) == nil)
            #expect(try await store.token(Sample.digest("l"), now: Sample.time(1_000_000)) == long)
            try await store.markTokenUsed(long.id, at: Sample.time(5))
            try await store.markTokenUsed(long.id, at: Sample.time(4))
            #expect(try await store.tokens(of: user.id).map(\.lastUsed) == [Sample.time(5), nil])
            #expect(try await store.revokeToken(short.id))
            #expect(try await store.revokeToken(short.id) == false)
            try await store.updateUser(user.id, isDisabled: true)
            #expect(try await store.token(Sample.digest("l"), now: Sample.time(1)) == nil)
        }
    }

    @Test("the first answer under an idempotency key stays until it is purged", arguments: TestEngine.available)
    func replies(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let user = try await store.createUser(name: "anna", passwordHash: "h", role: .reader, created: Sample.time(0))
            let other = try await store.createUser(name: "bert", passwordHash: "h", role: .reader, created: Sample.time(0))
            #expect(try await store.replay(key: "k", user: user.id) == nil)
            let first = try await store.remember(
                key: "k", user: user.id, bodyDigest: Sample.digest("1"), status: 201, response: [1], created: Sample.time(1))
            let second = try await store.remember(
                key: "k", user: user.id, bodyDigest: Sample.digest("2"), status: 500, response: [2], created: Sample.time(2))
            #expect(second == first)
            #expect(try await store.replay(key: "k", user: user.id) == first)
            #expect(try await store.replay(key: "K", user: user.id) == nil)
            #expect(try await store.replay(key: "k", user: other.id) == nil)
            #expect(try await store.purgeResponses(before: Sample.time(1)) == 0)
            #expect(try await store.purgeResponses(before: Sample.time(2)) == 1)
            #expect(try await store.replay(key: "k", user: user.id) == nil)
        }
    }
}
