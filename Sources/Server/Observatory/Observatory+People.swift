public import Daylight
public import Storage

extension Observatory {
    /// Shortest password accepted, in characters (NIST SP 800-63B-4 §3.1.1.2).
    public static let passwordMinimum = 15

    /// Adds a person who can sign in.
    ///
    /// - Throws: ``ObservatoryError`` person for a password that is too short or too long, or an error of the store when
    ///   the name is taken or is no name.
    public func addPerson(
        name: String, password: String, role: Role, cost: PasswordHash.Cost = .standard, now: Timestamp,
        entropy: Entropy = .system
    ) async throws -> User {
        try await Self.addPerson(to: store, name: name, password: password, role: role, cost: cost, now: now, entropy: entropy)
    }

    /// The same with the store alone, which works while a server runs.
    ///
    /// - Throws: as ``addPerson(name:password:role:cost:now:entropy:)``.
    public static func addPerson(
        to store: Store, name: String, password: String, role: Role, cost: PasswordHash.Cost = .standard, now: Timestamp,
        entropy: Entropy = .system
    ) async throws -> User {
        try await store.createUser(
            name: name, passwordHash: hash(password, cost: cost, entropy: entropy).text, role: role, created: now)
    }

    /// Gives somebody a new password and ends their sessions.
    ///
    /// - Throws: ``ObservatoryError`` person for a password that is too short or too long, or an error of the store when
    ///   there is no such person.
    public static func changePassword(
        in store: Store, of user: User.ID, to password: String, cost: PasswordHash.Cost = .standard, entropy: Entropy = .system
    ) async throws {
        try await store.updateUser(user, passwordHash: hash(password, cost: cost, entropy: entropy).text)
    }

    /// Makes a token with which a program acts for somebody. Works while a server runs.
    ///
    /// - Parameters:
    ///   - name: what the person calls it.
    ///   - expires: `nil` for one that holds until it is revoked.
    /// - Returns: the token itself, which is stored nowhere.
    /// - Throws: ``ObservatoryError`` person for a scope that the person's role does not have, or an error of the store.
    public static func makeToken(
        in store: Store, for user: User, name: String, scopes: Set<Scope>, now: Timestamp, expires: Timestamp?,
        entropy: Entropy = .system
    ) async throws -> String {
        guard scopes.allSatisfy({ $0.role <= user.role }) else {
            throw ObservatoryError.person(
                InputError(field: "scope", expected: "scopes of the role \(user.role.rawValue)", found: "more"))
        }
        let token = APIToken(from: entropy)
        _ = try await store.createToken(
            digest: token.digest, user: user.id, name: name, scopes: scopes, created: now, expires: expires)
        return token.text
    }

    private static func hash(
        _ password: String, cost: PasswordHash.Cost, entropy: Entropy
    ) throws(ObservatoryError) -> PasswordHash {
        guard password.count >= passwordMinimum else {
            throw .person(
                InputError(
                    field: "password", expected: "at least \(passwordMinimum) characters", found: "\(password.count)"))
        }
        do {
            return try PasswordHash(of: password, cost: cost, entropy: entropy)
        } catch { throw .person(error) }
    }
}
