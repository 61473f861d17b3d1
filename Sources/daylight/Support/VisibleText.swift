/// Text from files on a terminal: characters that would move the cursor, colour what follows or turn its direction are spelt out, so
/// that a file cannot write over what the program says.
enum VisibleText {
    /// The text in one line.
    static func line(_ text: String) -> String { spelt(text, lines: false) }

    /// The text with its line ends and tabs.
    static func lines(_ text: String) -> String { spelt(text, lines: true) }

    private static func spelt(_ text: String, lines: Bool) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var visible = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isHidden(scalar), !(lines && (scalar == "\n" || scalar == "\t")) {
                visible.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            } else {
                visible.append(scalar)
            }
        }
        return String(visible)
    }

    /// Control characters, and the marks and isolates of direction.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
