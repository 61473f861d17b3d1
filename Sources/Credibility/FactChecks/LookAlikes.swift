/// Letters of Cyrillic and Greek that look like Latin ones, unified in words that mix scripts (credibility reference,
/// section 5.1, step 5).
enum LookAlikes {
    static func unified(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard scalars.contains(where: { isCyrillic($0) || isGreek($0) }) else { return scalars }
        var output: [Unicode.Scalar] = []
        output.reserveCapacity(scalars.count)
        var position = 0
        while position < scalars.count {
            var end = position
            while end < scalars.count, scalars[end].isWordPart { end += 1 }
            output += word(scalars[position..<end])
            if end < scalars.count { output.append(scalars[end]) }
            position = end + 1
        }
        return output
    }

    /// A word that mixes scripts is Latin if every other letter looks like a Latin one, else of the other script.
    private static func word(_ word: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        let hasCyrillic = word.contains(where: isCyrillic)
        guard word.contains(where: isLatin), hasCyrillic || word.contains(where: isGreek) else { return Array(word) }
        if word.allSatisfy({ !isCyrillic($0) && !isGreek($0) || toLatin[$0] != nil }) { return word.map { toLatin[$0] ?? $0 } }
        let back = hasCyrillic ? toCyrillic : toGreek
        return word.map { back[$0] ?? $0 }
    }

    private static let cyrillicPairs: [(Unicode.Scalar, Unicode.Scalar)] = [
        ("\u{430}", "a"), ("\u{435}", "e"), ("\u{43E}", "o"), ("\u{440}", "p"), ("\u{441}", "c"), ("\u{445}", "x"),
        ("\u{443}", "y"), ("\u{456}", "i"),
    ]
    private static let greekPairs: [(Unicode.Scalar, Unicode.Scalar)] = [("\u{3BF}", "o"), ("\u{3B1}", "a"), ("\u{3BD}", "v")]
    private static let toLatin = Dictionary(uniqueKeysWithValues: cyrillicPairs + greekPairs)
    private static let toCyrillic = Dictionary(uniqueKeysWithValues: cyrillicPairs.map { ($1, $0) })
    private static let toGreek = Dictionary(uniqueKeysWithValues: greekPairs.map { ($1, $0) })

    private static func isCyrillic(_ scalar: Unicode.Scalar) -> Bool { (0x400...0x52F).contains(scalar.value) }

    private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
        (0x370...0x3FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value)
    }

    /// The blocks of Latin letters; case folding and NFKC leave no others.
    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x61...0x7A, 0xDF...0xF6, 0xF8...0x24F, 0x250...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF: true
        default: false
        }
    }
}
