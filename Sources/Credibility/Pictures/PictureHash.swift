public import Daylight

/// A perceptual hash of 256 bits: pictures that look alike have hashes that differ in few bits.
public struct PictureHash: Hashable, Sendable, CustomStringConvertible {
    /// 64 bits each, the least significant first.
    public let words: SIMD4<UInt64>

    public init(words: SIMD4<UInt64>) { self.words = words }

    /// The hash of a picture too small to be hashed.
    public static let zero = PictureHash(words: .zero)

    /// Reads 64 hexadecimal digits, most significant first.
    ///
    /// - Throws: ``InputError`` for any other text.
    public init(parsing text: some StringProtocol) throws(InputError) {
        let digits = Array(text.utf8)
        guard digits.count == 64, let bytes = Hex.decode(String(text)) else {
            throw InputError(field: "hash", expected: "64 hexadecimal digits", found: String(text))
        }
        var words = SIMD4<UInt64>.zero
        for (index, byte) in bytes.enumerated() {
            let word = 3 - index / 8
            words[word] = words[word] << 8 | UInt64(byte)
        }
        self.words = words
    }

    /// 64 lower-case hexadecimal digits, most significant first.
    public var description: String {
        var bytes: [UInt8] = []
        for word in [words.w, words.z, words.y, words.x] {
            for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift))) }
        }
        return Hex.encode(bytes)
    }

    /// In how many bits two hashes differ, 0…256 (Hamming distance).
    public func distance(to other: PictureHash) -> Int {
        let counts = (words ^ other.words).nonzeroBitCount
        return Int(truncatingIfNeeded: counts.wrappedSum())
    }
}
