/// Takes accents off letters: `é` is found as `e`, `Ελλάδα` as `Ελλαδα`, `łódź` as `lodz`.
enum AccentFolding {
    /// The character without its accents; itself when it has none.
    static func folded(_ character: Character) -> String {
        if character.isASCII { return String(character) }
        if let plain = plainForms[character] { return plain }
        let scalars = character.unicodeScalars.filter { !isAccent($0) }
        guard scalars.count < character.unicodeScalars.count, !scalars.isEmpty else { return String(character) }
        let rest = String(String.UnicodeScalarView(scalars))
        return rest.map { plainForms[$0] ?? String($0) }.joined()
    }

    /// Whether the scalar is a mark that combines with the letter before it (Combining Diacritical Marks blocks).
    static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF: true
        default: false
        }
    }

    /// Swift calls `é` and `e` + U+0301 the same character, so putting letters and marks together gives a table that
    /// finds the composed forms too, without a copy of Unicode's own.
    private static let plainForms: [Character: String] = {
        var forms = strokes
        for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZαεηιουωρυΑΕΗΙΟΥΩΡεгеикуоаГЕИКУОА" {
            for first in marks {
                let once = "\(letter)\(first)"
                forms[Character(once)] = String(letter)
                for second in marks { forms[Character("\(once)\(second)")] = String(letter) }
            }
        }
        return forms
    }()

    /// Grave, acute, circumflex, tilde, macron, breve, dot, diaeresis, hook, ring, double acute, caron, horn, dot below,
    /// comma below, cedilla, ogonek, and the two breathings of Greek.
    private static let marks: [String] = [
        0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x309, 0x30A, 0x30B, 0x30C, 0x31B, 0x323, 0x326, 0x327, 0x328,
        0x313, 0x314,
    ].compactMap { Unicode.Scalar($0 as UInt32).map { String(Character($0)) } }

    /// Letters that have no decomposition but are typed without their stroke or ligature.
    private static let strokes: [Character: String] = [
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d",
        "Ð": "d", "ħ": "h", "Ħ": "h", "ı": "i", "ł": "l", "Ł": "l", "þ": "th", "Þ": "th", "ŧ": "t", "Ŧ": "t", "ς": "σ",
    ]
}
