/// Full case folding of one scalar (Unicode, CaseFolding.txt, statuses C and F).
enum CaseFolding {
    /// Folding is the lower case of the upper case, but for a few letters.
    static func folded(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        switch scalar {
        // Dotless i has no partner outside Turkish.
        case "ı": return String.UnicodeScalarView([scalar])
        case "ẞ": return "ss".unicodeScalars
        // Cherokee folds to its capitals, which are older than its small letters.
        case "\u{13A0}"..."\u{13FD}", "\u{AB70}"..."\u{ABBF}": return scalar.properties.uppercaseMapping.unicodeScalars
        default: break
        }
        var folded = String.UnicodeScalarView()
        for upper in scalar.properties.uppercaseMapping.unicodeScalars {
            folded.append(contentsOf: upper.properties.lowercaseMapping.unicodeScalars)
        }
        return folded
    }
}
