public import Daylight

extension Store {
    /// Gives somebody a token.
    ///
    /// - Throws: ``StoreError/rejected(_:)`` if there is no such user.
    public func createToken(
        digest: Digest, user: User.ID, name: String, scopes: Set<Scope>, created: Timestamp, expires: Timestamp?
    ) async throws(StoreError) -> Token {
        try await write { connection in
            try connection.execute(
                "INSERT INTO tokens (digest, user_id, name, scopes, created, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                [
                    .digest(digest), .integer(user.rawValue), .text(name), .text(Token.text(of: scopes)), .time(created),
                    .time(expires),
                ])
            guard let token = try connection.tokens(where: "t.digest = ?1", [.digest(digest)]).first else {
                throw StoreError.rejected("there is no user \(user.rawValue)")
            }
            return token
        }
    }

    /// The token with this secret, unless it has expired or its user is disabled.
    public func token(_ digest: Digest, now: Timestamp) async throws(StoreError) -> Token? {
        try await read { connection in
            try connection.tokens(
                where: "t.digest = ?1 AND u.disabled = 0 AND (t.expires IS NULL OR t.expires > ?2)",
                [.digest(digest), .time(now)]
            ).first
        }
    }

    /// Remembers when a token was last used.
    public func markTokenUsed(_ id: Token.ID, at time: Timestamp) async throws(StoreError) {
        try await write { connection in
            _ = try connection.execute(
                "UPDATE tokens SET last_used = ?2 WHERE id = ?1 AND (last_used IS NULL OR last_used < ?2)",
                [.integer(id.rawValue), .time(time)])
        }
    }

    /// Somebody's tokens, the newest first, at most a thousand.
    public func tokens(of user: User.ID) async throws(StoreError) -> [Token] {
        try await read { connection in
            try connection.tokens(where: "t.user_id = ?1 ORDER BY t.id DESC LIMIT 1000", [.integer(user.rawValue)])
        }
    }

    /// Takes a token away for good.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    public func revokeToken(_ id: Token.ID) async throws(StoreError) -> Bool {
        try await write { connection in
            try connection.execute("DELETE FROM tokens WHERE id = ?1", [.integer(id.rawValue)]) > 0
        }
    }
}

extension Connection {
    fileprivate func tokens(where condition: String, _ values: [SQLValue]) throws(StoreError) -> [Token] {
        var tokens: [Token] = []
        for row in try rows(
            """
            SELECT t.id, t.digest, t.name, t.scopes, t.created, t.expires, t.last_used, \(User.columns)
            FROM tokens t JOIN users u ON u.id = t.user_id WHERE \(condition)
            """, values)
        {
            tokens.append(try Token(row: row))
        }
        return tokens
    }
}

extension Token {
    fileprivate static func text(of scopes: Set<Scope>) -> String { scopes.map(\.rawValue).sorted().joined(separator: " ") }

    fileprivate init(row: SQLRow) throws(StoreError) {
        // A scope this program does not know gives no right here, so it is left out.
        let scopes = Set(try row.text(3).split(separator: " ").compactMap { Scope(rawValue: String($0)) })
        self.init(
            id: ID(rawValue: try row.integer(0)), digest: try row.digest(1), user: try User(row: row, at: 7),
            name: try row.text(2), scopes: scopes, created: try row.time(4), expires: try row.optionalTime(5),
            lastUsed: try row.optionalTime(6))
    }
}
