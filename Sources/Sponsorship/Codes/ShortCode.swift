/// Eight characters of Crockford's base 32 for 40 bits: a notice's address that can be read from a poster and typed in.
public struct ShortCode: Hashable, Sendable, CustomStringConvertible {
    /// No I, L, O and U, which are taken for others.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    public static let length = 8
    public static let bitCount = 40

    /// Below 2⁴⁰.
    public let bits: UInt64

    /// `nil` when there are more than 40 bits.
    public init?(bits: UInt64) {
        guard bits >> Self.bitCount == 0 else { return nil }
        self.bits = bits
    }

    /// Reads what a person typed: small letters count as capitals, I and L as 1, O as 0.
    ///
    /// - Returns: `nil` unless there are eight characters of the alphabet.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(ASCII.isLetterOrDigit) else { return nil }
        var bits: UInt64 = 0
        for character in text.uppercased() {
            let meant: Character = "IL".contains(character) ? "1" : character == "O" ? "0" : character
            guard let digit = Self.alphabet.firstIndex(of: meant) else { return nil }
            bits = bits << 5 | UInt64(digit)
        }
        self.bits = bits
    }

    public var text: String {
        String((0..<Self.length).map { Self.alphabet[Int(bits >> (5 * (Self.length - 1 - $0)) & 31)] })
    }

    public var description: String { text }
}
