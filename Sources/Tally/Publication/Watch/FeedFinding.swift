public import Daylight

/// What an observer of a publication can find (tally reference, sections 2 and 5).
public enum FeedCode: String, CaseIterable, Sendable {
    /// A file is not the one that was signed, or says what it must not.
    case altered = "ALTERED"
    /// A page shows what the signed files do not say.
    case defaced = "DEFACED"
    /// A sum is not the sum of the reports it lists.
    case wrongSum = "F503"
    /// A report is not signed by a key of its unit.
    case wrongStation = "F505"
    /// A later publication is followed by an earlier one, or a manifest was changed or removed.
    case rolledBack = "ROLLED_BACK"
    /// Different observers are shown different publications or different logs.
    case splitView = "SPLIT_VIEW"
    /// The publication is not kept up.
    case stalled = "STALLED"
    /// Too few publishers signed.
    case unsigned = "UNSIGNED"
}

/// One thing that is wrong with what a host shows.
public struct FeedFinding: Hashable, Sendable {
    public let code: FeedCode
    /// The host it was seen on.
    public let host: String
    /// A file of the feed, and `#` and a JSON pointer where it is one place in it.
    public let place: String
    public let expected: String
    public let found: String

    init(_ code: FeedCode, host: String, _ place: String, expected: String, found: String) {
        self.code = code
        self.host = host
        self.place = place
        self.expected = expected
        self.found = String(found.prefix(200))
    }

    /// The members `code`, `host`, `where`, `expected` and `found`.
    public var json: JSONObject {
        [
            "code": .string(code.rawValue), "host": .string(host), "where": .string(place), "expected": .string(expected),
            "found": .string(found),
        ]
    }
}
