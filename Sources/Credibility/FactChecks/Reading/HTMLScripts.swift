/// Finds the scripts of one type in a page (HTML Standard, section 13.2.5, as far as scripts need it).
///
/// Every byte is looked at once. Comments, and elements whose content is plain text, hide what stands in them.
struct HTMLScripts {
    /// The type of linked data in a page.
    static let linkedData = "application/ld+json"

    private let bytes: [UInt8]
    private var position = 0

    /// Where the text of each live script of linked data stands, in the order of the page.
    static func linkedData(in page: [UInt8]) -> [Range<Int>] {
        var finder = HTMLScripts(bytes: page)
        return finder.find()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func find() -> [Range<Int>] {
        var found: [Range<Int>] = []
        while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = open + 1
            guard let next = peek() else { break }
            if next.isLetter {
                guard let tag = startTag() else { break }
                guard Self.plainElements.contains(tag.name) else { continue }
                let text = plainText(of: tag.name)
                if tag.name == "script", let type = tag.type, Self.isLinkedData(type) { found.append(text) }
            } else if next == UInt8(ascii: "/") {
                position += 1
                if let letter = peek(), letter.isLetter { _ = startTag() } else { skip(to: UInt8(ascii: ">")) }
            } else if next == UInt8(ascii: "!") {
                if starts(with: "!--") { skipComment() } else { skip(to: UInt8(ascii: ">")) }
            } else if next == UInt8(ascii: "?") {
                skip(to: UInt8(ascii: ">"))
            }
        }
        return found
    }

    /// Elements whose content has no tags but their own end.
    private static let plainElements: Set<String> = [
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
    ]

    private static func isLinkedData(_ type: String) -> Bool {
        let essence = Substring(HTMLText.decoded(type).unicodeScalars.prefix { $0 != ";" })
        return essence.trimmingWhitespace.lowercased() == linkedData
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func skip(to end: UInt8) {
        position = bytes[position...].firstIndex(of: end).map { $0 + 1 } ?? bytes.count
    }

    /// Goes on behind a comment, which starts at `!--`; one without an end hides the rest of the page.
    private mutating func skipComment() {
        position += 3
        if starts(with: ">") || starts(with: "->") { return skip(to: UInt8(ascii: ">")) }
        while let dash = bytes[position...].firstIndex(of: UInt8(ascii: "-")) {
            position = dash
            if starts(with: "-->") || starts(with: "--!>") { return skip(to: UInt8(ascii: ">")) }
            position += 1
        }
        position = bytes.count
    }

    /// The content of an element just opened, up to its end tag or the end of the page.
    private mutating func plainText(of name: String) -> Range<Int> {
        let start = position
        while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = open + 1
            guard peek() == UInt8(ascii: "/") else { continue }
            let end = position + 1 + name.utf8.count
            guard end <= bytes.count, bytes[position + 1..<end].lazy.map({ $0 | 0x20 }).elementsEqual(name.utf8),
                end == bytes.count || Self.endsName(bytes[end])
            else { continue }
            position = end
            skip(to: UInt8(ascii: ">"))
            return start..<open
        }
        position = bytes.count
        return start..<bytes.count
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) }

    private typealias Tag = (name: String, type: String?)

    /// Reads a tag from its name to behind its `>`; `nil` when the page ends within it.
    private mutating func startTag() -> Tag? {
        let name = lowered(text { Self.endsName($0) })
        var type: String?
        while true {
            while let byte = peek(), Self.isSpace(byte) || byte == UInt8(ascii: "/") { position += 1 }
            guard let byte = peek() else { return nil }
            if byte == UInt8(ascii: ">") {
                position += 1
                return (name, type)
            }
            guard let attribute = attribute() else { return nil }
            if type == nil, attribute.name == "type" { type = attribute.value }
        }
    }

    /// Reads a name and, behind an equals sign, a value in quotes or without.
    private mutating func attribute() -> (name: String, value: String)? {
        let start = position
        position += 1
        let rest = text { Self.endsName($0) || $0 == UInt8(ascii: "=") }
        // Names longer than any that is looked for are not worth a text.
        let name = rest.count > 8 ? "" : lowered(bytes[start..<position])
        while let byte = peek(), Self.isSpace(byte) { position += 1 }
        guard peek() == UInt8(ascii: "=") else { return position < bytes.count ? (name, "") : nil }
        position += 1
        while let byte = peek(), Self.isSpace(byte) { position += 1 }
        guard let quote = peek() else { return nil }
        let value: ArraySlice<UInt8>
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            position += 1
            value = text { $0 == quote }
            guard position < bytes.count else { return nil }
            position += 1
        } else {
            value = text { Self.isSpace($0) || $0 == UInt8(ascii: ">") }
        }
        return (name, name == "type" ? String(decoding: value, as: UTF8.self) : "")
    }

    /// All up to the first byte that ends it.
    private mutating func text(until isEnd: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
        return bytes[start..<position]
    }

    private func lowered(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmingWhitespace: SubSequence {
        let start = unicodeScalars.firstIndex { !$0.isSpace } ?? endIndex
        let last = unicodeScalars.lastIndex { !$0.isSpace }
        return self[start..<(last.map { unicodeScalars.index(after: $0) } ?? endIndex)]
    }
}
