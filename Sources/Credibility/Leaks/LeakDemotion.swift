public import Daylight

/// That posts with the leak are placed lower as `leakUnverified`. A person decides it, and it ends by itself (credibility
/// reference, sections 8.2 and 9.2).
public struct LeakDemotion: Hashable, Sendable {
    /// Seconds after which it ends unless it is renewed: 14 days.
    public static let duration: Int64 = 14 * 86_400
    /// Longest reason, in Unicode scalars.
    public static let reasonLimit = 1000

    public let reason: String
    public let by: String
    public let since: Timestamp
    /// When it was lifted, or ended with the assessment.
    public internal(set) var ended: End?

    /// Why it ended before its time.
    public struct End: Hashable, Sendable {
        public enum Cause: String, Hashable, Sendable, CaseIterable {
            /// A person lifted it.
            case lifted
            /// Another decision took its place.
            case renewed
            /// The assessment is finished: the leak is not unverified any more.
            case assessed
            /// The case was closed.
            case closed
        }

        public let cause: Cause
        public let by: String
        public let at: Timestamp
    }

    /// - Throws: ``InputError`` for a reason or name that is empty, too long or has control characters.
    public init(reason: String, by: String, since: Timestamp) throws(InputError) {
        try self.init(reason: reason, by: by, since: since, ended: nil)
    }

    init(reason: String, by: String, since: Timestamp, ended: End?) throws(InputError) {
        self.reason = try LeakText.checked(reason, "reason", limit: Self.reasonLimit, mayBreak: true)
        self.by = try LeakText.checked(by, "by", limit: LeakText.nameLimit)
        self.since = since
        self.ended = ended
    }

    /// When it ends by itself.
    public var until: Timestamp { Timestamp(milliseconds: since.milliseconds &+ Self.duration &* 1000) }

    public func isActive(at moment: Timestamp) -> Bool { ended == nil && moment >= since && moment < until }
}
