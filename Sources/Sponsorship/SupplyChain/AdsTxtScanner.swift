/// Reads lines of an ads.txt file and finds what stands in them. Holds nothing but places, so that it costs nothing to hand on.
struct AdsTxtScanner {
    let source: UnsafeBufferPointer<UInt8>
    private(set) var position: Int
    private(set) var line = AdsTxtLine()
    /// Whether a space of Unicode was cut off in this line.
    private(set) var sawUnusualSpace = false

    init(_ source: UnsafeBufferPointer<UInt8>, from position: Int) {
        self.source = source
        self.position = position
    }

    var isAtEnd: Bool { position >= source.count }

    /// Looks at every byte of the next line and moves behind its end.
    mutating func readLine(_ classes: UnsafeBufferPointer<UInt8>) {
        line.number += 1
        line.start = position
        line.commaCount = 0
        sawUnusualSpace = false
        var (cursor, seen, semicolon) = (position, UInt8(0), -1)
        while cursor < source.count {
            let found = classes[Int(source[cursor])]
            if found & AdsTxtByteClass.marks.rawValue != 0 {
                if found & (AdsTxtByteClass.lineEnd.rawValue | AdsTxtByteClass.comment.rawValue) != 0 { break }
                if semicolon < 0 {
                    if found == AdsTxtByteClass.comma.rawValue { line.addComma(cursor) } else { semicolon = cursor }
                }
            }
            seen |= found
            cursor += 1
        }
        line.end = cursor
        line.recordEnd = semicolon < 0 ? cursor : semicolon
        line.classes = AdsTxtByteClass(rawValue: seen)
        position = endOfLine(from: cursor)
    }

    /// Behind the line end that comes next: LF, CR or both.
    private func endOfLine(from start: Int) -> Int {
        var cursor = start
        while cursor < source.count, source[cursor] != 0x0A, source[cursor] != 0x0D { cursor += 1 }
        guard cursor < source.count else { return cursor }
        let isPair = source[cursor] == 0x0D && cursor + 1 < source.count && source[cursor + 1] == 0x0A
        return cursor + (isPair ? 2 : 1)
    }

    /// Cuts blanks off both ends of the line. Whether anything is left.
    mutating func trimLine() -> Bool {
        let content = trimmed(line.start..<line.end)
        line.start = content.lowerBound
        line.end = content.upperBound
        line.recordEnd = min(line.recordEnd, line.end)
        return !content.isEmpty
    }

    /// A field of the record without blanks around it; empty when it is not there.
    mutating func field(_ index: Int) -> Range<Int> {
        index > line.commaCount ? line.end..<line.end : trimmed(line.field(index))
    }

    /// Without blanks at both ends.
    mutating func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while true {
            while start < end, AdsTxtSpace.isBlank(source[start]) { start += 1 }
            while end > start, AdsTxtSpace.isBlank(source[end - 1]) { end -= 1 }
            guard line.classes.contains(.notASCII) else { return start..<end }
            let before = AdsTxtSpace.length(source, at: start, end: end)
            start += before
            let behind = AdsTxtSpace.length(source, before: end, start: start)
            end -= behind
            if before + behind == 0 { return start..<end }
            sawUnusualSpace = true
        }
    }

    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: source[range]) }

    /// Control characters of ASCII and Latin-1, and bytes that are not UTF-8.
    func faultOfBytes() -> AdsTxtFault? {
        if line.classes.contains(.control) { return .controlCharacter }
        guard line.classes.contains(.notASCII) else { return nil }
        let bytes = UnsafeBufferPointer(rebasing: source[line.start..<line.end])
        guard let text = String(validating: bytes, as: UTF8.self) else { return .notUTF8 }
        return text.unicodeScalars.contains { (0x80...0x9F).contains($0.value) } ? .controlCharacter : nil
    }
}

extension AdsTxtScanner {
    /// Name and value of a variable: letters, perhaps blanks, `=` before any comma. `nil` for a record.
    mutating func variable() -> (name: Range<Int>, value: Range<Int>)? {
        var cursor = line.start
        while cursor < line.end, Host.lowered(source[cursor]) &- 0x61 < 26 { cursor += 1 }
        let name = line.start..<cursor
        guard !name.isEmpty else { return nil }
        var isUnusual = false
        while cursor < line.end {
            if source[cursor] == UInt8(ascii: "=") {
                if isUnusual { sawUnusualSpace = true }
                return (name, trimmed(cursor + 1..<line.end))
            }
            if AdsTxtSpace.isBlank(source[cursor]) {
                cursor += 1
            } else {
                let length = AdsTxtSpace.length(source, at: cursor, end: line.end)
                guard length > 0 else { return nil }
                isUnusual = true
                cursor += length
            }
        }
        return nil
    }

    /// Whether the text is the word, whatever its case.
    func isWord(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return range.allSatisfy { Host.lowered(source[$0]) == word.utf8Start[$0 - range.lowerBound] }
    }

    /// The line by which a site says that nobody may sell its places (ads.txt 1.1, section 3.2.1).
    func isPlaceholder(
        _ domain: Range<Int>, _ account: Range<Int>, _ relation: Range<Int>, _ certification: Range<Int>
    ) -> Bool {
        isWord(domain, "placeholder.example.com") && bytes(account).elementsEqual("placeholder".utf8)
            && isWord(relation, "direct") && bytes(certification).elementsEqual("placeholder".utf8)
    }

    /// 9 to 16 lower-case hexadecimal digits.
    func isCertification(_ range: Range<Int>) -> Bool {
        (9...16).contains(range.count) && range.allSatisfy { source[$0] &- 0x30 < 10 || source[$0] &- 0x61 < 6 }
    }
    /// The first byte that is neither blank nor line end, and its line.
    static func firstNonBlank(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> (byte: UInt8?, line: Int) {
        var (position, line) = (start, 1)
        while position < source.count {
            let byte = source[position]
            if byte == 0x0A || (byte == 0x0D && (position + 1 == source.count || source[position + 1] != 0x0A)) { line += 1 }
            if AdsTxtSpace.isBlank(byte) || byte == 0x0A || byte == 0x0D {
                position += 1
            } else {
                let length = AdsTxtSpace.length(source, at: position, end: source.count)
                if length == 0 { return (byte, line) }
                position += length
            }
        }
        return (nil, line)
    }
}
