/// What a byte can mean in an ads.txt file.
struct AdsTxtByteClass: OptionSet {
    let rawValue: UInt8
    static let lineEnd = AdsTxtByteClass(rawValue: 1)
    static let comment = AdsTxtByteClass(rawValue: 2)
    static let comma = AdsTxtByteClass(rawValue: 4)
    static let semicolon = AdsTxtByteClass(rawValue: 8)
    static let control = AdsTxtByteClass(rawValue: 16)
    static let percent = AdsTxtByteClass(rawValue: 32)
    static let notASCII = AdsTxtByteClass(rawValue: 64)
    static let equals = AdsTxtByteClass(rawValue: 128)
    /// Bytes at which reading a line has to do something.
    static let marks: AdsTxtByteClass = [.lineEnd, .comment, .comma, .semicolon]

    static let table: [UInt8] = (0...255).map { (byte: UInt8) in
        switch byte {
        case 0x0A, 0x0D: lineEnd.rawValue
        case UInt8(ascii: "#"): comment.rawValue
        case UInt8(ascii: ","): comma.rawValue
        case UInt8(ascii: ";"): semicolon.rawValue
        case UInt8(ascii: "%"): percent.rawValue
        case UInt8(ascii: "="): equals.rawValue
        case 0x09: 0
        case 0x00...0x1F, 0x7F: control.rawValue
        case 0x80...: notASCII.rawValue
        default: 0
        }
    }
}

/// A line without its comment, and what one look at its bytes has found.
struct AdsTxtLine {
    /// Counting from 1.
    var number = 0
    var start = 0
    var end = 0
    /// What the bytes mean, all together.
    var classes: AdsTxtByteClass = []
    /// Where the first four commas before any semicolon stand; a fifth field is not looked at.
    var commas: (Int, Int, Int, Int) = (0, 0, 0, 0)
    var commaCount = 0
    /// Where the extension starts; the end of the line when there is none.
    var recordEnd = 0

    mutating func addComma(_ position: Int) {
        switch commaCount {
        case 0: commas.0 = position
        case 1: commas.1 = position
        case 2: commas.2 = position
        case 3: commas.3 = position
        default: return
        }
        commaCount += 1
    }

    /// The fields' bounds: field 0 to 3, as far as they are there.
    func field(_ index: Int) -> Range<Int> {
        switch index {
        case 0: start..<(commaCount > 0 ? commas.0 : recordEnd)
        case 1: commas.0 + 1..<(commaCount > 1 ? commas.1 : recordEnd)
        case 2: commas.1 + 1..<(commaCount > 2 ? commas.2 : recordEnd)
        default: commas.2 + 1..<(commaCount > 3 ? commas.3 : recordEnd)
        }
    }
}

/// Blanks: space and tab, and the spaces of Unicode that are no control characters.
enum AdsTxtSpace {
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// How many bytes the space of Unicode has that starts here; 0 when none does.
    static func length(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, end: Int) -> Int {
        guard start + 1 < end, bytes[start] >= 0xC2 else { return 0 }
        if bytes[start] == 0xC2 { return bytes[start + 1] == 0xA0 ? 2 : 0 }
        guard start + 2 < end else { return 0 }
        switch (bytes[start], bytes[start + 1], bytes[start + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F),
            (0xE3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }

    /// How many bytes the space of Unicode has that ends here; 0 when none does.
    static func length(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int, start: Int) -> Int {
        for count in [2, 3] where end - count >= start {
            if length(bytes, at: end - count, end: end) == count { return count }
        }
        return 0
    }
}
