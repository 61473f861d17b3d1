/// Cuts messages into the words that coordination-network-toolkit compares: lower case, mentions taken out up to the next
/// blank, segments between Unicode word boundaries (UAX #29), blanks and the apostrophes before a word left out.
struct MessageTokens {
    private let boundary = #/\b/#.wordBoundaryKind(.default)
    private var numbers: [[UInt8]: UInt32] = [:]

    /// The distinct words of a message as numbers, in increasing order.
    mutating func numbers(of message: String) -> [UInt32] {
        let text = NormalizedText.withoutMentions(message)
        var words: Set<UInt32> = []
        var start = text.startIndex
        for end in text.ranges(of: boundary).map(\.lowerBound) + [text.endIndex] where end > start {
            var word = text[start..<end]
            if word.first == "'" { word.removeFirst() }
            start = end
            guard let first = word.unicodeScalars.first, !first.properties.isWhitespace else { continue }
            words.insert(number(of: word))
        }
        return words.sorted()
    }

    private mutating func number(of word: Substring) -> UInt32 {
        let key = Array(word.utf8)
        if let number = numbers[key] { return number }
        let number = UInt32(numbers.count)
        numbers[key] = number
        return number
    }

    /// Words in both ÷ words in either (Jaccard); 0 where either has less than the minimum.
    static func similarity(_ one: [UInt32], _ other: [UInt32], minimum: Int) -> Double {
        guard min(one.count, other.count) >= max(minimum, 1) else { return 0 }
        var (i, j, common) = (0, 0, 0)
        while i < one.count, j < other.count {
            if one[i] == other[j] { common += 1 }
            let (a, b) = (one[i], other[j])
            if a <= b { i += 1 }
            if b <= a { j += 1 }
        }
        return Double(common) / Double(one.count + other.count - common)
    }
}
