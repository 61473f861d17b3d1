/// Seconds as tables and JSON write them: whole where they are whole, else with up to three places.
enum Seconds {
    static func text(milliseconds: Int64) -> String {
        let buffer = ByteBuffer(capacity: 32)
        buffer.write(upTo: 32) { $0.put(milliseconds: milliseconds) }
        return String(decoding: buffer.bytes, as: UTF8.self)
    }
}

extension ByteBuffer.Cursor {
    /// At most 25 bytes.
    @inline(__always)
    mutating func put(milliseconds: Int64) {
        if milliseconds < 0 { put(UInt8(ascii: "-")) }
        let magnitude = milliseconds.magnitude
        put(decimal: magnitude / 1000)
        var fraction = magnitude % 1000
        guard fraction != 0 else { return }
        put(UInt8(ascii: "."))
        var divisor: UInt64 = 100
        while fraction != 0 {
            put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: fraction / divisor))
            fraction %= divisor
            divisor /= 10
        }
    }

    /// The shortest decimal that reads back as the same double, whole numbers without a point; at most 32 bytes.
    @inline(__always)
    mutating func put(_ value: Double) {
        if value >= 0, value < 1e15, value == value.rounded(.towardZero) {
            put(decimal: UInt64(value))
        } else {
            put(value.description)
        }
    }
}
