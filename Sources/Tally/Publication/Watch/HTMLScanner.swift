import Daylight

/// Takes hostile HTML apart into tags and text, in one pass: comments, declarations and what scripts and styles hold are
/// skipped, character references are read. It builds no tree and judges nothing.
struct HTMLScanner {
    enum Token {
        case start(name: String, attributes: [(name: String, value: String)])
        case end(name: String)
        case text(String)
        /// A construct whose content a browser would not show as it stands: a comment, a declaration.
        case other
    }

    /// Elements whose content is no markup.
    private static let rawElements: Set<String> = [
        "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext",
    ]

    private let bytes: [UInt8]
    private var position = 0
    /// The element whose end tag is looked for.
    private var raw: String?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next token; `nil` at the end.
    mutating func next() -> Token? {
        guard position < bytes.count else { return nil }
        if let raw {
            self.raw = nil
            skip(rawContentOf: raw)
            return .other
        }
        guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count else { return text() }
        switch bytes[position + 1] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"): return declaration()
        case UInt8(ascii: "/"): return endTag()
        case 0x41...0x5A, 0x61...0x7A: return startTag()
        default: return text()
        }
    }

    private mutating func text() -> Token {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        return .text(Self.decoded(bytes[start..<position]))
    }

    private mutating func declaration() -> Token {
        if bytes[position...].starts(with: "<!--".utf8) {
            let body = position + 4
            position = bytes.count
            var at = body
            while at + 2 < bytes.count {
                if bytes[at] == UInt8(ascii: "-"), bytes[at + 1] == UInt8(ascii: "-"), bytes[at + 2] == UInt8(ascii: ">") {
                    position = at + 3
                    break
                }
                at += 1
            }
            return .other
        }
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
        position += 1
        return .other
    }

    private mutating func endTag() -> Token {
        position += 2
        let name = self.name()
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
        position += 1
        return .end(name: name)
    }

    private mutating func startTag() -> Token {
        position += 1
        let name = self.name()
        var attributes: [(name: String, value: String)] = []
        while true {
            while position < bytes.count, Self.isSpace(bytes[position]) || bytes[position] == UInt8(ascii: "/") {
                position += 1
            }
            guard position < bytes.count else { break }
            if bytes[position] == UInt8(ascii: ">") {
                position += 1
                break
            }
            attributes.append(attribute())
        }
        if Self.rawElements.contains(name) { raw = name }
        return .start(name: name, attributes: attributes)
    }

    private mutating func name() -> String {
        let start = position
        while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">"),
            bytes[position] != UInt8(ascii: "/")
        {
            position += 1
        }
        return String(decoding: bytes[start..<position].map(Self.lowered), as: UTF8.self)
    }

    private mutating func attribute() -> (name: String, value: String) {
        let start = position
        // An attribute may begin with an equals sign, which then is part of its name.
        position += 1
        while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: "="),
            bytes[position] != UInt8(ascii: ">"), bytes[position] != UInt8(ascii: "/")
        {
            position += 1
        }
        let name = String(decoding: bytes[start..<position].map(Self.lowered), as: UTF8.self)
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return (name, "") }
        position += 1
        skipSpace()
        return (name, value())
    }

    private mutating func value() -> String {
        guard position < bytes.count else { return "" }
        let quote = bytes[position]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            position += 1
            let start = position
            while position < bytes.count, bytes[position] != quote { position += 1 }
            let value = Self.decoded(bytes[start..<position])
            position += 1
            return value
        }
        let start = position
        while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") { position += 1 }
        return Self.decoded(bytes[start..<position])
    }

    private mutating func skip(rawContentOf name: String) {
        let end = Array("</\(name)".utf8)
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<"), bytes.count - position >= end.count,
                zip(bytes[position...], end).allSatisfy({ Self.lowered($0) == $1 })
            {
                return
            }
            position += 1
        }
    }

    private mutating func skipSpace() { while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 } }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
