import Daylight

/// Names, quoted values, references and characters.
extension XMLReader {
    func skipSpace(from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, XMLCharacters.isSpace(buffer[index]) { index += 1 }
        return index
    }

    func skipEquals(from start: Int, to end: Int) throws(InputError) -> Int {
        let index = skipSpace(from: start, to: end)
        guard index < end, buffer[index] == UInt8(ascii: "=") else { throw fault(index, "\"=\"") }
        return skipSpace(from: index + 1, to: end)
    }

    /// The inside of a quoted value that begins at `start`.
    func quoted(from start: Int, to end: Int) throws(InputError) -> Range<Int> {
        guard start < end, buffer[start] == UInt8(ascii: "\"") || buffer[start] == UInt8(ascii: "'") else {
            throw fault(start, "a quoted value")
        }
        guard let close = buffer[(start + 1)..<end].firstIndex(of: buffer[start]) else { throw fault(end, "a closing quote") }
        return start + 1..<close
    }

    /// The index after a name.
    func endOfName(from start: Int, to end: Int) throws(InputError) -> Int {
        var index = start
        while index < end {
            let byte = buffer[index]
            if byte < 0x80 {
                guard XMLCharacters.isName(byte, isFirst: index == start) else { break }
                index += 1
                continue
            }
            guard let (scalar, count) = XMLCharacters.scalar(buffer[index..<end]) else { throw fault(index, "UTF-8 text") }
            guard XMLCharacters.isName(scalar, isFirst: index == start) else { break }
            index += count
        }
        guard index > start else { throw fault(start, "a name") }
        return index
    }

    /// The value of an attribute: references replaced, white space made spaces (XML 1.0, section 3.3.3).
    func attributeValue(_ range: Range<Int>) throws(InputError) -> String {
        if let at = buffer[range].firstIndex(of: UInt8(ascii: "<")) { throw fault(at, "no \"<\" in an attribute") }
        var value: [UInt8] = []
        try appendReplacing(range, to: &value, makesSpaces: true)
        return String(decoding: value, as: UTF8.self)
    }

    /// Adds character data with references replaced.
    mutating func appendText(from start: Int, to end: Int) throws(InputError) {
        var index = start
        while index + 2 < end {
            if buffer[index] == UInt8(ascii: "]"), has("]]>", at: index) { throw fault(index, "no \"]]>\" in text") }
            index += 1
        }
        var added: [UInt8] = []
        swap(&added, &text)
        defer { swap(&added, &text) }
        try appendReplacing(start..<end, to: &added, makesSpaces: false)
    }

    private func appendReplacing(_ range: Range<Int>, to output: inout [UInt8], makesSpaces: Bool) throws(InputError) {
        var start = range.lowerBound
        while start < range.upperBound {
            let reference = buffer[start..<range.upperBound].firstIndex(of: UInt8(ascii: "&")) ?? range.upperBound
            let from = output.count
            try appendCharacters(from: start, to: reference, to: &output)
            if makesSpaces {
                for index in from..<output.count where XMLCharacters.isSpace(output[index]) { output[index] = 0x20 }
            }
            start = reference
            guard reference < range.upperBound else { return }
            start = try appendReference(reference, to: range.upperBound, output: &output)
        }
    }

    /// Replaces the reference that begins at an index and returns the index after it.
    private func appendReference(_ at: Int, to end: Int, output: inout [UInt8]) throws(InputError) -> Int {
        let longest = min(end, at + 12)
        guard let semicolon = buffer[at..<longest].firstIndex(of: UInt8(ascii: ";")) else { throw fault(at, "a reference") }
        let name = String(decoding: buffer[(at + 1)..<semicolon], as: UTF8.self)
        switch name {
        case "amp": output.append(UInt8(ascii: "&"))
        case "lt": output.append(UInt8(ascii: "<"))
        case "gt": output.append(UInt8(ascii: ">"))
        case "quot": output.append(UInt8(ascii: "\""))
        case "apos": output.append(UInt8(ascii: "'"))
        default:
            guard let scalar = XMLCharacters.referenced(name) else {
                throw InputError(
                    place: .byte(base + at), expected: "one of XML's five entities or a character reference", found: "&\(name);"
                )
            }
            output.append(contentsOf: Character(scalar).utf8)
        }
        return semicolon + 1
    }

    /// Adds characters as they are, with line ends made line feeds.
    func appendCharacters(from start: Int, to end: Int, to output: inout [UInt8]) throws(InputError) {
        guard String(validating: buffer[start..<end], as: UTF8.self) != nil else {
            throw InputError(place: .byte(base + start), expected: "UTF-8 text", found: "other bytes in what begins here")
        }
        output.reserveCapacity(output.count + end - start)
        for index in start..<end {
            let byte = buffer[index]
            if byte == 0x0D {
                if index + 1 >= buffer.count || buffer[index + 1] != 0x0A { output.append(0x0A) }
                continue
            }
            guard byte >= 0x20 || byte == 0x09 || byte == 0x0A else { throw fault(index, "a character of XML") }
            // U+FFFE and U+FFFF.
            if byte == 0xEF, buffer[index + 1] == 0xBF, buffer[index + 2] >= 0xBE { throw fault(index, "a character of XML") }
            output.append(byte)
        }
    }
}
