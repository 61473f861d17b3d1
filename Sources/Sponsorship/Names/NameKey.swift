private import Foundation

/// A name reduced to what identifies its bearer, so that `Havsfonden e.V.` and `HAVSFONDEN` compare equal.
///
/// Normalised (NFC), case-folded with ß = ss, without full stops, commas and runs of space as one space, and without one
/// trailing legal form.
public struct NameKey: Hashable, Sendable {
    public let text: String

    public init(_ name: String) {
        let folded = Self.folded(name)
        let words = folded.split { $0 == "," || $0.properties.isWhitespace }.map { String(String.UnicodeScalarView($0)) }
        text = Self.withoutLegalForm(words).joined(separator: " ")
    }

    /// Normalised, case-folded, without full stops.
    static func folded(_ name: String) -> String.UnicodeScalarView {
        // Normalising is slow, and ASCII is normal.
        if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased().unicodeScalars.filter { $0 != "." } }
        var folded = String.UnicodeScalarView()
        for scalar in name.precomposedStringWithCanonicalMapping.unicodeScalars where scalar != "." {
            folded.append(contentsOf: CaseFolding.folded(scalar))
        }
        return String(folded).precomposedStringWithCanonicalMapping.unicodeScalars
    }

    private static func withoutLegalForm(_ words: [String]) -> ArraySlice<String> {
        for length in [4, 2, 1] where words.count > length {
            if LegalForm.all.contains(words.suffix(length).joined(separator: " ")) { return words.dropLast(length) }
        }
        return words[...]
    }
}

/// Forms of companies and associations that stand behind a name and say nothing about who bears it.
enum LegalForm {
    static let all: Set<String> = [
        "e v", "ev", "eg", "gbr", "gmbh", "ggmbh", "mbh", "ug", "ag", "kg", "ohg", "sa", "sas", "sarl", "asbl", "aisbl", "vzw",
        "bv", "nv", "srl", "spa", "sl", "ab", "oy", "as", "aps", "sp z o o", "spzoo", "sro", "kft", "ood", "eood", "ltd",
        "limited", "plc", "llc", "inc",
    ]
}
