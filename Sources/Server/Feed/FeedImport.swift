public import Daylight
import Exposure
import Storage

/// Publishes a ranking policy and serves a feed by it at once: for the demo election.
public struct FeedImport: Sendable {
    private let desk: FeedDesk
    private let author: String

    /// - Parameter author: who is said to have published it.
    public init(into observatory: Observatory, author: String) {
        desk = FeedDesk(observatory: observatory)
        self.author = author
    }

    /// Serves a feed, unless one was served before.
    ///
    /// - Returns: the path of its page.
    /// - Throws: ``InputError`` for a policy or candidates that cannot be used, or an error of store or log.
    public func serve(_ candidates: JSONValue, by policy: JSONValue, now: Timestamp) async throws -> String {
        if let served = try await desk.observatory.store.newestRecords(.servedFeed, limit: 1).first {
            return SitePath.servedFeed(served.key)
        }
        do {
            let published = try await desk.publish(policy, by: author, now: now)
            let feed = RankedFeed(try FeedCandidates(candidates, for: published.policy), by: published.policy)
            let name = try await desk.record(
                feed, candidates, by: published, noProfiling: false, author: author, now: now, entropy: .system
            ).name
            return SitePath.servedFeed(name)
        } catch FeedDesk.Refusal.malformed(let error) { throw error }
    }
}
