private import Glibc

/// Bytes of a text where they lie: in the line being judged, in the room for decoded escapes, or in a policy. Whoever holds
/// one keeps that memory alive.
struct Text {
    let start: UnsafePointer<UInt8>
    let count: Int
    /// Whether the bytes can stand between quotes as they are: the text was written without escapes.
    let isPlain: Bool

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }
    var end: UnsafePointer<UInt8> { start + count }
    var isEmpty: Bool { count == 0 }
    var string: String { String(decoding: bytes, as: UTF8.self) }
    var isASCII: Bool { bytes.allSatisfy { $0 < 0x80 } }

    /// Empty or only white space.
    var isBlank: Bool {
        guard let first = bytes.first else { return true }
        // White space is ASCII or begins with one of these bytes.
        guard first <= 0x20 || first == 0xC2 || (first >= 0xE1 && first <= 0xE3) else { return false }
        return string.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    @inline(__always)
    static func == (left: Text, right: Text) -> Bool {
        left.count == right.count && memcmp(left.start, right.start, left.count) == 0
    }

    @inline(__always)
    static func != (left: Text, right: Text) -> Bool { !(left == right) }

    func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && memcmp(start, text.utf8Start, count) == 0
    }

    /// A hash of the bytes: eight at a time, mixed by multiplication. Tables compare the bytes as well.
    var hash: UInt64 {
        var hash = UInt64(truncatingIfNeeded: count) &* WordKey.factor
        var rest = UnsafeRawBufferPointer(bytes)
        while rest.count >= 8 {
            hash = WordKey.mixed(hash ^ rest.loadUnaligned(as: UInt64.self))
            rest = UnsafeRawBufferPointer(rebasing: rest[8...])
        }
        var tail: UInt64 = 0
        for byte in rest { tail = tail &<< 8 | UInt64(byte) }
        return WordKey.mixed(hash ^ tail)
    }
}

/// Numbers that stand for short texts.
enum WordKey {
    static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    static func mixed(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}
