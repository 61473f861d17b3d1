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
        decode(characters: Array(text.utf8), alphabet: alphabet)
    }

    /// The same for a string, the common case and the fast one.
    public static func decode(_ text: String, alphabet: Alphabet = .standard) -> [UInt8]? {
        decode(characters: Array(text.utf8), alphabet: alphabet)
    }

    private static func decode(characters: [UInt8], alphabet: Alphabet) -> [UInt8]? {
        var characters = characters
        if alphabet == .standard {
            guard characters.count % 4 == 0 else { return nil }
        }
        let padded = characters.count
        while let last = characters.last, last == UInt8(ascii: "="), padded - characters.count < 2 { characters.removeLast() }
        if padded != characters.count, padded % 4 != 0 { return nil }
        guard characters.count % 4 != 1 else { return nil }
        if alphabet == .standard, (padded - characters.count) != (4 - characters.count % 4) % 4 { return nil }
        let table = alphabet == .standard ? standardValues : eitherValues
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count * 3 / 4)
        var pending: UInt32 = 0
        var bits = 0
        for character in characters {
            let value = table[Int(character)]
            guard value < 64 else { return nil }
            pending = pending << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
                pending &= (1 << UInt32(bits)) - 1
            }
        }
        return pending == 0 ? bytes : nil
    }

    private static func values(of alphabet: [UInt8]) -> [UInt8] {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }
}
