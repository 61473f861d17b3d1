/// The opaque name of a rater or author: 64 upper-case hexadecimal digits, ordered as their text is.
public struct ParticipantID: Hashable, Comparable, Sendable {
    static let shape = "64 upper-case hexadecimal digits"
    static let digitCount = 64

    private let words: SIMD4<UInt64>

    /// `nil` for bytes of another form.
    @inline(__always)
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == Self.digitCount else { return nil }
        var words = SIMD4<UInt64>()
        for part in 0..<4 {
            var word: UInt64 = 0
            for position in part * 16..<part * 16 + 16 {
                let digit = bytes[position] &- 0x30
                let letter = bytes[position] &- 0x41
                guard digit < 10 || letter < 6 else { return nil }
                word = word << 4 | UInt64(digit < 10 ? digit : letter + 10)
            }
            words[part] = word
        }
        self.words = words
    }

    /// `nil` for a text of another form.
    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let id = text.withUTF8({ Self(UnsafeRawBufferPointer($0)) }) else { return nil }
        self = id
    }

    public static func < (left: ParticipantID, right: ParticipantID) -> Bool {
        for part in 0..<4 where left.words[part] != right.words[part] { return left.words[part] < right.words[part] }
        return false
    }

    /// The 64 digits.
    public var text: String {
        var bytes: [UInt8] = []
        for part in 0..<4 {
            for shift in stride(from: 60, through: 0, by: -4) {
                let digit = UInt8(truncatingIfNeeded: words[part] >> UInt64(shift)) & 15
                bytes.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
