import Foundation

/// Hashtags: `#` followed by letters, digits, marks or underscores; compared case-folded after compatibility
/// composition (NFKC), so that full-width or ligature spellings are one tag.
enum Hashtag {
    /// The tags of a post in the order they stand, repeats included: those it lists, else those in its text.
    static func all(of post: Post) -> [String] {
        guard let listed = post.hashtags else { return all(in: post.text) }
        return listed.map { folded(String($0.unicodeScalars.drop(while: isMark))) }.filter { !$0.isEmpty }
    }

    static func all(in text: String) -> [String] {
        var tags: [String] = []
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while let mark = scalars[index...].firstIndex(where: isMark) {
            let start = scalars.index(after: mark)
            let tag = scalars[start...].prefix(while: isPart)
            if !tag.isEmpty { tags.append(folded(String(tag))) }
            index = tag.endIndex
        }
        return tags
    }

    private static func isMark(_ scalar: UnicodeScalar) -> Bool { scalar == "#" || scalar == "\u{FF03}" }

    private static func isPart(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .connectorPunctuation:
            true
        default: false
        }
    }

    private static func folded(_ tag: String) -> String {
        // Plain tags are nearly all there are.
        if tag.utf8.allSatisfy({ $0 < 0x80 }) { return tag.lowercased() }
        return tag.precomposedStringWithCompatibilityMapping.folding(options: .caseInsensitive, locale: nil)
            .precomposedStringWithCompatibilityMapping
    }
}
