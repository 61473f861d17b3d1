private import Foundation

/// The form of a claim under which its record's id is computed (credibility reference, section 5.1, steps 1 to 6).
enum ClaimKey {
    /// Compatibility forms and case folded, web addresses and format characters gone, look-alikes in one script, words apart
    /// by single spaces.
    static func normalized(_ text: String) -> String {
        var scalars = withoutMentions(withoutAddresses(folded(text)))
        scalars.removeAll { !$0.isASCII && $0.properties.generalCategory == .format }
        scalars = LookAlikes.unified(scalars)
        scalars = DigitGroups.joined(scalars)
        return words(scalars, where: \.isWordPart).joined(separator: " ")
    }

    /// Steps 1 and 2: NFKC, then full case folding.
    static func folded(_ text: String) -> [Unicode.Scalar] {
        let normal = text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCompatibilityMapping
        var folded: [Unicode.Scalar] = []
        folded.reserveCapacity(normal.utf8.count)
        for scalar in normal.unicodeScalars {
            if scalar.isASCII {
                let isCapital = scalar.value &- 0x41 < 26
                folded.append(isCapital ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
            } else {
                folded += caseFolded(scalar)
            }
        }
        return folded
    }

    /// Runs of the scalars that belong to words.
    static func words(_ scalars: [Unicode.Scalar], where isPart: (Unicode.Scalar) -> Bool) -> [String] {
        scalars.split { !isPart($0) }.map { run in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: run)
            return String(view)
        }
    }

    /// Full case folding of one scalar (Unicode, CaseFolding.txt, statuses C and F): small letters of capitals, with three
    /// exceptions.
    private static func caseFolded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        let properties = scalar.properties
        switch scalar {
        case "\u{131}": return [scalar]
        case "\u{1E9E}": return ["s", "s"]
        // Of Cherokee the capitals are the older letters.
        case "\u{13A0}"..."\u{13FD}", "\u{AB70}"..."\u{ABBF}": return Array(properties.uppercaseMapping.unicodeScalars)
        default: return properties.uppercaseMapping.unicodeScalars.flatMap { $0.properties.lowercaseMapping.unicodeScalars }
        }
    }

    private static func withoutAddresses(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard scalars.contains(":") else { return scalars }
        var (kept, position): ([Unicode.Scalar], Int) = ([], 0)
        while position < scalars.count {
            if isAddress(scalars[position...]) {
                while position < scalars.count, !scalars[position].isSpace { position += 1 }
            } else {
                kept.append(scalars[position])
                position += 1
            }
        }
        return kept
    }

    private static func isAddress(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        scalars.starts(with: "https://".unicodeScalars) || scalars.starts(with: "http://".unicodeScalars)
    }

    private static func withoutMentions(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard scalars.contains("@") else { return scalars }
        return scalars.enumerated().filter { index, scalar in
            scalar != "@" || index + 1 == scalars.count || !scalars[index + 1].isWordPart
        }.map(\.element)
    }
}
