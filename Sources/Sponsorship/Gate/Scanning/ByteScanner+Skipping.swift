extension ByteScanner {
    /// Checks one value of any kind and passes over it.
    mutating func skipValue() throws(GateFault) { position = try afterValue(Self.afterSpace(position)) }

    /// Behind the value that begins here, after checking it.
    mutating func afterValue(_ first: Pointer) throws(GateFault) -> Pointer {
        var pointer = first
        let outerDepth = depth
        while true {
            switch pointer.pointee {
            case UInt8(ascii: "\""): pointer = try closingQuote(pointer) + 1
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): pointer = try Self.afterNumber(pointer)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = pointer.pointee == UInt8(ascii: "{")
                depth &+= 1
                guard depth <= Self.depthLimit else { throw GateFault(place: pointer, cause: .depth) }
                pointer = Self.afterSpace(pointer + 1)
                // The brackets close two after they open in ASCII.
                if pointer.pointee == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    depth &-= 1
                    pointer += 1
                } else {
                    skipped[depth] = Container(isObject: isObject, object: OpenObject(firstName: names.count))
                    if isObject {
                        enterObject()
                        _ = try member(&pointer, &skipped[depth].object)
                    } else {
                        open[depth] = open[depth &- 1]
                    }
                    continue
                }
            case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): pointer = try Self.afterWord(pointer)
            default: throw GateFault(place: pointer, cause: .value)
            }
            // A value has just ended: close what closes here, then go on to the next one.
            while true {
                if depth == outerDepth { return pointer }
                pointer = Self.afterSpace(pointer)
                let isObject = skipped[depth].isObject
                if pointer.pointee == UInt8(ascii: ",") {
                    pointer = Self.afterSpace(pointer + 1)
                    if isObject { _ = try member(&pointer, &skipped[depth].object) }
                    break
                }
                guard pointer.pointee == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw GateFault(place: pointer, cause: isObject ? .commaOrBrace : .commaOrBracket)
                }
                if isObject { try names.close(&skipped[depth].object, line: start) }
                depth &-= 1
                pointer += 1
            }
        }
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

    /// Behind one digit or more.
    @inline(__always)
    private static func afterDigits(_ first: Pointer) throws(GateFault) -> Pointer {
        var pointer = first
        while true {
            let count = digitCount(pointer)
            pointer += count
            if count < 8 { break }
        }
        guard pointer > first else { throw GateFault(place: pointer, cause: .digit) }
        return pointer
    }

    /// How many of the next eight bytes are digits without another byte before them.
    @inline(__always)
    private static func digitCount(_ pointer: Pointer) -> Int {
        // Digits become 0 to 9. Adding 0x76 lifts all that is more to the sign bit; carries only reach what comes later.
        let values = UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
        let others = (values &+ 0x7676_7676_7676_7676 | values) & 0x8080_8080_8080_8080
        return others.trailingZeroBitCount &>> 3
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
