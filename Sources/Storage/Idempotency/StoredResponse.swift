public import Daylight

/// What a request was answered, kept so that the same request sent twice is done once.
public struct StoredResponse: Hashable, Sendable {
    /// Longest key in bytes.
    public static let keyLimit = 255

    /// Digest of the request's body; another body under the same key is a mistake of the caller.
    public let bodyDigest: Digest
    public let status: Int
    public let response: [UInt8]
    public let created: Timestamp
}

extension Store {
    /// What the request with this key was answered, if it was.
    public func replay(key: String, user: User.ID) async throws(StoreError) -> StoredResponse? {
        try await read { connection in try connection.response(key: key, user: user) }
    }

    /// Remembers an answer. If there is one under this key already, that one stays.
    ///
    /// - Returns: the answer that holds, the first one.
    @discardableResult
    public func remember(
        key: String, user: User.ID, bodyDigest: Digest, status: Int, response: [UInt8], created: Timestamp
    ) async throws(StoreError) -> StoredResponse {
        guard (1...StoredResponse.keyLimit).contains(key.utf8.count) else {
            throw .rejected("an idempotency key has 1 to \(StoredResponse.keyLimit) bytes")
        }
        return try await write { connection in
            try connection.execute(
                """
                INSERT INTO replies (user_id, request_key, body_digest, status, response, created)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (user_id, request_key) DO NOTHING
                """,
                [
                    .integer(user.rawValue), .text(key), .digest(bodyDigest), .integer(status), .bytes(response), .time(created),
                ])
            guard let stored = try connection.response(key: key, user: user) else {
                throw StoreError.busy("another request with the same key")
            }
            return stored
        }
    }

    /// Forgets answers from before a moment.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func purgeResponses(before moment: Timestamp) async throws(StoreError) -> Int {
        try await write { connection in try connection.execute("DELETE FROM replies WHERE created < ?1", [.time(moment)]) }
    }
}

extension Connection {
    fileprivate func response(key: String, user: User.ID) throws(StoreError) -> StoredResponse? {
        guard
            let row = try row(
                "SELECT body_digest, status, response, created FROM replies WHERE user_id = ?1 AND request_key = ?2",
                [.integer(user.rawValue), .text(key)])
        else { return nil }
        return StoredResponse(
            bodyDigest: try row.digest(0), status: try row.int(1), response: try row.bytes(2), created: try row.time(3))
    }
}
