extension ByteScanner {
    /// Checks one value of any kind and passes over it.
    mutating func skipValue() throws(GateFault) {
        var pointer = Self.afterSpace(position)
        let outerDepth = depth
        while true {
            switch pointer.pointee {
            case UInt8(ascii: "\""): pointer = try Self.closingQuote(pointer + 1) + 1
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): pointer = try Self.afterNumber(pointer)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = pointer.pointee == UInt8(ascii: "{")
                depth += 1
                guard depth <= Self.depthLimit else { throw GateFault(place: pointer, cause: .depth) }
                pointer = Self.afterSpace(pointer + 1)
                // The brackets close two after they open in ASCII.
                if pointer.pointee == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    depth -= 1
                    pointer += 1
                } else {
                    skipped[depth] = Container(isObject: isObject, object: OpenObject(firstName: names.count))
                    if isObject { pointer = try skipName(pointer) }
                    continue
                }
            case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): pointer = try Self.afterWord(pointer)
            default: throw GateFault(place: pointer, cause: .value)
            }
            // A value has just ended: close what closes here, then go on to the next one.
            while true {
                if depth == outerDepth {
                    position = pointer
                    return
                }
                pointer = Self.afterSpace(pointer)
                let isObject = skipped[depth].isObject
                if pointer.pointee == UInt8(ascii: ",") {
                    pointer = Self.afterSpace(pointer + 1)
                    if isObject { pointer = try skipName(pointer) }
                    break
                }
                guard pointer.pointee == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw GateFault(place: pointer, cause: isObject ? .commaOrBrace : .commaOrBracket)
                }
                if isObject { try names.close(&skipped[depth].object, line: start) }
                depth -= 1
                pointer += 1
            }
        }
    }

    /// Remembers a name and passes over it and its colon.
    @inline(__always)
    private mutating func skipName(_ pointer: Pointer) throws(GateFault) -> Pointer {
        guard pointer.pointee == UInt8(ascii: "\"") else { throw GateFault(place: pointer, cause: .name) }
        position = pointer
        let text = try stringText()
        try names.push(Name(text), place: pointer, line: start, in: &skipped[depth].object)
        let colon = Self.afterSpace(position)
        guard colon.pointee == UInt8(ascii: ":") else { throw GateFault(place: colon, cause: .colon) }
        return Self.afterSpace(colon + 1)
    }

    /// A number by the grammar of RFC 8259.
    @inline(__always)
    static func afterNumber(_ first: Pointer) throws(GateFault) -> Pointer {
        var pointer = first
        if pointer.pointee == UInt8(ascii: "-") { pointer += 1 }
        if pointer.pointee == UInt8(ascii: "0") { pointer += 1 } else { pointer = try afterDigits(pointer) }
        if pointer.pointee == UInt8(ascii: ".") { pointer = try afterDigits(pointer + 1) }
        if pointer.pointee | 0x20 == UInt8(ascii: "e") {
            pointer += 1
            if pointer.pointee == UInt8(ascii: "+") || pointer.pointee == UInt8(ascii: "-") { pointer += 1 }
            pointer = try afterDigits(pointer)
        }
        return pointer
    }

    @inline(__always)
    private static func afterDigits(_ first: Pointer) throws(GateFault) -> Pointer {
        var pointer = first
        while pointer.pointee &- 0x30 < 10 { pointer += 1 }
        guard pointer > first else { throw GateFault(place: pointer, cause: .digit) }
        return pointer
    }

    /// Behind `true`, `false` or `null`.
    static func afterWord(_ pointer: Pointer) throws(GateFault) -> Pointer {
        let word = UInt32(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt32.self))
        switch word {
        case 0x6575_7274, 0x6C6C_756E: return pointer + 4
        case 0x736C_6166 where pointer[4] == UInt8(ascii: "e"): return pointer + 5
        default: throw GateFault(place: pointer, cause: .word)
        }
    }
}

/// An object or array that is being passed over.
struct Container {
    let isObject: Bool
    var object: OpenObject
}
