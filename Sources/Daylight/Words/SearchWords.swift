/// Cuts text into words that can be compared: small letters, no accents, only letters, marks and digits.
///
/// Done here and not by the engines of the store, so that all find the same, and so that nothing a person types can be
/// query syntax.
public enum SearchWords {
    /// Longest word, in Unicode scalars; both what is stored and what is looked for is cut there.
    public static let wordLimit = 64
    /// Most words of one document.
    public static let documentLimit = 2_000
    /// Most words of one query.
    public static let queryLimit = 12

    /// The words in their order, at most so many.
    public static func of(_ text: String, limit: Int = documentLimit) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func isFull() -> Bool { words.count >= limit }
        for character in text {
            for scalar in AccentFolding.folded(character).unicodeScalars {
                guard isWordPart(scalar) else {
                    take(&word, into: &words)
                    continue
                }
                word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars.filter(isWordPart))
            }
            if isFull() { return words }
        }
        take(&word, into: &words)
        return words
    }

    private static func take(_ word: inout String.UnicodeScalarView, into words: inout [String]) {
        guard !word.isEmpty else { return }
        words.append(String(String.UnicodeScalarView(word.prefix(wordLimit))))
        word.removeAll()
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .spacingMark:
            true
        case .nonspacingMark: !AccentFolding.isAccent(scalar)
        default: false
        }
    }
}
