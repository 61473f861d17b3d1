import Daylight

/// Reads the text of one script or file of linked data (credibility reference, section 4.5).
enum LinkedDataText {
    /// Most arrays and objects in each other.
    static let deepest = 32

    enum Fault: Error {
        case tooDeep(InputError)
        case malformed(InputError)
    }

    /// Parses JSON in which strings may have raw control characters: each is read as a space.
    static func parse(_ text: some Collection<UInt8>) throws(Fault) -> JSONValue {
        var bytes = Array(text)
        let tooDeep = smooth(&bytes)
        do throws(InputError) {
            return try JSONParser.parse(bytes, limits: .init(bytes: .max, depth: deepest))
        } catch {
            if let tooDeep, error.place == .byte(tooDeep) { throw .tooDeep(error) }
            throw .malformed(error)
        }
    }

    /// Makes control characters within strings spaces.
    ///
    /// - Returns: the byte that opens the first array or object too many.
    private static func smooth(_ bytes: inout [UInt8]) -> Int? {
        var (depth, isString, isEscaped): (Int, Bool, Bool) = (0, false, false)
        var tooDeep: Int?
        for (index, byte) in bytes.enumerated() {
            if isString {
                if byte < 0x20 { bytes[index] = 0x20 }
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth > deepest, tooDeep == nil { tooDeep = index }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
        return tooDeep
    }

    /// A script's text without byte order mark, and without the comment or CDATA section that hid it from old readers.
    static func unwrapped(_ script: ArraySlice<UInt8>) -> [UInt8] {
        // A page is decoded with replacement characters where it is not UTF-8.
        var text = Array(String(decoding: script, as: UTF8.self).utf8)[...]
        text = trimmed(text)
        for _ in 0..<mostWrappers {
            guard let inner = withoutOpening(text) else { break }
            text = trimmed(withoutClosing(trimmed(inner)))
        }
        return Array(text)
    }

    private static let mostWrappers = 4
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while true {
            if text.starts(with: mark) {
                text = text.dropFirst(mark.count)
            } else if isSpace(text.first) {
                text.removeFirst()
            } else {
                break
            }
        }
        while isSpace(text.last) { text.removeLast() }
        return text
    }

    private static func isSpace(_ byte: UInt8?) -> Bool {
        byte.map { [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains($0) } ?? false
    }

    /// `<!--` or `<![CDATA[`, perhaps behind `//` or within `/* */`; `nil` where there is none.
    private static func withoutOpening(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = text
        let hasComment = rest.starts(with: "//".utf8) || rest.starts(with: "/*".utf8)
        if hasComment { rest = trimmed(rest.dropFirst(2)) }
        for marker in ["<!--", "<![CDATA["] where rest.starts(with: marker.utf8) {
            rest = rest.dropFirst(marker.utf8.count)
            guard hasComment else { return rest }
            let behind = trimmed(rest)
            return behind.starts(with: "*/".utf8) ? behind.dropFirst(2) : behind
        }
        return nil
    }

    /// The same at the end: `-->` or `]]>`.
    private static func withoutClosing(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = text
        if ends(rest, "*/") { rest = trimmed(rest.dropLast(2)) }
        guard ends(rest, "-->") || ends(rest, "]]>") else { return text }
        rest = trimmed(rest.dropLast(3))
        return ends(rest, "//") || ends(rest, "/*") ? rest.dropLast(2) : rest
    }

    private static func ends(_ text: ArraySlice<UInt8>, _ end: String) -> Bool {
        text.suffix(end.utf8.count).elementsEqual(end.utf8)
    }
}
