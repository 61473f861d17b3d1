public import Daylight

extension Store {
    /// Signs somebody in.
    ///
    /// - Throws: ``StoreError/rejected(_:)`` if there is no such user, or the user is disabled.
    @discardableResult
    public func createSession(
        tokenDigest: Digest, user: User.ID, csrf: String, created: Timestamp, expires: Timestamp
    ) async throws(StoreError) -> Session {
        try await write { connection in
            try connection.execute(
                "INSERT INTO sessions (token_digest, user_id, csrf, created, expires) VALUES (?1, ?2, ?3, ?4, ?5)",
                [.digest(tokenDigest), .integer(user.rawValue), .text(csrf), .time(created), .time(expires)])
            guard let session = try connection.session(tokenDigest) else {
                throw StoreError.rejected("user \(user.rawValue) is disabled")
            }
            return session
        }
    }

    /// The session with this secret, unless it has expired or its user is disabled.
    public func session(_ tokenDigest: Digest, now: Timestamp) async throws(StoreError) -> Session? {
        try await read { connection in
            guard let session = try connection.session(tokenDigest), session.expires > now else { return nil }
            return session
        }
    }

    /// Signs somebody out.
    public func deleteSession(_ tokenDigest: Digest) async throws(StoreError) {
        try await write { connection in
            _ = try connection.execute("DELETE FROM sessions WHERE token_digest = ?1", [.digest(tokenDigest)])
        }
    }

    /// Forgets sessions that nobody can use any more.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func deleteExpiredSessions(now: Timestamp) async throws(StoreError) -> Int {
        try await write { connection in try connection.execute("DELETE FROM sessions WHERE expires <= ?1", [.time(now)]) }
    }
}

extension Connection {
    fileprivate func session(_ tokenDigest: Digest) throws(StoreError) -> Session? {
        guard
            let row = try row(
                """
                SELECT s.csrf, s.created, s.expires, \(User.columns)
                FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_digest = ?1 AND u.disabled = 0
                """, [.digest(tokenDigest)])
        else { return nil }
        return Session(
            tokenDigest: tokenDigest, user: try User(row: row, at: 3), csrf: try row.text(0), created: try row.time(1),
            expires: try row.time(2))
    }
}
