import Daylight

/// A list of `tag=value` with semicolons between (RFC 6376, section 3.2), as signatures and key records have it.
struct DKIMTagList {
    /// Values without white space at their ends.
    private let values: [String: String]

    /// `nil` unless every part has a name and an equals sign, no name stands twice, and all is UTF-8.
    init?(_ text: ArraySlice<UInt8>) {
        var values: [String: String] = [:]
        let parts = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            let part = Self.trimmed(part)
            // A semicolon may end the list.
            if part.isEmpty, index == parts.count - 1, index > 0 { break }
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let name = Self.trimmed(part[..<equals])
            guard let first = name.first, first.isLetter,
                name.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }),
                let value = String(validating: Self.trimmed(part[(equals + 1)...]), as: UTF8.self),
                values.updateValue(value, forKey: String(decoding: name, as: UTF8.self)) == nil
            else { return nil }
        }
        self.values = values
    }

    subscript(_ name: String) -> String? { values[name] }

    /// A value's parts between colons, without white space around them.
    func list(_ name: String) -> [String]? {
        values[name]?.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { part in
            String(decoding: Self.trimmed(Array(part)[...]), as: UTF8.self)
        }
    }

    /// Folding white space.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let start = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) }) else {
            return []
        }
        return text[start...last]
    }

    /// The value of base64 with white space anywhere in it.
    ///
    /// - Returns: no bytes for a text that stands for none; nothing is equal to that or verifies.
    static func base64(_ text: String) -> [UInt8] {
        let characters = text.utf8.filter { !isSpace($0) }
        let digits = characters.prefix { $0 != UInt8(ascii: "=") }
        guard characters.dropFirst(digits.count).allSatisfy({ $0 == UInt8(ascii: "=") }) else { return [] }
        let padding = String(repeating: "=", count: (4 - digits.count % 4) % 4)
        return Base64.decode(String(decoding: digits, as: UTF8.self) + padding) ?? []
    }
}
