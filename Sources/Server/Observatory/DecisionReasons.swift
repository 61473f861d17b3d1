public import Daylight

/// Why a reviewer decided: never empty, bounded, whitespace at the ends cut.
public struct DecisionReasons: Hashable, Sendable {
    /// Longest text in bytes.
    public static let byteLimit = 20_000

    public let text: String

    /// - Throws: ``InputError`` for a text without words or above ``byteLimit``.
    public init(_ text: String) throws(InputError) {
        let start = text.drop { $0.isWhitespace }
        let trimmed = String(start.reversed().drop { $0.isWhitespace }.reversed())
        guard !trimmed.isEmpty else {
            throw InputError(field: "reasons", expected: "at least one word", found: "none")
        }
        guard trimmed.utf8.count <= Self.byteLimit else {
            throw InputError(
                field: "reasons", expected: "at most \(Self.byteLimit) bytes", found: "\(trimmed.utf8.count) bytes")
        }
        guard !trimmed.utf8.contains(0) else {
            throw InputError(field: "reasons", expected: "text without NUL bytes", found: "a NUL byte")
        }
        self.text = trimmed
    }
}
