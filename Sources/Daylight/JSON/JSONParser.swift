/// A strict, bounded JSON reader (RFC 8259) for hostile input.
///
/// Refused besides bad syntax: more than `limits.bytes` bytes, nesting deeper than `limits.depth`, a name twice in one
/// object, lone surrogates, bytes that are not UTF-8, and anything after the value.
public struct JSONParser {
    public struct Limits: Sendable {
        public var bytes: Int
        public var depth: Int

        public init(bytes: Int = 16 << 20, depth: Int = 64) {
            self.bytes = bytes
            self.depth = depth
        }
    }

    private let input: [UInt8]
    private let limits: Limits
    private var position = 0

    private init(_ input: [UInt8], limits: Limits) {
        self.input = input
        self.limits = limits
    }

    /// - Throws: ``InputError`` with the byte at which the input stops being JSON.
    public static func parse(_ input: some Sequence<UInt8>, limits: Limits = Limits()) throws(InputError) -> JSONValue {
        try parse(Array(input), limits: limits)
    }

    /// The same for an array, the common case and the fast one.
    public static func parse(_ input: [UInt8], limits: Limits = Limits()) throws(InputError) -> JSONValue {
        var parser = JSONParser(input, limits: limits)
        guard parser.input.count <= limits.bytes else {
            throw InputError(expected: "at most \(limits.bytes) bytes of JSON", found: "\(parser.input.count) bytes")
        }
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == parser.input.count else { throw parser.fault("the end of the input") }
        return value
    }

    private func fault(_ expected: String) -> InputError {
        let found: String
        if position >= input.count {
            found = "the end of the input"
        } else {
            let byte = input[position]
            found = (0x21...0x7E).contains(byte) ? "\"\(Character(UnicodeScalar(byte)))\"" : "byte 0x\(Hex.encode([byte]))"
        }
        return InputError(place: .byte(position), expected: expected, found: found)
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func peek() -> UInt8? { position < input.count ? input[position] : nil }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard let byte = peek(), UInt32(byte) == character.value else { return false }
        position += 1
        return true
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws(InputError) -> JSONValue {
        let end = position + text.utf8.count
        guard end <= input.count, input[position..<end].elementsEqual(text.utf8) else { throw fault(text) }
        position = end
        return value
    }

    private mutating func value(depth: Int) throws(InputError) -> JSONValue {
        skipSpace()
        guard let byte = peek() else { throw fault("a JSON value") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
        default: throw fault("a JSON value")
        }
    }

    private func checkDepth(_ depth: Int) throws(InputError) {
        guard depth <= limits.depth else {
            throw InputError(place: .byte(position), expected: "at most \(limits.depth) levels of nesting", found: "more")
        }
    }

    private mutating func array(depth: Int) throws(InputError) -> JSONValue {
        try checkDepth(depth)
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if accept("]") { return .array(elements) }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if accept(",") { continue }
            if accept("]") { return .array(elements) }
            throw fault("\",\" or \"]\"")
        }
    }

    private mutating func object(depth: Int) throws(InputError) -> JSONValue {
        try checkDepth(depth)
        position += 1
        var object = JSONObject()
        var names = SeenNames()
        skipSpace()
        if accept("}") { return .object(object) }
        while true {
            skipSpace()
            guard peek() == UInt8(ascii: "\"") else { throw fault("a member name") }
            let start = position
            let name = try string()
            guard names.insert(name, after: object.members) else {
                throw InputError(place: .byte(start), field: name, expected: "each name once in an object", found: "it again")
            }
            skipSpace()
            guard accept(":") else { throw fault("\":\"") }
            object.appendUnchecked(.init(name, try value(depth: depth)))
            skipSpace()
            if accept(",") { continue }
            if accept("}") { return .object(object) }
            throw fault("\",\" or \"}\"")
        }
    }

    private mutating func digits() throws(InputError) {
        guard let byte = peek(), (0x30...0x39).contains(byte) else { throw fault("a digit") }
        while let byte = peek(), (0x30...0x39).contains(byte) { position += 1 }
    }

    private mutating func number() throws(InputError) -> JSONNumber {
        let start = position
        _ = accept("-")
        if !accept("0") { try digits() }
        if accept(".") { try digits() }
        if accept("e") || accept("E") {
            if !accept("+") { _ = accept("-") }
            try digits()
        }
        return JSONNumber(spelling: String(decoding: input[start..<position], as: UTF8.self))
    }

    private mutating func string() throws(InputError) -> String {
        let opening = position
        position += 1
        var bytes: [UInt8] = []
        while true {
            let start = position
            position += input.withUnsafeBytes { PlainText.count(UnsafeRawBufferPointer(rebasing: $0[start...])) }
            let plain = input[start..<position]
            guard let byte = peek() else {
                throw InputError(place: .byte(opening), expected: "a closing quote", found: "the end of the input")
            }
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                let text =
                    bytes.isEmpty ? String(validating: plain, as: UTF8.self) : String(validating: bytes + plain, as: UTF8.self)
                guard let text else {
                    throw InputError(place: .byte(opening), expected: "UTF-8 text", found: "other bytes")
                }
                return text
            case UInt8(ascii: "\\"):
                bytes += plain
                position += 1
                try escape(into: &bytes)
            default: throw fault("an escaped control character")
            }
        }
    }

    private mutating func escape(into bytes: inout [UInt8]) throws(InputError) {
        guard let byte = peek() else { throw fault("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"):
            var scalar = UInt32(try hexUnit())
            if (0xD800..<0xDC00).contains(scalar) {
                guard accept("\\"), accept("u") else { throw fault("the second half of a surrogate pair") }
                let low = UInt32(try hexUnit())
                guard (0xDC00..<0xE000).contains(low) else { throw fault("the second half of a surrogate pair") }
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let unicode = UnicodeScalar(scalar) else { throw fault("no lone surrogate") }
            bytes.append(contentsOf: Character(unicode).utf8)
        default:
            position -= 1
            throw fault("an escape")
        }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    private mutating func hexUnit() throws(InputError) -> UInt16 {
        // The number's own parser would take a sign.
        guard position + 4 <= input.count, input[position..<position + 4].allSatisfy(Self.isHexDigit),
            let unit = UInt16(String(decoding: input[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw fault("four hexadecimal digits") }
        position += 4
        return unit
    }
}

/// The names of an object so far. A few are compared one by one; for many there is a set, since hostile input must not take
/// time that grows with the square of its length.
private struct SeenNames {
    private static let few = 8
    private var many: Set<[UInt8]> = []

    /// Whether none of the members has this name.
    mutating func insert(_ name: String, after members: [JSONObject.Member]) -> Bool {
        guard members.count >= Self.few else { return !members.contains { $0.isNamed(name) } }
        if many.isEmpty { many = Set(members.map { Array($0.name.utf8) }) }
        return many.insert(Array(name.utf8)).inserted
    }
}
