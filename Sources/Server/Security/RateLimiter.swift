import Daylight
import Synchronization

/// Token buckets: a burst of `quota` requests, refilled evenly over `window` seconds.
///
/// Answers carry `RateLimit` and `RateLimit-Policy` in the form of the IETF draft "RateLimit header fields for HTTP".
final class RateLimiter: Sendable {
    /// What is left after a request, or how long to wait when nothing is.
    struct Standing: Hashable, Sendable {
        var policy: RateLimit
        var isAllowed: Bool
        var remaining: Int
        /// Seconds until one more request is allowed when there is none left, else until the bucket is full.
        var reset: Int

        var header: String { "\"\(policy.name)\";r=\(remaining);t=\(reset)" }
    }

    private struct Bucket {
        var tokens: Double
        var updated: Int64
    }

    private let policy: RateLimit
    /// Bounds memory against a flood of addresses; beyond it the longest-untouched half is forgotten.
    private let bucketLimit: Int
    private let buckets = Mutex<[String: Bucket]>([:])

    init(_ policy: RateLimit, bucketLimit: Int = 20_000) {
        self.policy = policy
        self.bucketLimit = max(2, bucketLimit)
    }

    /// How many clients are remembered.
    var bucketCount: Int { buckets.withLock { $0.count } }

    /// Counts one request of `key`.
    func take(_ key: String, now: Timestamp) -> Standing {
        buckets.withLock { buckets in
            if buckets[key] == nil, buckets.count >= bucketLimit { Self.forgetOldest(&buckets) }
            let rate = Double(policy.quota) / Double(max(policy.window, 1)) / 1000
            var bucket = buckets[key] ?? Bucket(tokens: Double(policy.quota), updated: now.milliseconds)
            // A clock that goes backwards refills nothing.
            let elapsed = max(0, now.milliseconds - bucket.updated)
            bucket.tokens = min(Double(policy.quota), bucket.tokens + Double(elapsed) * rate)
            bucket.updated = max(bucket.updated, now.milliseconds)
            let isAllowed = bucket.tokens >= 1
            if isAllowed { bucket.tokens -= 1 }
            buckets[key] = bucket
            let wanted = bucket.tokens < 1 ? 1 - bucket.tokens : Double(policy.quota) - bucket.tokens
            let reset = max(1, Int((wanted / rate / 1000).rounded(.up)))
            return Standing(policy: policy, isAllowed: isAllowed, remaining: Int(bucket.tokens), reset: reset)
        }
    }

    private static func forgetOldest(_ buckets: inout [String: Bucket]) {
        let updates = buckets.values.map(\.updated).sorted()
        let middle = updates[updates.count / 2]
        buckets = buckets.filter { $0.value.updated > middle }
    }
}
