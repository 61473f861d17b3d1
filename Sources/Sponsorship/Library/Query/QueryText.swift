import Daylight

/// The names and values of a URL's query (`application/x-www-form-urlencoded`), bounded.
enum QueryText {
    /// In bytes.
    static let limit = 16_384
    static let parameterLimit = 400

    /// The pairs in their order; those without a value are left out, as forms send their empty fields, too.
    static func pairs(of query: some StringProtocol) throws(InputError) -> [(name: String, value: String)] {
        let bytes = Array(query.utf8)
        guard bytes.count <= limit else {
            throw InputError(field: "query", expected: "at most \(limit) bytes", found: "\(bytes.count) bytes")
        }
        let parts = bytes.split(separator: UInt8(ascii: "&"))
        guard parts.count <= parameterLimit else {
            throw InputError(field: "query", expected: "at most \(parameterLimit) parameters", found: "\(parts.count)")
        }
        var pairs: [(name: String, value: String)] = []
        for part in parts {
            let end = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let value = try decoded(part[end...].dropFirst())
            guard !value.allSatisfy(\.isWhitespace) else { continue }
            pairs.append((try decoded(part[..<end]), value))
        }
        return pairs
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) throws(InputError) -> String {
        var plain: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            var byte = bytes[index]
            if byte == UInt8(ascii: "+") { byte = UInt8(ascii: " ") }
            if byte == UInt8(ascii: "%") {
                byte = try escaped(bytes, at: index)
                index += 2
            }
            plain.append(byte)
            index += 1
        }
        guard let text = String(validating: plain, as: UTF8.self) else {
            throw InputError(place: .byte(bytes.startIndex), field: "query", expected: "UTF-8", found: "other bytes")
        }
        return text
    }

    private static func escaped(_ bytes: ArraySlice<UInt8>, at index: Int) throws(InputError) -> UInt8 {
        let digits = bytes[(index + 1)...].prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 2 else {
            throw InputError(
                place: .byte(index), field: "query", expected: "two hexadecimal digits after %",
                found: String(decoding: bytes[index...].prefix(3), as: UTF8.self))
        }
        return UInt8(digits[0] * 16 + digits[1])
    }

    /// The text with everything escaped that may mean something in a query.
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2C, 0x3A, 0x2F: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
