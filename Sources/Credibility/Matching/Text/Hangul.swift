/// Hangul syllables are composed by arithmetic (Unicode Standard, section 3.12).
enum Hangul {
    private static let (syllables, leads, vowels, trails): (UInt32, UInt32, UInt32, UInt32) = (0xAC00, 0x1100, 0x1161, 0x11A7)
    private static let (leadCount, vowelCount, trailCount): (UInt32, UInt32, UInt32) = (19, 21, 28)

    /// Whether the scalar may join the syllable before it.
    static func isTail(_ scalar: UInt32) -> Bool {
        (vowels..<vowels + vowelCount).contains(scalar) || (trails + 1..<trails + trailCount).contains(scalar)
    }

    /// Appends the parts of a syllable, or the scalar itself.
    static func decompose(_ scalar: UInt32, into form: inout [UInt32]) {
        let index = scalar &- syllables
        guard index < leadCount * vowelCount * trailCount else {
            form.append(scalar)
            return
        }
        form.append(leads + index / (vowelCount * trailCount))
        form.append(vowels + index % (vowelCount * trailCount) / trailCount)
        if index % trailCount > 0 { form.append(trails + index % trailCount) }
    }

    static func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if (leads..<leads + leadCount).contains(first), (vowels..<vowels + vowelCount).contains(second) {
            return syllables + ((first - leads) * vowelCount + second - vowels) * trailCount
        }
        let index = first &- syllables
        if index < leadCount * vowelCount * trailCount, index % trailCount == 0,
            (trails + 1..<trails + trailCount).contains(second)
        {
            return first + second - trails
        }
        return nil
    }
}
