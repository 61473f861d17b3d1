extension ByteScanner {
    /// How many of the next 16 bytes come before a quote, a backslash, a control character or a byte outside ASCII.
    @inline(__always)
    static func plainCount(_ pointer: Pointer) -> Int {
        let bytes = UnsafeRawPointer(pointer).loadUnaligned(as: SIMD16<UInt8>.self)
        // Bytes outside ASCII are negative numbers.
        let signed = unsafeBitCast(bytes, to: SIMD16<Int8>.self)
        // With every type written out the compiler compares all bytes at once, otherwise one after the other.
        let stops: SIMDMask<SIMD16<Int8>> =
            (bytes .== SIMD16<UInt8>(repeating: 0x22)) .| (bytes .== SIMD16<UInt8>(repeating: 0x5C))
            .| (signed .< SIMD16<Int8>(repeating: 0x20))
        // Four bits for each byte: the one way to bring a mask into a register that every processor has.
        let halves = unsafeBitCast(stops, to: SIMD8<UInt16>.self) &>> 4
        let bits = unsafeBitCast(SIMD8<UInt8>(truncatingIfNeeded: halves), to: UInt64.self)
        return UInt64(littleEndian: bits).trailingZeroBitCount &>> 2
    }

    /// The closing quote of a string that begins here, its opening quote already read.
    @inline(__always)
    static func closingQuote(_ first: Pointer) throws(GateFault) -> Pointer {
        let stop = plainEnd(first)
        if stop.pointee == UInt8(ascii: "\"") { return stop }
        return try unusual(from: stop).end
    }

    @inline(__always)
    private static func plainEnd(_ first: Pointer) -> Pointer {
        var pointer = first
        while true {
            let count = plainCount(pointer)
            pointer += count
            if count < 16 { return pointer }
        }
    }

    /// Goes on where a string stops being plain; says whether it has escapes.
    @inline(never)
    private static func unusual(from stop: Pointer) throws(GateFault) -> (end: Pointer, hasEscapes: Bool) {
        var pointer = stop
        var hasEscapes = false
        while pointer.pointee != UInt8(ascii: "\"") {
            let byte = pointer.pointee
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                pointer = try afterEscape(pointer)
            } else if byte >= 0x80 {
                pointer = try afterSequence(pointer)
            } else {
                throw GateFault(place: pointer, cause: .control)
            }
            // Texts in other alphabets have one such byte after the other.
            if pointer.pointee < 0x80 { pointer = plainEnd(pointer) }
        }
        return (pointer, hasEscapes)
    }

    /// Checks one UTF-8 sequence of two to four bytes (RFC 3629: shortest form, no surrogates, up to U+10FFFF).
    private static func afterSequence(_ pointer: Pointer) throws(GateFault) -> Pointer {
        let (first, second) = (pointer[0], pointer[1])
        let continues: ClosedRange<UInt8>
        let count: Int
        switch first {
        case 0xC2...0xDF: (continues, count) = (0x80...0xBF, 2)
        case 0xE0: (continues, count) = (0xA0...0xBF, 3)
        case 0xED: (continues, count) = (0x80...0x9F, 3)
        case 0xE1...0xEF: (continues, count) = (0x80...0xBF, 3)
        case 0xF0: (continues, count) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (continues, count) = (0x80...0xBF, 4)
        case 0xF4: (continues, count) = (0x80...0x8F, 4)
        default: throw GateFault(place: pointer, cause: .utf8)
        }
        guard continues.contains(second) else { throw GateFault(place: pointer, cause: .utf8) }
        if count > 2, pointer[2] & 0xC0 != 0x80 { throw GateFault(place: pointer, cause: .utf8) }
        if count > 3, pointer[3] & 0xC0 != 0x80 { throw GateFault(place: pointer, cause: .utf8) }
        return pointer + count
    }

    private static func afterEscape(_ pointer: Pointer) throws(GateFault) -> Pointer {
        switch pointer[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return pointer + 2
        case UInt8(ascii: "u"): return try scalar(pointer).end
        default: throw GateFault(place: pointer, cause: .escape)
        }
    }

    /// The scalar that `\uXXXX`, or two of them, stand for.
    private static func scalar(_ pointer: Pointer) throws(GateFault) -> (value: Unicode.Scalar, end: Pointer) {
        let high = try unit(pointer)
        if let value = Unicode.Scalar(high) { return (value, pointer + 6) }
        guard high < 0xDC00, pointer[6] == UInt8(ascii: "\\"), pointer[7] == UInt8(ascii: "u") else {
            throw GateFault(place: pointer, cause: .surrogate)
        }
        let low = try unit(pointer + 6)
        guard low & 0xFC00 == 0xDC00, let value = Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF) else {
            throw GateFault(place: pointer, cause: .surrogate)
        }
        return (value, pointer + 12)
    }

    /// Four hexadecimal digits behind `\u`.
    private static func unit(_ pointer: Pointer) throws(GateFault) -> UInt32 {
        var unit: UInt32 = 0
        for index in 2..<6 {
            guard let digit = hexDigit(pointer[index]) else { throw GateFault(place: pointer, cause: .escape) }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    /// Reads the string whose opening quote is here.
    @inline(__always)
    mutating func stringText() throws(GateFault) -> Text {
        let first = position + 1
        let stop = Self.plainEnd(first)
        if stop.pointee == UInt8(ascii: "\"") {
            position = stop + 1
            return Text(start: first, count: stop - first, isPlain: true)
        }
        return try unusualText(first, stop)
    }

    @inline(never)
    private mutating func unusualText(_ first: Pointer, _ stop: Pointer) throws(GateFault) -> Text {
        let (end, hasEscapes) = try Self.unusual(from: stop)
        position = end + 1
        return hasEscapes ? try decode(first, end) : Text(start: first, count: end - first, isPlain: true)
    }

    /// Writes what a string with escapes, already checked, stands for.
    private mutating func decode(_ first: Pointer, _ end: Pointer) throws(GateFault) -> Text {
        let start = decoded
        var pointer = first
        while pointer < end {
            guard pointer.pointee == UInt8(ascii: "\\") else {
                write(pointer.pointee)
                pointer += 1
                continue
            }
            if pointer[1] == UInt8(ascii: "u") {
                let (value, after) = try Self.scalar(pointer)
                for byte in UTF8.encode(value)! { write(byte) }
                pointer = after
            } else {
                write(Self.meaning(ofEscape: pointer[1]))
                pointer += 2
            }
        }
        return Text(start: UnsafePointer(start), count: decoded - start, isPlain: false)
    }

    private mutating func write(_ byte: UInt8) {
        decoded.pointee = byte
        decoded += 1
    }

    private static func meaning(ofEscape byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: byte
        }
    }
}
