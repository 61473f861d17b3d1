extension Unicode.Scalar {
    /// White space (Unicode property) or a control character. Most text is ASCII, where the tables need not be asked.
    var isSpaceOrControl: Bool {
        guard !isASCII else { return value <= 0x20 || value == 0x7F }
        return properties.isWhitespace || properties.generalCategory == .control
    }

    /// White space (Unicode property).
    var isSpace: Bool { isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace }

    /// General category L.
    var isLetter: Bool {
        guard !isASCII else { return (value | 0x20) &- 0x61 < 26 }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    /// General category Nd.
    var isDigit: Bool { isASCII ? value &- 0x30 < 10 : properties.generalCategory == .decimalNumber }
}
