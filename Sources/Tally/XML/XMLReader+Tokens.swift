import Daylight

/// Everything between tags, and the search for the end of a token.
extension XMLReader {
    /// The index after the terminator of the token at `position`; `nil` when it has not come yet.
    ///
    /// - Parameter from: where the terminator may begin at the earliest.
    mutating func endOfToken(_ terminator: StaticString, from: Int, limit: Int) throws(InputError) -> Int? {
        let count = terminator.utf8CodeUnitCount
        var index = max(from, searched)
        let last = terminator.withUTF8Buffer { $0[count - 1] }
        while index + count <= buffer.count {
            if buffer[index + count - 1] == last, has(terminator, at: index) {
                try checkLength(index + count, limit)
                return index + count
            }
            index += 1
        }
        searched = index
        try checkLength(buffer.count, limit)
        return nil
    }

    func checkLength(_ end: Int, _ limit: Int) throws(InputError) {
        guard end - position <= limit else {
            throw InputError(place: .byte(base + position), expected: "at most \(limit) bytes in one piece", found: "more")
        }
    }

    /// Reads character data up to the next `<`.
    mutating func readText() throws(InputError) -> Bool {
        var end = max(position, searched)
        while end < buffer.count, buffer[end] != UInt8(ascii: "<") { end += 1 }
        searched = end
        guard stage == .content else {
            while position < end {
                guard XMLCharacters.isSpace(buffer[position]) else {
                    throw fault(position, stage == .prolog ? "the root element" : "nothing after the root element")
                }
                position += 1
            }
            return end < buffer.count
        }
        guard end - position + text.count <= limits.textBytes else {
            throw InputError(
                place: .byte(base + position), expected: "at most \(limits.textBytes) bytes of text between two tags",
                found: "more")
        }
        guard end < buffer.count else { return false }
        try appendText(from: position, to: end)
        consume(to: end)
        return true
    }

    /// Reads a comment or a CDATA section.
    mutating func readDeclaration() throws(InputError) -> Bool {
        if has("<!--") {
            guard let end = try endOfToken("-->", from: position + 4, limit: limits.textBytes) else { return false }
            var index = position + 4
            while index < end - 3 {
                if has("--", at: index) { throw fault(index, "no \"--\" in a comment") }
                index += 1
            }
            var content: [UInt8] = []
            try appendCharacters(from: position + 4, to: end - 3, to: &content)
            consume(to: end)
            return true
        }
        if has("<![CDATA[") {
            guard stage == .content else { throw fault(position, "no CDATA section outside the root element") }
            guard let end = try endOfToken("]]>", from: position + 9, limit: limits.textBytes) else { return false }
            guard end - position + text.count <= limits.textBytes else {
                throw fault(position, "at most \(limits.textBytes) bytes of text between two tags")
            }
            try appendCharacters(from: position + 9, to: end - 3, to: &text)
            consume(to: end)
            return true
        }
        let isCut = buffer.count - position < 9 && (isPrefix(of: "<!--") || isPrefix(of: "<![CDATA["))
        guard isCut else {
            throw InputError(
                place: .byte(base + position), expected: "an element, text or a comment",
                found: has("<!DOCTYPE") ? "a document type declaration" : "\"<!\"")
        }
        return false
    }

    private func isPrefix(of text: StaticString) -> Bool {
        text.withUTF8Buffer { $0.starts(with: buffer[position...]) }
    }

    /// Skips a processing instruction.
    mutating func readInstruction() throws(InputError) -> Bool {
        guard let end = try endOfToken("?>", from: position + 2, limit: limits.textBytes) else { return false }
        let nameEnd = try endOfName(from: position + 2, to: end - 2)
        let name = String(decoding: buffer[position + 2..<nameEnd], as: UTF8.self)
        guard name.lowercased() != "xml", !name.utf8.contains(UInt8(ascii: ":")) else {
            throw fault(position, "an XML declaration only at the beginning, no colon in an instruction's name")
        }
        guard nameEnd == end - 2 || XMLCharacters.isSpace(buffer[nameEnd]) else { throw fault(nameEnd, "white space") }
        var content: [UInt8] = []
        try appendCharacters(from: nameEnd, to: end - 2, to: &content)
        consume(to: end)
        return true
    }

    /// Checks `version`, `encoding` and `standalone`.
    func checkXMLDeclaration(from start: Int, to end: Int) throws(InputError) {
        var index = start
        var names: [String] = []
        while true {
            let space = index
            index = skipSpace(from: index, to: end)
            if index == end { break }
            guard index > space else { throw fault(index, "white space") }
            let at = index
            let nameEnd = try endOfName(from: index, to: end)
            let name = String(decoding: buffer[index..<nameEnd], as: UTF8.self)
            index = try skipEquals(from: nameEnd, to: end)
            let value = try quoted(from: index, to: end)
            index = value.upperBound + 1
            let text = String(decoding: buffer[value], as: UTF8.self)
            let isFine =
                switch name {
                case "version": names.isEmpty && text == "1.0"
                case "encoding": names == ["version"] && text.lowercased() == "utf-8"
                case "standalone": (1...2).contains(names.count) && !names.contains(name) && ["yes", "no"].contains(text)
                default: false
                }
            guard isFine else {
                throw InputError(
                    place: .byte(base + at), expected: "version 1.0, then encoding UTF-8, then standalone",
                    found: "\(name) \(text)")
            }
            names.append(name)
        }
        guard names.first == "version" else { throw fault(end, "a version") }
    }
}
