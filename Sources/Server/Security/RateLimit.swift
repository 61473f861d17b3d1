/// One published limit: so many requests in so many seconds, counted for each client.
public struct RateLimit: Hashable, Sendable {
    /// The name in the `RateLimit-Policy` field.
    public var name: String
    /// Requests that may come at once when nothing came before.
    public var quota: Int
    /// Seconds in which an empty allowance fills again.
    public var window: Int

    public init(name: String, quota: Int, window: Int) {
        self.name = name
        self.quota = max(1, quota)
        self.window = max(1, window)
    }

    /// The policy as the `RateLimit-Policy` field shows it.
    var header: String { "\"\(name)\";q=\(quota);w=\(window)" }
}
