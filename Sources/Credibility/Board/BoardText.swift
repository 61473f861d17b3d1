import Daylight

/// What a name of a draft, clause or reviewer may be: it stands in addresses and tables as it is.
public enum BoardName {
    /// Longest name in bytes.
    public static let limit = 64

    /// 1 to 64 lower-case letters, digits, dots and hyphens, the first a letter or digit.
    static func isName(_ text: String) -> Bool {
        func isPlain(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
        guard (1...limit).contains(text.utf8.count), let first = text.utf8.first, isPlain(first) else { return false }
        return text.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    static func checked(_ text: String, field: String) throws(InputError) -> String {
        guard isName(text) else {
            throw InputError(
                field: field, expected: "1 to \(limit) lower-case letters, digits, dots and hyphens", found: "\"\(text)\"")
        }
        return text
    }
}

/// The bounds of texts that people write for the sounding board.
enum BoardText {
    /// Longest address in bytes.
    static let addressLimit = 2_048
    /// The last moment that can be written with a year of four digits.
    private static let lastMoment = Timestamp(seconds: 253_402_300_799)

    /// - Parameters:
    ///   - limit: in Unicode scalars.
    ///   - mayBreak: whether it may have several lines.
    /// - Throws: ``InputError`` for a text without words, above the limit, or with control characters.
    static func checked(
        _ text: String, field: String, limit: Int, mayBreak: Bool = false
    ) throws(InputError) -> String {
        let scalars = text.unicodeScalars
        guard !scalars.allSatisfy(\.properties.isWhitespace) else {
            throw InputError(field: field, expected: "at least one word", found: "none")
        }
        guard scalars.count <= limit else {
            throw InputError(field: field, expected: "at most \(limit) characters", found: "\(scalars.count)")
        }
        if let fault = PublicText.fault(in: text, mayBreak: mayBreak) {
            throw InputError(
                field: field, expected: "text without control characters",
                found: "U+\(String(fault.value, radix: 16, uppercase: true))")
        }
        return text
    }

    static func checked(_ moment: Timestamp, field: String) throws(InputError) -> Timestamp {
        guard moment >= Timestamp(seconds: 0), moment <= lastMoment else {
            throw InputError(field: field, expected: "a moment from 1970 to 9999", found: moment.description)
        }
        return moment
    }
}

extension MemberReader {
    /// A text that may be left out.
    func boardText(_ name: String) throws(InputError) -> String? {
        optional(name) == nil ? nil : try string(name)
    }

    func boardAddress(_ name: String) throws(InputError) -> WebAddress? {
        guard let text = try boardText(name) else { return nil }
        guard let address = WebAddress(text) else { throw fault(name, "an http or https address", object[name]) }
        return address
    }

    func boardChoice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String) throws(InputError) -> Choice {
        guard let choice = optional(name)?.stringValue.flatMap({ Choice(rawValue: $0) }) else {
            throw fault(name, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))", object[name])
        }
        return choice
    }
}
