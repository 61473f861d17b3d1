/// An e-mail address as a notice gives it: one `@`, something before it, a domain with a dot behind it, no space.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// Longest address, in bytes (RFC 5321, 4.5.3.1.3: a path of 256 with its angle brackets).
    public static let longest = 254

    public let text: String

    /// `nil` for a text of another shape.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
            !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.properties.generalCategory == .control })
        else { return nil }
        self.text = String(text)
    }

    public var description: String { text }
}
