/// Decimal numbers as every format of the log spells them: `0` or `[1-9][0-9]*`, at most 2^63 − 1.
enum CanonicalDecimal {
    /// `nil` for a sign, a leading zero, any other character, or a value above 2^63 − 1.
    static func parse(_ bytes: some Collection<UInt8>) -> UInt64? {
        guard let first = bytes.first, bytes.count <= 19 else { return nil }
        if first == UInt8(ascii: "0"), bytes.count > 1 { return nil }
        var value: UInt64 = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + UInt64(byte - 0x30)
        }
        return value <= UInt64(Int64.max) ? value : nil
    }
}
