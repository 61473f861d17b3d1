import Daylight

/// Questions about ranges of an ads.txt file.
struct AdsTxtText {
    let source: UnsafeBufferPointer<UInt8>

    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: source[range]) }

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

    /// Behind the line end that comes next: LF, CR or both.
    func endOfLine(from start: Int) -> Int {
        var cursor = start
        while cursor < source.count, source[cursor] != 0x0A, source[cursor] != 0x0D { cursor += 1 }
        guard cursor < source.count else { return cursor }
        let isPair = source[cursor] == 0x0D && cursor + 1 < source.count && source[cursor + 1] == 0x0A
        return cursor + (isPair ? 2 : 1)
    }

    /// The first byte that is neither blank nor line end, and its line.
    func firstNonBlank(from start: Int) -> (byte: UInt8?, line: Int) {
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
