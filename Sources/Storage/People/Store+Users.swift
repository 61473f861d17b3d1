public import Daylight

extension Store {
    /// Adds a person.
    ///
    /// - Throws: ``StoreError/conflict(_:)`` if the name is taken, whatever its capitals;
    ///   ``StoreError/rejected(_:)`` if it is no name.
    public func createUser(
        name: String, passwordHash: String, role: Role, created: Timestamp
    ) async throws(StoreError) -> User {
        let folded = try User.folded(name)
        return try await write { connection in
            let row = try connection.row(
                """
                INSERT INTO users (name, folded_name, password_hash, role, created, disabled)
                VALUES (?1, ?2, ?3, ?4, ?5, 0) ON CONFLICT (folded_name) DO NOTHING RETURNING id
                """, [.text(name), .text(folded), .text(passwordHash), .text(role.rawValue), .time(created)])
            guard let row else { throw StoreError.conflict("there is a user of that name") }
            return User(
                id: User.ID(rawValue: try row.integer(0)), name: name, passwordHash: passwordHash, role: role, created: created,
                isDisabled: false)
        }
    }

    /// The person of that name, whatever its capitals.
    public func user(named name: String) async throws(StoreError) -> User? {
        guard let folded = try? User.folded(name) else { return nil }
        return try await users(where: "u.folded_name = ?1", [.text(folded)]).first
    }

    /// The person with this number, if there is one.
    public func user(_ id: User.ID) async throws(StoreError) -> User? {
        try await users(where: "u.id = ?1", [.integer(id.rawValue)]).first
    }

    /// Everybody, by name, at most ten thousand.
    public func users() async throws(StoreError) -> [User] {
        try await users(where: "1 = 1 ORDER BY u.folded_name LIMIT 10000", [])
    }

    /// Changes what is given and leaves the rest. Disabling somebody, or giving a new password, ends their sessions.
    ///
    /// - Throws: ``StoreError/rejected(_:)`` if there is no such user.
    @discardableResult
    public func updateUser(
        _ id: User.ID, passwordHash: String? = nil, role: Role? = nil, isDisabled: Bool? = nil
    ) async throws(StoreError) -> User {
        try await write { connection in
            guard let user = try connection.users(where: "u.id = ?1", [.integer(id.rawValue)]).first else {
                throw StoreError.rejected("there is no user \(id.rawValue)")
            }
            let changed = User(
                id: id, name: user.name, passwordHash: passwordHash ?? user.passwordHash, role: role ?? user.role,
                created: user.created, isDisabled: isDisabled ?? user.isDisabled)
            try connection.execute(
                "UPDATE users SET password_hash = ?2, role = ?3, disabled = ?4 WHERE id = ?1",
                [.integer(id.rawValue), .text(changed.passwordHash), .text(changed.role.rawValue), .flag(changed.isDisabled)])
            if changed.isDisabled || passwordHash != nil {
                try connection.execute("DELETE FROM sessions WHERE user_id = ?1", [.integer(id.rawValue)])
            }
            return changed
        }
    }

    private func users(where condition: String, _ values: [SQLValue]) async throws(StoreError) -> [User] {
        try await read { connection in try connection.users(where: condition, values) }
    }
}

extension Connection {
    fileprivate func users(where condition: String, _ values: [SQLValue]) throws(StoreError) -> [User] {
        var users: [User] = []
        for row in try rows("SELECT \(User.columns) FROM users u WHERE \(condition)", values) { users.append(try User(row: row)) }
        return users
    }
}

extension User {
    /// Columns of the table `users u`, in the order ``init(row:at:)`` reads them.
    static let columns = "u.id, u.name, u.password_hash, u.role, u.created, u.disabled"

    init(row: SQLRow, at first: Int = 0) throws(StoreError) {
        self.init(
            id: ID(rawValue: try row.integer(first)), name: try row.text(first + 1), passwordHash: try row.text(first + 2),
            role: try row.choice(first + 3), created: try row.time(first + 4), isDisabled: try row.integer(first + 5) != 0)
    }
}
