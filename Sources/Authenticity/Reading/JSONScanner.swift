/// Walks over one line of JSON without building values. Nesting costs a bit of memory a level, never stack, so a line
/// of nothing but brackets is harmless.
struct JSONScanner {
    let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Whether nothing but blanks is left.
    var isAtEnd: Bool {
        mutating get {
            skipSpace()
            return position == bytes.count
        }
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { position += 1 }
    }

    private mutating func accept(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    /// Reads an object; `member` is called with each name and must consume the value. `false` on bad syntax.
    mutating func object(
        name: ByteScratch, member: (inout JSONScanner, UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        skipSpace()
        guard accept(UInt8(ascii: "{")) else { return false }
        skipSpace()
        if accept(UInt8(ascii: "}")) { return true }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\""), string(into: name) != nil else { return false }
            skipSpace()
            guard accept(UInt8(ascii: ":")) else { return false }
            skipSpace()
            guard member(&self, name.bytes) else { return false }
            skipSpace()
            if accept(UInt8(ascii: ",")) { continue }
            return accept(UInt8(ascii: "}"))
        }
    }

    /// Reads an array; `element` must consume one value each time. `false` on bad syntax.
    mutating func array(element: (inout JSONScanner) -> Bool) -> Bool {
        guard accept(UInt8(ascii: "[")) else { return false }
        skipSpace()
        if accept(UInt8(ascii: "]")) { return true }
        while true {
            skipSpace()
            guard element(&self) else { return false }
            skipSpace()
            if accept(UInt8(ascii: ",")) { continue }
            return accept(UInt8(ascii: "]"))
        }
    }

    /// Skips one value of any kind, checking its syntax.
    mutating func skipValue() -> Bool {
        var closers: [UInt8] = []
        while true {
            skipSpace()
            guard let byte = peek else { return false }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                position += 1
                let closer = byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")
                skipSpace()
                if !accept(closer) {
                    closers.append(closer)
                    if closer == UInt8(ascii: "}"), !skipName() { return false }
                    continue
                }
            case UInt8(ascii: "\""): if !skipString() { return false }
            case UInt8(ascii: "t"): if !skipWord("true") { return false }
            case UInt8(ascii: "f"): if !skipWord("false") { return false }
            case UInt8(ascii: "n"): if !skipWord("null") { return false }
            default: if !skipNumber() { return false }
            }
            // A value has just ended: close what closes here, then go on to the next one.
            while true {
                guard let closer = closers.last else { return true }
                skipSpace()
                if accept(closer) {
                    closers.removeLast()
                    continue
                }
                guard accept(UInt8(ascii: ",")) else { return false }
                if closer == UInt8(ascii: "}"), !skipName() { return false }
                break
            }
        }
    }

    private mutating func skipName() -> Bool {
        skipSpace()
        guard skipString() else { return false }
        skipSpace()
        return accept(UInt8(ascii: ":"))
    }

    private mutating func skipWord(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[position..<end].elementsEqual(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { return false }
        position = end
        return true
    }

    private mutating func skipDigits() -> Bool {
        let start = position
        while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
        return position > start
    }

    private mutating func skipNumber() -> Bool {
        _ = accept(UInt8(ascii: "-"))
        if !accept(UInt8(ascii: "0")), !skipDigits() { return false }
        if accept(UInt8(ascii: ".")), !skipDigits() { return false }
        if accept(UInt8(ascii: "e")) || accept(UInt8(ascii: "E")) {
            if !accept(UInt8(ascii: "+")) { _ = accept(UInt8(ascii: "-")) }
            return skipDigits()
        }
        return true
    }

    private mutating func skipString() -> Bool { string(into: nil) != nil }

    /// Reads a string. `nil`: bad syntax; `false`: good syntax that stands for no text (a lone surrogate).
    mutating func string(into text: ByteScratch?) -> Bool? {
        guard accept(UInt8(ascii: "\"")) else { return nil }
        text?.removeAll(reserving: 0)
        var isText = true
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return isText
            case UInt8(ascii: "\\"):
                guard let isScalar = escape(into: text) else { return nil }
                isText = isText && isScalar
            case 0..<0x20: return nil
            default: text?.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into text: ByteScratch?) -> Bool? {
        guard let byte = peek else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text?.append(byte)
        case UInt8(ascii: "b"): text?.append(0x08)
        case UInt8(ascii: "f"): text?.append(0x0C)
        case UInt8(ascii: "n"): text?.append(0x0A)
        case UInt8(ascii: "r"): text?.append(0x0D)
        case UInt8(ascii: "t"): text?.append(0x09)
        case UInt8(ascii: "u"):
            guard var scalar = hexUnit() else { return nil }
            if (0xD800..<0xDC00).contains(scalar) {
                let mark = position
                guard accept(UInt8(ascii: "\\")), accept(UInt8(ascii: "u")) else {
                    position = mark
                    return false
                }
                guard let low = hexUnit() else { return nil }
                guard (0xDC00..<0xE000).contains(low) else {
                    position = mark
                    return false
                }
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let unicode = UnicodeScalar(scalar) else { return false }
            for unit in String(Character(unicode)).utf8 { text?.append(unit) }
        default: return nil
        }
        return true
    }

    private mutating func hexUnit() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        var unit: UInt32 = 0
        for _ in 0..<4 {
            let byte = bytes[position]
            switch byte {
            case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: unit = unit << 4 | UInt32(byte - 0x41 + 10)
            case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x61 + 10)
            default: return nil
            }
            position += 1
        }
        return unit
    }
}
