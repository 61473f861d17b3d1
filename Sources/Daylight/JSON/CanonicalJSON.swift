/// Writing JSON: the canonical form that is hashed and signed (RFC 8785), and the same without sorting for answers.
public enum CanonicalJSON {
    public enum Order: Sendable {
        /// Members sorted by the UTF-16 code units of their names, numbers re-spelt: RFC 8785.
        case canonical
        /// Members and number spellings as they stand.
        case asWritten
    }

    /// The one UTF-8 form of a value: members sorted by UTF-16 code units, no insignificant space, ECMAScript numbers.
    ///
    /// - Throws: ``InputError`` for a number outside the range of a double, which RFC 8785 cannot spell.
    public static func bytes(of value: JSONValue) throws(InputError) -> [UInt8] {
        var output: [UInt8] = []
        try write(value, order: .canonical, to: &output)
        return output
    }

    /// One line of JSON with members in their own order and numbers as spelt.
    public static func line(_ value: JSONValue) -> String { String(decoding: lineBytes(value), as: UTF8.self) }

    /// The same as bytes.
    public static func lineBytes(_ value: JSONValue) -> [UInt8] {
        var output: [UInt8] = []
        // Nothing in this order can throw: numbers are copied, not re-spelt.
        try? write(value, order: .asWritten, to: &output)
        return output
    }

    private static func write(_ value: JSONValue, order: Order, to output: inout [UInt8]) throws(InputError) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
        case .number(let number):
            guard order == .canonical else {
                output.append(contentsOf: number.text.utf8)
                return
            }
            let double = number.double
            guard double.isFinite else {
                throw InputError(expected: "a number within the range of a double", found: number.text)
            }
            output.append(contentsOf: spelling(of: double).utf8)
        case .string(let text): writeString(text, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                try write(element, order: order, to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            var members = object.members
            if order == .canonical {
                members.sort { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
            }
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                writeString(member.name, to: &output)
                output.append(UInt8(ascii: ":"))
                try write(member.value, order: order, to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    static func writeString(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        defer { output.append(UInt8(ascii: "\"")) }
        var text = text
        // Base64, digests and most names need no escape.
        let isWritten = text.withUTF8 { bytes in
            guard PlainText.count(UnsafeRawBufferPointer(bytes)) == bytes.count else { return false }
            output.append(contentsOf: bytes)
            return true
        }
        guard !isWritten else { return }
        for byte in text.utf8 {
            switch byte {
            case 0x22: output.append(contentsOf: #"\""#.utf8)
            case 0x5C: output.append(contentsOf: #"\\"#.utf8)
            case 0x08: output.append(contentsOf: #"\b"#.utf8)
            case 0x09: output.append(contentsOf: #"\t"#.utf8)
            case 0x0A: output.append(contentsOf: #"\n"#.utf8)
            case 0x0C: output.append(contentsOf: #"\f"#.utf8)
            case 0x0D: output.append(contentsOf: #"\r"#.utf8)
            case 0x00..<0x20: output.append(contentsOf: "\\u00\(Hex.encode([byte]))".utf8)
            default: output.append(byte)
            }
        }
    }

    /// The ECMAScript spelling of a finite double (ECMA-262 Number::toString, radix 10).
    static func spelling(of value: Double) -> String {
        if value == 0 { return "0" }
        if value < 0 { return "-" + spelling(of: -value) }
        // Swift already prints the shortest digits that read back; only where the point stands differs.
        let printed = value.description
        let parts = printed.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var digits = String(mantissa[0]) + (mantissa.count > 1 ? String(mantissa[1]) : "")
        var point = mantissa[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        let leadingZeros = digits.prefix { $0 == "0" }.count
        digits.removeFirst(leadingZeros)
        point -= leadingZeros
        while digits.hasSuffix("0") { digits.removeLast() }
        let count = digits.count
        switch point {
        case count...21: return digits + String(repeating: "0", count: point - count)
        case 1..<max(count, 2) where point < count:
            let split = digits.index(digits.startIndex, offsetBy: point)
            return digits[..<split] + "." + digits[split...]
        case -5...0: return "0." + String(repeating: "0", count: -point) + digits
        default:
            let exponent = point - 1
            let tail = count > 1 ? "." + digits.dropFirst() : ""
            return "\(digits.prefix(1))\(tail)e\(exponent < 0 ? "-" : "+")\(abs(exponent))"
        }
    }
}
