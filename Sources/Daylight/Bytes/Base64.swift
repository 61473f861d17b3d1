/// Base64 with the standard alphabet and padding (RFC 4648 §4), decoded strictly.
///
/// Strict means one text for one value: missing padding, blanks, line breaks and unused bits that are not zero are
/// all refused, because signed text that has two spellings invites forgery by re-spelling.
public enum Base64 {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let standardValues = values(of: standard)
    private static let eitherValues: [UInt8] = {
        var table = standardValues
        table[Int(UInt8(ascii: "-"))] = 62
        table[Int(UInt8(ascii: "_"))] = 63
        return table
    }()

    public enum Alphabet: Sendable {
        case standard
        /// The standard or the URL alphabet, padding optional: what DSSE asks readers to accept.
        case either
    }

    public static func encode(_ bytes: some Collection<UInt8>) -> String { encode(Array(bytes)) }

    /// The same for an array, the common case and the fast one.
    public static func encode(_ bytes: [UInt8]) -> String {
        let length = (bytes.count + 2) / 3 * 4
        return String(unsafeUninitializedCapacity: length) { text in
            var at = 0
            let full = bytes.count / 3 * 3
            for start in stride(from: 0, to: full, by: 3) {
                let bits = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
                text[at] = standard[bits >> 18]
                text[at + 1] = standard[bits >> 12 & 63]
                text[at + 2] = standard[bits >> 6 & 63]
                text[at + 3] = standard[bits & 63]
                at += 4
            }
            let rest = bytes.count - full
            guard rest > 0 else { return length }
            let bits = Int(bytes[full]) << 16 | (rest == 2 ? Int(bytes[full + 1]) << 8 : 0)
            text[at] = standard[bits >> 18]
            text[at + 1] = standard[bits >> 12 & 63]
            text[at + 2] = rest == 2 ? standard[bits >> 6 & 63] : UInt8(ascii: "=")
            text[at + 3] = UInt8(ascii: "=")
            return length
        }
    }

    public static func decode(_ text: some StringProtocol, alphabet: Alphabet = .standard) -> [UInt8]? {
        decode(String(text), alphabet: alphabet)
    }

    /// The same for a string, the common case and the fast one.
    public static func decode(_ text: String, alphabet: Alphabet = .standard) -> [UInt8]? {
        var text = text
        let table = alphabet == .standard ? standardValues : eitherValues
        return text.withUTF8 { text in
            guard let count = characterCount(text, alphabet) else { return nil }
            return table.withUnsafeBufferPointer { decode(text, count, $0) }
        }
    }

    /// How many characters are not padding; `nil` for a length or a padding that no encoder makes.
    private static func characterCount(_ text: UnsafeBufferPointer<UInt8>, _ alphabet: Alphabet) -> Int? {
        var count = text.count
        while count > 0, text[count - 1] == UInt8(ascii: "="), text.count - count < 2 { count -= 1 }
        let isWhole = text.count % 4 == 0 || (alphabet == .either && count == text.count)
        return isWhole && count % 4 != 1 ? count : nil
    }

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, _ count: Int, _ table: UnsafeBufferPointer<UInt8>
    ) -> [UInt8]? {
        // A character of another alphabet has a value with higher bits, which stay in here.
        var wrong: UInt8 = 0
        var unused: UInt32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count * 3 / 4) { bytes, length in
            var at = 0
            while at + 4 <= count {
                let (a, b, c, d) = (
                    table[Int(text[at])], table[Int(text[at + 1])], table[Int(text[at + 2])], table[Int(text[at + 3])]
                )
                wrong |= a | b | c | d
                let bits = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                bytes[length] = UInt8(truncatingIfNeeded: bits >> 16)
                bytes[length + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                bytes[length + 2] = UInt8(truncatingIfNeeded: bits)
                length += 3
                at += 4
            }
            guard at < count else { return }
            let (a, b) = (table[Int(text[at])], table[Int(text[at + 1])])
            let c = at + 2 < count ? table[Int(text[at + 2])] : 0
            wrong |= a | b | c
            let bits = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6
            bytes[length] = UInt8(truncatingIfNeeded: bits >> 16)
            length += 1
            if at + 2 < count {
                bytes[length] = UInt8(truncatingIfNeeded: bits >> 8)
                length += 1
                unused = bits & 0xFF
            } else {
                unused = bits & 0xFFFF
            }
        }
        return wrong < 64 && unused == 0 ? bytes : nil
    }

    private static func values(of alphabet: [UInt8]) -> [UInt8] {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }
}
