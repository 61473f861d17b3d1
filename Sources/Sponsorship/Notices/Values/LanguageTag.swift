/// A language tag (BCP 47), such as `sv` or `sr-Latn`.
public struct LanguageTag: Hashable, Sendable, CustomStringConvertible {
    /// Longest tag, in characters.
    public static let longest = 255

    public let text: String

    /// `nil` unless the text is two or three letters, then parts of one to eight letters or digits behind hyphens.
    public init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, (2...3).contains(parts[0].count), parts[0].allSatisfy(ASCII.isLetter),
            parts.dropFirst().allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(ASCII.isLetterOrDigit) })
        else { return nil }
        self.text = String(text)
    }

    /// The language without script, country and the like, in small letters.
    public var language: String { text.prefix { $0 != "-" }.lowercased() }

    public var description: String { text }
}
