import Daylight

/// The bounds of texts in the library (reference 3: names at most 500 scalars, free text at most 10,000, no control
/// characters).
enum LibraryText {
    /// In bytes of UTF-8.
    static let identifierLimit = 200
    static let addressLimit = 2_000
    /// A scalar takes at most four bytes.
    static let nameLimit = 4 * 500
    static let textLimit = 4 * 10_000
    /// Most entries of one list.
    static let listLimit = 200

    /// - Parameter mayBreak: whether line ends and tabs may stand in it.
    static func check(_ text: String, _ field: String, limit: Int, mayBreak: Bool = false) throws(InputError) {
        guard !text.isEmpty else { throw InputError(field: field, expected: "text", found: "nothing") }
        guard text.utf8.count <= limit else {
            throw InputError(field: field, expected: "at most \(limit) bytes", found: "\(text.utf8.count) bytes")
        }
        if let control = control(in: text, mayBreak: mayBreak) {
            throw InputError(field: field, expected: "no control characters", found: "U+\(String(control, radix: 16))")
        }
    }

    static func check(_ name: String?, _ field: String) throws(InputError) {
        if let name { try check(name, field, limit: nameLimit) }
    }

    static func check(_ names: [String], _ field: String, limit: Int = nameLimit) throws(InputError) {
        try checkCount(names.count, field)
        for name in names { try check(name, field, limit: limit) }
    }

    static func checkCount(_ count: Int, _ field: String) throws(InputError) {
        guard count <= listLimit else {
            throw InputError(field: field, expected: "at most \(listLimit) entries", found: "\(count)")
        }
    }

    /// The first byte or scalar that is a control character: C0, DEL and C1 (U+0080 to U+009F, in UTF-8 C2 80 to C2 9F).
    private static func control(in text: String, mayBreak: Bool) -> UInt32? {
        var before: UInt8 = 0
        for byte in text.utf8 {
            if byte < 0x20 || byte == 0x7F {
                let isBreak = byte == 0x09 || byte == 0x0A || byte == 0x0D
                if !(mayBreak && isBreak) { return UInt32(byte) }
            } else if before == 0xC2, byte < 0xA0 {
                return UInt32(byte)
            }
            before = byte
        }
        return nil
    }
}
