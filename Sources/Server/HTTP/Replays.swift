import Daylight
import HTTPTypes
import Storage
import Synchronization

/// A key chosen by a client so that a request sent twice is done once.
struct IdempotencyKey: Hashable, Sendable {
    static let lengthLimit = 255

    let text: String

    /// `nil` unless the key is 1 to 255 printable ASCII characters.
    init?(_ text: String) {
        guard (1...Self.lengthLimit).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        self.text = text
    }
}

/// Remembers the answers to requests with an ``IdempotencyKey`` and gives them again.
final class Replays: Sendable {
    /// How long an answer is remembered, in seconds: two days.
    private static let memory: Int64 = 2 * 86_400

    private struct Slot: Hashable {
        var key: String
        var user: User.ID
    }

    private let store: Store
    private let working = Mutex<Set<Slot>>([])

    init(store: Store) { self.store = store }

    /// Answers with what was answered before, or does the work and remembers its answer.
    ///
    /// Only successes are remembered: a refused request has changed nothing and may be corrected under the same key.
    ///
    /// - Throws: ``Problem`` key-reused for another body, in-progress while the first is being worked on.
    func once(_ call: Call, user: User, work: () async throws -> Reply) async throws -> Reply {
        guard let header = call.headers[.idempotencyKey] else { return try await work() }
        guard let key = IdempotencyKey(header) else {
            throw Problem(.malformedRequest, "Idempotency-Key: expected 1 to \(IdempotencyKey.lengthLimit) printable characters.")
        }
        let slot = Slot(key: key.text, user: user.id)
        guard working.withLock({ $0.insert(slot).inserted }) else {
            throw Problem(.inProgress, "A request with this key is being answered.", headers: [.retryAfter: "1"])
        }
        defer { working.withLock { _ = $0.remove(slot) } }
        let digest = Digest(of: Array(call.path.utf8) + [0x0A] + call.body)
        if let stored = try await store.replay(key: key.text, user: user.id) {
            return try Self.reply(stored, to: digest)
        }
        let reply = try await work()
        try await store.purgeResponses(before: Timestamp(seconds: call.now.seconds - Self.memory))
        try await store.remember(
            key: key.text, user: user.id, bodyDigest: digest, status: reply.status.code, response: reply.body,
            created: call.now)
        return reply
    }

    private static func reply(_ stored: StoredResponse, to digest: Digest) throws(Problem) -> Reply {
        guard stored.bodyDigest == digest else {
            throw Problem(.keyReused, "This key was used with another address or body.")
        }
        var reply = Reply(
            status: .init(code: stored.status), type: MediaTypeText.json, body: stored.response, caching: .never)
        reply.headers[.idempotencyReplayed] = "true"
        return reply
    }
}
