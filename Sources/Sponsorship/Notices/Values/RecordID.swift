/// An identifier of a notice, an ad, an order or a declaration: 1 to 64 of `A–Z a–z 0–9 . _ : -`, otherwise opaque.
public struct RecordID: Hashable, Sendable, CustomStringConvertible {
    /// Longest identifier, in characters.
    public static let longest = 64

    public let text: String

    /// `nil` for a text of another shape.
    public init?(_ text: some StringProtocol) {
        guard (1...Self.longest).contains(text.utf8.count), text.utf8.allSatisfy({ ASCII.isWord($0) || ".:-".utf8.contains($0) })
        else { return nil }
        self.text = String(text)
    }

    public var description: String { text }
}
