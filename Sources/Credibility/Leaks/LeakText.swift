import Daylight

/// Which texts may stand in a case file: bounded, not blank, and without characters that make them look like another text.
enum LeakText {
    /// Longest name of a person, holder or program, in Unicode scalars.
    static let nameLimit = 200

    /// The text, or an error that names the member.
    ///
    /// - Parameters:
    ///   - limit: in Unicode scalars.
    ///   - mayBreak: whether it may have several lines.
    static func checked(
        _ text: String, _ field: String, limit: Int, mayBreak: Bool = false
    ) throws(InputError) -> String {
        guard !text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
            throw InputError(field: field, expected: "a text", found: "nothing")
        }
        guard text.unicodeScalars.count <= limit else {
            throw InputError(
                field: field, expected: "at most \(limit) characters", found: "\(text.unicodeScalars.count) characters")
        }
        guard let wrong = text.unicodeScalars.first(where: { !isFit($0, mayBreak: mayBreak) }) else { return text }
        throw InputError(
            field: field, expected: "a text without control characters",
            found: "U+\(String(wrong.value, radix: 16, uppercase: true))")
    }

    /// The text with every character that is not allowed replaced, cut to the limit; for names of files as they are found.
    static func shown(_ text: String, limit: Int) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) { shown.append(isFit(scalar, mayBreak: false) ? scalar : "\u{FFFD}") }
        return String(shown)
    }

    private static func isFit(_ scalar: Unicode.Scalar, mayBreak: Bool) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: mayBreak
        // Marks that turn the direction of writing make `gpj.exe` of a file that looks like a picture.
        case 0x202A...0x202E, 0x2066...0x2069: false
        default: scalar.properties.generalCategory != .control
        }
    }
}
