import Daylight

/// Reads the lines of an ads.txt file and finds what stands in them.
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

    /// The file's bytes to ask about, without the places: two words, which cost nothing to hand on.
    var text: AdsTxtText { AdsTxtText(source: source) }

    var isAtEnd: Bool { position >= source.count }

    /// Looks at every byte of the next line and moves behind its end.
    mutating func readLine(_ classes: UnsafeBufferPointer<UInt8>) {
        line.number += 1
        line.start = position
        line.commaCount = 0
        sawUnusualSpace = false
        let source = source
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
        position = text.endOfLine(from: cursor)
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
        let source = source
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

    /// Control characters of ASCII and Latin-1, and bytes that are not UTF-8.
    func faultOfBytes() -> AdsTxtFault? {
        if line.classes.contains(.control) { return .controlCharacter }
        guard line.classes.contains(.notASCII) else { return nil }
        let bytes = text.bytes(line.start..<line.end)
        guard let content = String(validating: bytes, as: UTF8.self) else { return .notUTF8 }
        return content.unicodeScalars.contains { (0x80...0x9F).contains($0.value) } ? .controlCharacter : nil
    }
}

extension AdsTxtScanner {
    /// Name and value of a variable: letters, perhaps blanks, `=` before any comma. `nil` for a record.
    mutating func variable() -> (name: Range<Int>, value: Range<Int>)? {
        guard line.classes.contains(.equals) else { return nil }
        let (source, line) = (source, line.start..<line.end)
        var cursor = line.lowerBound
        while cursor < line.upperBound, Host.lowered(source[cursor]) &- 0x61 < 26 { cursor += 1 }
        let name = line.lowerBound..<cursor
        guard !name.isEmpty else { return nil }
        var isUnusual = false
        while cursor < line.upperBound {
            if source[cursor] == UInt8(ascii: "=") {
                if isUnusual { sawUnusualSpace = true }
                return (name, trimmed(cursor + 1..<line.upperBound))
            }
            if AdsTxtSpace.isBlank(source[cursor]) {
                cursor += 1
            } else {
                let length = AdsTxtSpace.length(source, at: cursor, end: line.upperBound)
                guard length > 0 else { return nil }
                isUnusual = true
                cursor += length
            }
        }
        return nil
    }
}
