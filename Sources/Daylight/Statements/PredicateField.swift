/// What a field of a predicate on the log can hold: numbers, digests, and words of ours, never a text that came from
/// outside, because such a text can name a person.
public enum PredicateField: Hashable, Sendable, CaseIterable {
    /// A whole number from 0.
    case count
    /// SHA-256 as 64 lower-case hexadecimal digits. Of a guessable text only together with a salt (``Commitment``).
    case digest
    /// 16 lower-case hexadecimal digits: the beginning of a digest over a file or a finding's evidence.
    case identifier
    /// A list of those.
    case identifiers
    /// Name and version of a program of ours: `daylight`, then lower-case letters, digits, dots and single spaces.
    case program
    /// Index and leaf hash of a statement that is corrected, see ``StatementReference``.
    case reference

    /// Longest program name in bytes.
    public static let programLimit = 64

    /// Whether the value is one of this kind.
    public func accepts(_ value: JSONValue) -> Bool {
        switch self {
        case .count: value.integerValue.map { $0 >= 0 } ?? false
        case .digest: Self.isHex(value, digits: 64)
        case .identifier: Self.isHex(value, digits: 16)
        case .identifiers: value.arrayValue?.allSatisfy { Self.isHex($0, digits: 16) } ?? false
        case .program: Self.isProgram(value)
        case .reference: StatementReference(value) != nil
        }
    }

    private static func isHex(_ value: JSONValue, digits: Int) -> Bool {
        guard let text = value.stringValue, text.utf8.count == digits else { return false }
        return Hex.decode(text) != nil
    }

    private static func isProgram(_ value: JSONValue) -> Bool {
        guard let text = value.stringValue, text.utf8.count <= programLimit else { return false }
        let words = text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        let isPlain = words.allSatisfy { word in
            !word.isEmpty && word.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E }
        }
        return isPlain && words[0].elementsEqual("daylight".utf8)
    }

    /// What is expected, in the words of an error message.
    public var expectation: String {
        switch self {
        case .count: "a whole number from 0"
        case .digest: "64 hexadecimal digits"
        case .identifier: "16 hexadecimal digits"
        case .identifiers: "a list of 16 hexadecimal digits each"
        case .program: "the name and version of a program of Daylight"
        case .reference: "the index and leafHash of a statement"
        }
    }
}
