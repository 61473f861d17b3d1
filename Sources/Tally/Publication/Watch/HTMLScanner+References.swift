import Daylight

extension HTMLScanner {
    private static let named: [String: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
    /// Stands for a reference that is not known: no page of ours has one, and it could be a figure such as one half.
    static let unknown: Character = "\u{FFFD}"

    /// Text with its character references read. All of a reference's length is bounded, so that this takes one pass.
    static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var text = ""
        var rest = bytes
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            text += String(decoding: rest[..<start], as: UTF8.self)
            let body = rest[(start + 1)...].prefix(32)
            let name = body.prefix { isReferenceByte($0) }
            guard !name.isEmpty else {
                text.append("&")
                rest = rest[(start + 1)...]
                continue
            }
            text.append(contentsOf: character(String(decoding: name, as: UTF8.self)))
            rest = rest[(start + 1 + name.count)...]
            if rest.first == UInt8(ascii: ";") { rest = rest.dropFirst() }
        }
        return text + String(decoding: rest, as: UTF8.self)
    }

    private static func isReferenceByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "#"), 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private static func character(_ name: String) -> String {
        guard name.hasPrefix("#") else { return named[name] ?? String(unknown) }
        let digits = name.dropFirst()
        let code =
            digits.hasPrefix("x") || digits.hasPrefix("X") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
        return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(unknown)
    }
}
