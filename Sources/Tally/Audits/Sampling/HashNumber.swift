import Crypto

/// A SHA-256 digest as a whole number below 2²⁵⁶, in words of 64 bits, the highest first.
struct HashNumber {
    let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ digest: SHA256Digest) {
        words = digest.withUnsafeBytes { bytes in
            func word(_ offset: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            }
            return (word(0), word(8), word(16), word(24))
        }
    }

    init(of text: String) { self.init(SHA256.hash(data: Array(text.utf8))) }

    private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// Quotient and remainder.
    func divided(by divisor: UInt64) -> (quotient: HashNumber, remainder: UInt64) {
        let first = words.0.quotientAndRemainder(dividingBy: divisor)
        let second = divisor.dividingFullWidth((first.remainder, words.1))
        let third = divisor.dividingFullWidth((second.remainder, words.2))
        let fourth = divisor.dividingFullWidth((third.remainder, words.3))
        return (HashNumber(words: (first.quotient, second.quotient, third.quotient, fourth.quotient)), fourth.remainder)
    }

    func remainder(by divisor: UInt64) -> UInt64 { divided(by: divisor).remainder }
}
