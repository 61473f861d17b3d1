import Daylight

/// The four kinds of value that both engines store alike.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    /// Text without NUL, which PostgreSQL cannot hold; ``Connection`` refuses it on both engines.
    case text(String)
    case bytes([UInt8])

    static func integer(_ value: Int) -> SQLValue { .integer(Int64(value)) }
    static func flag(_ value: Bool) -> SQLValue { .integer(Int64(value ? 1 : 0)) }
    static func time(_ value: Timestamp) -> SQLValue { .integer(value.milliseconds) }
    static func time(_ value: Timestamp?) -> SQLValue { value.map { .integer($0.milliseconds) } ?? .null }
    static func digest(_ value: Digest) -> SQLValue { .bytes(value.bytes) }

    /// Text whose bytes are nobody's business, NUL included: stored as bytes.
    static func opaque(_ value: String) -> SQLValue { .bytes(Array(value.utf8)) }
}
