/// A post's text with what people vary by accident taken out: lower case, mentions gone up to the next blank, blanks
/// collapsed to one. Two posts with the same normalised text say the same.
public struct NormalizedText: Hashable, Sendable {
    public let text: String

    public init(_ original: String) {
        let words = Self.withoutMentions(original).unicodeScalars.split { $0.properties.isWhitespace }
        text = words.map { String($0) }.joined(separator: " ")
    }

    /// The text in lower case, with mentions gone and blanks as they were.
    static func withoutMentions(_ original: String) -> String {
        var kept = String.UnicodeScalarView()
        var isMention = false
        for scalar in original.lowercased().unicodeScalars {
            if scalar.properties.isWhitespace {
                isMention = false
            } else if scalar == "@" {
                isMention = true
            }
            if !isMention { kept.append(scalar) }
        }
        return String(kept)
    }
}
