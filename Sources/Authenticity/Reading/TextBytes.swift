/// Looking through raw bytes eight at a time. All unaligned reads of this room stand here and in ``NameTable``.
enum TextBytes {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    static func word(_ base: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    /// The high bit of every byte that is zero, exact for the lowest such byte (the usual carry trick).
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }

    /// The first comma or line feed at or after `start`, or `end`.
    @inline(__always)
    static func endOfField(_ base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
        let commas = ones &* UInt64(UInt8(ascii: ","))
        let feeds = ones &* UInt64(UInt8(ascii: "\n"))
        var position = start
        while position + 8 <= end {
            let word = word(base, position)
            let hits = zeroBytes(word ^ commas) | zeroBytes(word ^ feeds)
            if hits != 0 { return position + hits.trailingZeroBitCount >> 3 }
            position += 8
        }
        while position < end {
            let byte = base.load(fromByteOffset: position, as: UInt8.self)
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") { return position }
            position += 1
        }
        return end
    }

    /// The first place of one byte at or after `start`, or `end`.
    static func firstIndex(of byte: UInt8, in base: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
        let pattern = ones &* UInt64(byte)
        var position = start
        while position + 8 <= end {
            let hits = zeroBytes(word(base, position) ^ pattern)
            if hits != 0 { return position + hits.trailingZeroBitCount >> 3 }
            position += 8
        }
        while position < end, base.load(fromByteOffset: position, as: UInt8.self) != byte { position += 1 }
        return position
    }

    /// Whether the bytes are UTF-8 (RFC 3629) and hold no NUL. Plain ASCII is settled eight bytes at a time.
    @inline(__always)
    static func isUTF8WithoutNUL(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        var position = 0
        while position + 8 <= bytes.count {
            let word = word(base, position)
            if (word & highs) | zeroBytes(word) != 0 { return isUTF8WithoutNULSlowly(bytes) }
            position += 8
        }
        while position < bytes.count {
            let byte = base.load(fromByteOffset: position, as: UInt8.self)
            if byte == 0 || byte >= 0x80 { return isUTF8WithoutNULSlowly(bytes) }
            position += 1
        }
        return true
    }

    private static func isUTF8WithoutNULSlowly(_ bytes: UnsafeRawBufferPointer) -> Bool {
        !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
    }
}
