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

    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var pending: UInt32 = 0
        var count = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            count += 1
            if count == 3 {
                for shift in stride(from: 18, through: 0, by: -6) { text.append(standard[Int(pending >> UInt32(shift) & 63)]) }
                pending = 0
                count = 0
            }
        }
        if count > 0 {
            pending <<= UInt32(8 * (3 - count))
            for position in 0..<4 {
                text.append(position <= count ? standard[Int(pending >> UInt32(18 - 6 * position) & 63)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    public static func decode(_ text: some StringProtocol, alphabet: Alphabet = .standard) -> [UInt8]? {
        var characters = Array(text.utf8)
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
