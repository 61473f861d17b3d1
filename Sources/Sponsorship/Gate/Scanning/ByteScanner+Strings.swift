extension ByteScanner {
    /// The closing quote of the string whose opening quote is here.
    @inline(__always)
    mutating func closingQuote(_ opening: Pointer) throws(GateFault) -> Pointer {
        let stop = stops.stop(from: opening + 1)
        if stop.pointee == UInt8(ascii: "\"") { return stop }
        return try unusual(from: stop).end
    }

    /// Goes on where a string stops being plain; says whether it has escapes.
    @inline(never)
    private mutating func unusual(from stop: Pointer) throws(GateFault) -> (end: Pointer, hasEscapes: Bool) {
        var pointer = stop
        var hasEscapes = false
        while pointer.pointee != UInt8(ascii: "\"") {
            let byte = pointer.pointee
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                pointer = try Self.afterEscape(pointer)
            } else if byte >= 0x80 {
                pointer = try Self.afterSequence(pointer)
            } else {
                throw GateFault(place: pointer, cause: .control)
            }
            // Texts in other alphabets have one such byte after the other.
            if pointer.pointee < 0x80 { pointer = stops.stop(from: pointer) }
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
    mutating func text(_ pointer: inout Pointer) throws(GateFault) -> Text {
        let first = pointer + 1
        let stop = stops.stop(from: first)
        if stop.pointee == UInt8(ascii: "\"") {
            pointer = stop + 1
            return Text(start: first, count: stop - first, isPlain: true)
        }
        let (text, end) = try unusualText(first, stop)
        pointer = end + 1
        return text
    }

    @inline(never)
    private mutating func unusualText(_ first: Pointer, _ stop: Pointer) throws(GateFault) -> (text: Text, end: Pointer) {
        let (end, hasEscapes) = try unusual(from: stop)
        return (hasEscapes ? try decode(first, end) : Text(start: first, count: end - first, isPlain: true), end)
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
