/// Reading single fields of the public note tables.
enum TSVField {
    static let integerShape = "a signed 64-bit whole number"

    /// A signed 64-bit whole number, perhaps with `.0` behind it, as tables that went through a float column have it.
    @inline(__always)
    static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        var (position, end) = (0, bytes.count)
        if end > 2, bytes[end - 1] == UInt8(ascii: "0"), bytes[end - 2] == UInt8(ascii: ".") { end -= 2 }
        let isNegative = end > 0 && bytes[0] == UInt8(ascii: "-")
        if isNegative { position = 1 }
        guard position < end, end - position <= 19 else { return nil }
        var magnitude: UInt64 = 0
        while position < end {
            let digit = bytes[position] &- 0x30
            guard digit < 10 else { return nil }
            // Nineteen digits fit.
            magnitude = magnitude &* 10 &+ UInt64(digit)
            position += 1
        }
        if isNegative { return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int64(exactly: magnitude)
    }

    /// 0, 1 or empty.
    @inline(__always)
    static func flag(_ bytes: UnsafeRawBufferPointer) -> Bool? {
        if bytes.isEmpty { return false }
        guard bytes.count == 1, bytes[0] & 0xFE == 0x30 else { return nil }
        return bytes[0] == 0x31
    }

    /// Whether the bytes are a text of ASCII letters.
    @inline(__always)
    static func equals(_ bytes: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
        guard bytes.count == text.utf8CodeUnitCount else { return false }
        for index in bytes.indices where bytes[index] != text.utf8Start[index] { return false }
        return true
    }

    /// A column and the number that stands for its name.
    struct Seeded {
        let column: Int
        let seed: UInt64
    }

    /// A number for what stands in some columns. It does not depend on their order, and an absent column counts as an empty
    /// one: files with other columns can be compared.
    @inline(__always)
    static func digest(_ row: TSVRow, _ columns: [Seeded], start: UInt64 = 0) -> UInt64 {
        var sum = mix(start)
        for column in columns {
            let field = row[column.column]
            if !field.isEmpty { sum &+= hash(field, seed: column.seed) }
        }
        return sum
    }

    @inline(__always)
    private static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var hash = seed ^ UInt64(bytes.count)
        var position = 0
        while position + 8 <= bytes.count {
            hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            position += 8
        }
        var tail: UInt64 = 0
        while position < bytes.count {
            tail = tail << 8 | UInt64(bytes[position])
            position += 1
        }
        return mix(hash ^ tail)
    }

    /// Both halves of a product of 128 bits, folded.
    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}
