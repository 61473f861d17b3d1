/// Text as publishers put it into markup, made plain (credibility reference, section 4.5).
enum HTMLText {
    /// Character references decoded once, tags and runs of white space and control characters made one space each; `nil`
    /// when nothing is left.
    static func cleaned(_ text: String) -> String? {
        var output = String.UnicodeScalarView()
        var isSpaceDue = false
        for scalar in withoutTags(decoded(text)).unicodeScalars {
            if scalar.isSpaceOrControl {
                isSpaceDue = !output.isEmpty
            } else {
                if isSpaceDue { output.append(" ") }
                isSpaceDue = false
                output.append(scalar)
            }
        }
        return output.isEmpty ? nil : String(output)
    }

    /// Character references decoded once (HTML Standard, section 13.2.5.72 and following).
    static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "&"), let reference = reference(bytes, after: position + 1) {
                output += reference.text.utf8
                position = reference.end
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private typealias Reference = (text: String, end: Int)

    private static func reference(_ bytes: [UInt8], after start: Int) -> Reference? {
        guard start < bytes.count else { return nil }
        return bytes[start] == UInt8(ascii: "#") ? numeric(bytes, after: start + 1) : named(bytes, from: start)
    }

    private static func numeric(_ bytes: [UInt8], after start: Int) -> Reference? {
        let isHexadecimal = start < bytes.count && bytes[start] | 0x20 == UInt8(ascii: "x")
        let radix: UInt32 = isHexadecimal ? 16 : 10
        let first = isHexadecimal ? start + 1 : start
        var (value, position): (UInt32, Int) = (0, first)
        while position < bytes.count, let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue, digit < radix {
            // Beyond the last code point all numbers are equally wrong.
            value = min(value * radix + UInt32(digit), 0x11_0000)
            position += 1
        }
        guard position > first else { return nil }
        if position < bytes.count, bytes[position] == UInt8(ascii: ";") { position += 1 }
        return (String(Character(scalar(value))), position)
    }

    /// What a number means; those of the control characters 0x80 to 0x9F are read as Windows means them.
    private static func scalar(_ value: UInt32) -> Unicode.Scalar {
        let meant = (0x80...0x9F).contains(value) ? windows1252[Int(value - 0x80)] : value
        return meant == 0 ? "\u{FFFD}" : Unicode.Scalar(meant) ?? "\u{FFFD}"
    }

    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
        0x90,
        0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]

    private static func named(_ bytes: [UInt8], from start: Int) -> Reference? {
        var end = start
        while end < bytes.count, end - start < HTMLEntityNames.longest, isNamePart(bytes[end]) { end += 1 }
        if end < bytes.count, bytes[end] == UInt8(ascii: ";"),
            let text = HTMLEntityNames.characters[String(decoding: bytes[start..<end], as: UTF8.self)]
        {
            return (text, end + 1)
        }
        for length in stride(from: min(end - start, HTMLEntityNames.longestBare), through: 2, by: -1) {
            let name = String(decoding: bytes[start..<start + length], as: UTF8.self)
            if HTMLEntityNames.bare.contains(name) { return HTMLEntityNames.characters[name].map { ($0, start + length) } }
        }
        return nil
    }

    private static func isNamePart(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit }

    /// A tag is `<`, perhaps `/`, a letter, and all up to the next `>`.
    private static func withoutTags(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(UInt8(ascii: "<")), let lastEnd = bytes.lastIndex(of: UInt8(ascii: ">")) else { return text }
        var output: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<"), position < lastEnd, startsName(bytes, after: position + 1),
                let end = bytes[position..<bytes.count].firstIndex(of: UInt8(ascii: ">"))
            {
                output.append(0x20)
                position = end + 1
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func startsName(_ bytes: [UInt8], after start: Int) -> Bool {
        let letter = start < bytes.count && bytes[start] == UInt8(ascii: "/") ? start + 1 : start
        return letter < bytes.count && bytes[letter].isLetter
    }
}
