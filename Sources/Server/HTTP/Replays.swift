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
    private let formTurn = Turnstile()

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

    /// The same for a form in a browser, which leads to another page: what is sent twice from one form leads twice to the
    /// same page. A second click waits for the first. A form that was changed before it was sent again is another request.
    ///
    /// - Parameters:
    ///   - key: what the form carries; a form without one is worked on each time.
    ///   - work: answers with the page's address.
    func onceForForm(
        _ key: String, _ call: Call, user: User, work: @escaping @Sendable () async throws -> String
    ) async throws -> Reply {
        guard let key = IdempotencyKey(key) else { return .seeOther(try await work()) }
        let digest = Digest(of: Array(call.path.utf8) + [0x0A] + call.body)
        let slot = "form \(Digest(of: Array(key.text.utf8) + digest.bytes).hex)"
        return try await formTurn.run { [store] in
            if let stored = try await store.replay(key: slot, user: user.id) {
                return .seeOther(String(decoding: stored.response, as: UTF8.self))
            }
            let location = try await work()
            try await store.purgeResponses(before: Timestamp(seconds: call.now.seconds - Self.memory))
            try await store.remember(
                key: slot, user: user.id, bodyDigest: digest, status: 303, response: Array(location.utf8), created: call.now)
            return .seeOther(location)
        }
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
