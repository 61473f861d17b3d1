/// One of the logs that a store's statements are in. A log is ended, with its election or its year, and the next begun.
public struct LogRecord: Hashable, Sendable {
    /// The store's own number of a log.
    public struct ID: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    public let id: ID
    /// `nil` for the first log until a server has opened it with this store.
    public let origin: String?
    /// The number of the statement that is, or would be, its first entry: numbers run on through all logs.
    public let first: UInt64

    public init(id: ID, origin: String?, first: UInt64) {
        self.id = id
        self.origin = origin
        self.first = first
    }
}
