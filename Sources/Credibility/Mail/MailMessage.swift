public import Daylight

/// A mail as it was found: header fields and body (RFC 5322), every line ending in CRLF.
public struct MailMessage: Sendable {
    /// Largest file that is read.
    public static let largest = 64 << 20

    /// One header field.
    struct Field: Sendable {
        /// In small letters.
        let name: String
        /// All of it, with the CRLF of its last line.
        let raw: Range<Int>
        /// Behind the colon, without the CRLF of the last line.
        let value: Range<Int>
    }

    /// The message with CRLF at the end of every line.
    let bytes: [UInt8]
    /// From the top down.
    let fields: [Field]
    let body: Range<Int>
    /// Some line ended in LF alone.
    public let hadBareLF: Bool

    /// Reads a message.
    ///
    /// - Throws: ``InputError`` with the line that is no header field and continues none.
    public init(_ found: [UInt8]) throws(InputError) {
        (bytes, hadBareLF) = Self.withCRLF(found)
        var (fields, lineNumber, position): ([Field], Int, Int) = ([], 1, 0)
        var start = bytes.count
        while position < bytes.count {
            let end = Self.lineEnd(bytes, from: position)
            let content = Self.withoutCRLF(bytes, position..<end)
            if content.isEmpty {
                start = end
                break
            }
            if Self.isBlank(bytes[position]) {
                guard let last = fields.popLast() else {
                    throw Self.fault(lineNumber, bytes[content])
                }
                fields.append(
                    Field(name: last.name, raw: last.raw.lowerBound..<end, value: last.value.lowerBound..<content.upperBound))
            } else {
                guard let field = Self.field(bytes, content, end: end) else { throw Self.fault(lineNumber, bytes[content]) }
                fields.append(field)
            }
            (position, lineNumber) = (end, lineNumber + 1)
        }
        guard !fields.isEmpty else { throw InputError(place: .line(1), expected: "a header field", found: "none") }
        self.fields = fields
        body = start..<bytes.count
    }

    /// Whether some line of a file ends in LF alone.
    public static func hasBareLF(_ bytes: [UInt8]) -> Bool {
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0A, previous != 0x0D { return true }
            previous = byte
        }
        return false
    }

    private static func withCRLF(_ found: [UInt8]) -> ([UInt8], Bool) {
        guard hasBareLF(found) else { return (found, false) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(found.count + found.count / 32)
        for byte in found {
            if byte == 0x0A, bytes.last != 0x0D { bytes.append(0x0D) }
            bytes.append(byte)
        }
        return (bytes, true)
    }

    /// Behind the CRLF of a line, or the end.
    private static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    }

    private static func withoutCRLF(_ bytes: [UInt8], _ line: Range<Int>) -> Range<Int> {
        guard line.count >= 2, bytes[line.upperBound - 1] == 0x0A else { return line }
        return line.lowerBound..<line.upperBound - 2
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// A name of printable characters, perhaps white space (the obsolete syntax), and a colon.
    private static func field(_ bytes: [UInt8], _ content: Range<Int>, end: Int) -> Field? {
        guard let colon = bytes[content].firstIndex(of: UInt8(ascii: ":")) else { return nil }
        var name = bytes[content.lowerBound..<colon]
        while let last = name.last, isBlank(last) { name.removeLast() }
        guard !name.isEmpty, name.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        return Field(
            name: String(decoding: name, as: UTF8.self).lowercased(), raw: content.lowerBound..<end,
            value: colon + 1..<content.upperBound)
    }

    private static func fault(_ line: Int, _ content: ArraySlice<UInt8>) -> InputError {
        InputError(
            place: .line(line), expected: "a header field, a name and a colon",
            found: "\"\(String(decoding: content.prefix(InputError.foundLimit), as: UTF8.self))\"")
    }
}
