/// The part of a JSON string that stands as it is: all but quotes, backslashes and control characters.
enum PlainText {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// How many bytes at the beginning are plain. Eight are looked at in one go: most text of statements is long base64.
    static func count(_ bytes: UnsafeRawBufferPointer) -> Int {
        var count = 0
        while count + 8 <= bytes.count, isPlain(bytes.loadUnaligned(fromByteOffset: count, as: UInt64.self)) { count += 8 }
        while count < bytes.count, bytes[count] >= 0x20, bytes[count] != 0x22, bytes[count] != 0x5C { count += 1 }
        return count
    }

    /// Whether none of eight bytes is below 0x20, a quote or a backslash. A byte below `n` borrows from its high bit when
    /// `n` is taken from each, and a byte that equals another leaves zero when both are combined by exclusive or.
    private static func isPlain(_ word: UInt64) -> Bool {
        let (quotes, backslashes) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
        let below = (word &- ones &* 0x20) & ~word
        let equal = ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
        return (below | equal) & highBits == 0
    }
}
