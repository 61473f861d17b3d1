/// Cuts UTF-8 into words.
///
/// Letters of the Latin, Greek and Cyrillic blocks that no mark follows are looked up; everything else goes the long way,
/// character by character, with the same outcome.
struct WordCutter {
    /// The word at hand; room for the longest.
    let word: UnsafeMutableBufferPointer<UInt8>
    /// How many words may still be shown.
    var left: Int
    private var length = 0
    private var scalars = 0

    init(word: UnsafeMutableBufferPointer<UInt8>, left: Int) {
        self.word = word
        self.left = left
    }

    mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let table = PlainLetters.table
        table.withUnsafeBufferPointer { table in
            var index = 0
            // Whether the scalar before is one of the table, or there is none.
            var isAfterPlain = true
            while index < bytes.count, left > 0 {
                let (value, width) = Self.scalar(bytes, index)
                let isPlain = value < table.count && table[value] != PlainLetters.other
                let next = index + width
                if isPlain, isAfterPlain, Self.isPlain(bytes, next, table) {
                    take(table[value], body)
                    index = next
                } else {
                    index = takeHard(bytes, from: index, table, body)
                    isAfterPlain = true
                }
            }
        }
        endWord(body)
    }

    /// The scalar's value and its width in bytes, for those of one and two bytes; the value is out of reach for others.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (value: Int, width: Int) {
        let first = bytes[index]
        if first < 0x80 { return (Int(first), 1) }
        if first < 0xE0 { return (Int(first & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F), 2) }
        return (.max, first < 0xF0 ? 3 : 4)
    }

    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ table: UnsafeBufferPointer<UInt64>) -> Bool {
        guard index < bytes.count else { return true }
        let value = scalar(bytes, index).value
        return value < table.count && table[value] != PlainLetters.other
    }

    /// Goes on to the second of two plain scalars in a row, or to the end: no character reaches across that place.
    private mutating func takeHard(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ table: UnsafeBufferPointer<UInt64>,
        _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) -> Int {
        var (end, wasPlain) = (start, false)
        while end < bytes.count {
            let isPlain = Self.isPlain(bytes, end, table)
            if wasPlain, isPlain { break }
            wasPlain = isPlain
            end += Self.scalar(bytes, end).width
        }
        for character in String(decoding: bytes[start..<end], as: UTF8.self) where left > 0 {
            for part in PlainLetters.parts(of: character) { take(part, body) }
        }
        return end
    }

    private mutating func take(_ entry: UInt64, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        if entry == PlainLetters.separator { return endWord(body) }
        if entry < 0x80, scalars < SearchWords.wordLimit {
            word[length] = UInt8(entry)
            length += 1
            scalars += 1
            return
        }
        var rest = entry
        while rest != 0 {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    private mutating func take(_ part: Unicode.Scalar?, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard let part else { return endWord(body) }
        for byte in String(part).utf8 { append(byte) }
    }

    /// A scalar starts with any byte but a continuation; the bytes of one too many are left out.
    private mutating func append(_ byte: UInt8) {
        if byte & 0xC0 != 0x80 { scalars += 1 }
        guard scalars <= SearchWords.wordLimit else { return }
        word[length] = byte
        length += 1
    }

    private mutating func endWord(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard length > 0, left > 0 else { return }
        body(UnsafeBufferPointer(rebasing: word[..<length]))
        left -= 1
        (length, scalars) = (0, 0)
    }
}

/// What each letter becomes in a word.
enum PlainLetters {
    /// Ends a word.
    static let separator = UInt64.max
    /// Not in the table.
    static let other = UInt64.max - 1

    /// For each scalar its folded letters in UTF-8, first byte lowest. No scalar of the table joins one before or after it in a
    /// character, but for CR LF, and those are no letters.
    static let table: [UInt64] = (0..<0x530).map { value in
        // Marks that combine: Combining Diacritical Marks, and those of Cyrillic.
        guard !(0x300...0x36F).contains(value), !(0x483...0x489).contains(value), let scalar = Unicode.Scalar(UInt32(value))
        else { return other }
        let parts = parts(of: Character(scalar))
        if parts == [nil] { return separator }
        let bytes = parts.flatMap { part in part.map { Array(String($0).utf8) } ?? [0] }
        guard !bytes.isEmpty, !bytes.contains(0), bytes.count <= 7 else { return other }
        return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The folded letters of a character; `nil` where a word ends.
    static func parts(of character: Character) -> [Unicode.Scalar?] {
        var parts: [Unicode.Scalar?] = []
        for scalar in AccentFolding.folded(character).unicodeScalars {
            if isWordPart(scalar) {
                parts += scalar.properties.lowercaseMapping.unicodeScalars.filter(isWordPart).map { $0 }
            } else {
                parts.append(nil)
            }
        }
        return parts
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
        }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .spacingMark:
            true
        case .nonspacingMark: !AccentFolding.isAccent(scalar)
        default: false
        }
    }
}
