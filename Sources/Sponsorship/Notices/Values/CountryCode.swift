/// A country by its two capital letters (ISO 3166-1 alpha-2); only the shape is checked.
public struct CountryCode: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    /// `nil` unless the text is two capital letters.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 2, text.utf8.allSatisfy(ASCII.isCapital) else { return nil }
        self.text = String(text)
    }

    /// Whether the country is a Member State of the Union (``Law/memberStates``).
    public var isMemberState: Bool { Law.memberStates.contains(text) }

    public var description: String { text }
}
