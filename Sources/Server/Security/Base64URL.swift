import Daylight

/// Base64 with the URL alphabet and no padding (RFC 4648 §5), decoded strictly.
enum Base64URL {
    static func encode(_ bytes: some Collection<UInt8>) -> String {
        let characters = Base64.encode(bytes).utf8.compactMap { character -> UInt8? in
            switch character {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            case UInt8(ascii: "="): nil
            default: character
            }
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// `nil` for padding, the other alphabet, or bits left over that are not zero.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let foreign: [UInt8] = [UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "=")]
        guard !text.utf8.contains(where: foreign.contains) else { return nil }
        return Base64.decode(text, alphabet: .either)
    }
}
