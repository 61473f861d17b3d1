/// The opaque name of a rater or author: 64 upper-case hexadecimal digits, ordered as their text is.
public struct ParticipantID: Hashable, Comparable, Sendable {
    static let shape = "64 upper-case hexadecimal digits"
    static let digitCount = 64

    private let first: UInt64
    private let second: UInt64
    private let third: UInt64
    private let fourth: UInt64

    /// `nil` for bytes of another form.
    @inline(__always)
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.digitCount, let base = bytes.baseAddress, let first = Self.word(base),
            let second = Self.word(base + 16), let third = Self.word(base + 32), let fourth = Self.word(base + 48)
        else { return nil }
        (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
    }

    /// The value of sixteen digits; `nil` if they are not.
    @inline(__always)
    private static func word(_ digits: UnsafeRawPointer) -> UInt64? {
        guard let high = half(digits.loadUnaligned(as: UInt64.self)),
            let low = half((digits + 8).loadUnaligned(as: UInt64.self))
        else { return nil }
        return high << 32 | low
    }

    /// The value of eight digits, worked on side by side in the eight bytes of a word.
    @inline(__always)
    private static func half(_ text: UInt64) -> UInt64? {
        let text = UInt64(bigEndian: text)
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Letters have the bit 0x40, and "A" & 15 is 1.
        let values = (text & (ones &* 15)) &+ (text >> 6 & ones) &* 9
        // Spelling the values again tells whether they were digits at all.
        let areLetters = (values &+ ones &* 6) >> 4 & ones
        guard values & (ones &* 0xF0) == 0, values &+ ones &* 0x30 &+ areLetters &* 7 == text else { return nil }
        let pairs = (values | values >> 4) & 0x00FF_00FF_00FF_00FF
        let quads = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF
        return (quads | quads >> 16) & 0xFFFF_FFFF
    }

    /// `nil` for a text of another form.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let id = text.withUTF8({ Self(UnsafeRawBufferPointer($0)) }) else { return nil }
        self = id
    }

    public static func < (left: ParticipantID, right: ParticipantID) -> Bool {
        (left.first, left.second, left.third, left.fourth) < (right.first, right.second, right.third, right.fourth)
    }

    /// The 64 digits.
    public var text: String {
        var bytes: [UInt8] = []
        for word in [first, second, third, fourth] {
            for shift in stride(from: UInt64(60), through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: word >> shift) & 15
                bytes.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
