/// How Python shows a text in a list or tuple: the ids of ballots are such tuples in the existing audit tools, and the sample
/// depends on every byte of them (tally reference, section 8.1).
enum PythonText {
    /// In single quotes, or in double ones if it holds a single quote and no double one.
    static func quoted(_ text: String) -> String {
        let quote: Unicode.Scalar = text.unicodeScalars.contains("'") && !text.unicodeScalars.contains("\"") ? "\"" : "'"
        var shown = String(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case quote, "\\": shown += "\\\(scalar)"
            case "\n": shown += "\\n"
            case "\r": shown += "\\r"
            case "\t": shown += "\\t"
            case _ where isPrintable(scalar): shown.unicodeScalars.append(scalar)
            default: shown += escape(scalar)
            }
        }
        return shown + String(quote)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16)
        let (mark, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\\(mark)\(String(repeating: "0", count: width - hex.count))\(hex)"
    }
}
