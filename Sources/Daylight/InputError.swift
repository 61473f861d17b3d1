/// Input that cannot be used: where it is wrong, what was expected there and what was found.
///
/// Every parser of Daylight answers bad input with this one error, so that the message always reads
/// `FILE:LINE: FIELD: expected …, found …` and a program can take the parts.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where in the input: a line counted from 1, a byte counted from 0, or no single place.
    public enum Place: Hashable, Sendable {
        case whole
        case line(Int)
        case byte(Int)
    }

    /// Longest piece of the input that a message repeats, in characters.
    public static let foundLimit = 40

    public var source: String
    public var place: Place
    /// The field, column or JSON key; empty when the fault is not in one field.
    public var field: String
    public var expected: String
    public var found: String

    public init(
        source: String = "", place: Place = .whole, field: String = "", expected: String, found: String
    ) {
        self.source = source
        self.place = place
        self.field = field
        self.expected = expected
        self.found = found.count > Self.foundLimit ? String(found.prefix(Self.foundLimit)) : found
    }

    public var description: String {
        var parts: [String] = []
        switch place {
        case .whole: if !source.isEmpty { parts.append(source) }
        case .line(let line): parts.append(source.isEmpty ? "line \(line)" : "\(source):\(line)")
        case .byte(let byte): parts.append(source.isEmpty ? "byte \(byte)" : "\(source): byte \(byte)")
        }
        if !field.isEmpty { parts.append(field) }
        parts.append("expected \(expected), found \(found)")
        return parts.joined(separator: ": ")
    }

    /// The same error said about a named file.
    public func naming(_ source: String) -> InputError {
        var copy = self
        copy.source = source
        return copy
    }
}
