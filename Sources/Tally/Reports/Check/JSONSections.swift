import Daylight

/// Where the members of one large JSON object lie, and the elements of its arrays, found without reading them: each is then
/// parsed on its own, so that a file of many reports is never held as one tree.
///
/// Only the outline is judged here (quotes, brackets and commas); a piece that is not JSON is found when it is parsed.
struct JSONSections {
    private let bytes: [UInt8]
    private(set) var members: [String: Range<Int>] = [:]

    /// - Throws: ``InputError`` with the byte at which the input stops being one JSON object.
    init(_ bytes: [UInt8]) throws(InputError) {
        self.bytes = bytes
        var scanner = Scanner(bytes: bytes)
        try scanner.open("{")
        while try scanner.next(before: "}", first: members.isEmpty) {
            let start = scanner.position
            let name = try scanner.value()
            guard bytes[name.lowerBound] == UInt8(ascii: "\"") else { throw scanner.fault("a member name", at: start) }
            guard let text = try parse(name).stringValue else { throw scanner.fault("a member name", at: start) }
            try scanner.open(":")
            scanner.skipSpace()
            guard members.updateValue(try scanner.value(), forKey: text) == nil else {
                throw InputError(place: .byte(start), field: text, expected: "each name once in an object", found: "it again")
            }
        }
        scanner.skipSpace()
        guard scanner.position == bytes.count else { throw scanner.fault("the end of the input", at: scanner.position) }
    }

    /// Parses one member or element.
    ///
    /// - Throws: ``InputError`` with the byte in the whole input.
    func parse(_ range: Range<Int>) throws(InputError) -> JSONValue {
        do throws(InputError) {
            return try JSONParser.parse(Array(bytes[range]), limits: .init(bytes: range.count))
        } catch {
            guard case .byte(let byte) = error.place else { throw error }
            var moved = error
            moved.place = .byte(byte + range.lowerBound)
            throw moved
        }
    }

    /// A member's value; `nil` when it is absent or `null`.
    func value(_ name: String) throws(InputError) -> JSONValue? {
        guard let range = members[name] else { return nil }
        let value = try parse(range)
        return value == .null ? nil : value
    }

    /// Where the elements of an array lie; none when the member is absent or `null`.
    ///
    /// - Throws: ``InputError`` when the member is no array.
    func elements(_ name: String) throws(InputError) -> [Range<Int>] {
        guard let range = members[name] else { return [] }
        guard bytes[range.lowerBound] == UInt8(ascii: "[") else {
            let value = try parse(range)
            guard value != .null else { return [] }
            throw InputError(field: "/" + name, expected: "an array", found: value.kind)
        }
        var elements: [Range<Int>] = []
        var scanner = Scanner(bytes: bytes, position: range.lowerBound)
        try scanner.open("[")
        while try scanner.next(before: "]", first: elements.isEmpty) { elements.append(try scanner.value()) }
        return elements
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0

        func fault(_ expected: String, at position: Int) -> InputError {
            let found = position < bytes.count ? "byte 0x\(Hex.encode([bytes[position]]))" : "the end of the input"
            return InputError(place: .byte(position), expected: expected, found: found)
        }

        mutating func skipSpace() {
            while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
        }

        mutating func open(_ character: Unicode.Scalar) throws(InputError) {
            skipSpace()
            guard position < bytes.count, UInt32(bytes[position]) == character.value else {
                throw fault("\"\(character)\"", at: position)
            }
            position += 1
        }

        /// Goes to the next element, or past the end of the array or object.
        mutating func next(before end: Unicode.Scalar, first: Bool) throws(InputError) -> Bool {
            skipSpace()
            guard position < bytes.count else { throw fault("\"\(end)\"", at: position) }
            if UInt32(bytes[position]) == end.value {
                position += 1
                return false
            }
            guard !first else { return true }
            guard bytes[position] == UInt8(ascii: ",") else { throw fault("\",\" or \"\(end)\"", at: position) }
            position += 1
            skipSpace()
            guard position < bytes.count, UInt32(bytes[position]) != end.value else { throw fault("a value", at: position) }
            return true
        }

        /// Goes past one value, judging brackets by their number only.
        mutating func value() throws(InputError) -> Range<Int> {
            let start = position
            let end = bytes.withUnsafeBufferPointer { Self.end(of: $0, from: start) }
            guard let end, end > start else { throw fault("a value", at: end ?? bytes.count) }
            position = end
            return start..<end
        }

        private static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
            var (position, depth) = (start, 0)
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "\""):
                    position += 1
                    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                        position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
                    }
                    guard position < bytes.count else { return nil }
                    if depth == 0 { return position + 1 }
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return position }
                    depth -= 1
                    if depth == 0 { return position + 1 }
                case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x0A, 0x0D, 0x09: if depth == 0 { return position }
                default: break
                }
                position += 1
            }
            return depth == 0 ? position : nil
        }
    }
}
