/// Brings texts to the form in which their wording is compared (credibility reference, section 5.1, steps 1–6, and 7 where it is asked for): compatibility
/// characters, case, addresses, invisible characters, look-alike letters, groups of digits and punctuation make no difference.
struct TextNormaliser {
    /// Of the rules; keys of different versions must not be compared.
    static let version = 1

    /// The form of the text last given: letters and numbers, single spaces between words.
    private(set) var scalars: [UInt32] = []
    /// Whether accents make no difference either (step 7).
    private let ignoresAccents: Bool

    init(ignoringAccents: Bool = false) { ignoresAccents = ignoringAccents }

    mutating func normalise(_ text: UnsafeBufferPointer<UInt8>) {
        ScalarClasses.with { classes in
            var seen = fold(text, classes)
            if !seen.isDisjoint(with: [.unsettled, .wide]) {
                seen = foldHard(text, isUnsettled: seen.contains(.unsettled), classes)
            }
            clean(classes)
            // Before marks without a letter of their own would end a word.
            if ignoresAccents { scalars = Accents.removed(from: scalars) }
            if seen.contains(.latin), !seen.isDisjoint(with: [.cyrillic, .greek]) { LookAlikes.unify(&scalars, classes) }
            if seen.contains(.digit) { DigitGroups.join(&scalars, classes) }
            space(classes)
        }
    }

    /// Steps 1 and 2 where every scalar stands for itself. Returns the classes of all scalars.
    private mutating func fold(_ text: UnsafeBufferPointer<UInt8>, _ classes: ScalarClasses) -> ScalarClass {
        var seen: ScalarClass = []
        scalars = [UInt32](unsafeUninitializedCapacity: text.count) { target, count in
            Self.forEachScalar(text) { scalar in
                let found = classes[scalar]
                seen.formUnion(found)
                target[count] = found.folded
                count += 1
            }
        }
        return seen
    }

    private mutating func foldHard(
        _ text: UnsafeBufferPointer<UInt8>, isUnsettled: Bool, _ classes: ScalarClasses
    ) -> ScalarClass {
        var whole: [UInt32] = []
        whole.reserveCapacity(text.count)
        Self.forEachScalar(text) { whole.append($0) }
        if isUnsettled { CompatibilityForms.shared.normalise(&whole) }
        var seen: ScalarClass = []
        scalars.removeAll(keepingCapacity: true)
        for scalar in whole {
            let found = classes[scalar]
            if found.contains(.wide), let valid = Unicode.Scalar(scalar) {
                for folded in CaseFolding.folded(valid) {
                    seen.formUnion(classes[folded])
                    scalars.append(folded)
                }
            } else {
                seen.formUnion(found)
                scalars.append(found.folded)
            }
        }
        return seen
    }

    /// Steps 3 and 4: addresses up to white space, the sign before a name, and characters without a look of their own.
    private mutating func clean(_ classes: ScalarClasses) {
        rewrite { scalars in
            var (place, kept) = (0, 0)
            while place < scalars.count {
                let scalar = scalars[place]
                if scalar == 0x68, Self.isAddress(scalars, at: place) {
                    while place < scalars.count, !classes[scalars[place]].contains(.space) { place += 1 }
                    continue
                }
                let isName = scalar == 0x40 && place + 1 < scalars.count && !classes[scalars[place + 1]].isDisjoint(with: .word)
                if !isName, !classes[scalar].contains(.format) {
                    scalars[kept] = scalar
                    kept += 1
                }
                place += 1
            }
            return kept
        }
    }

    /// Lets the body move scalars to the front, and keeps as many as it says.
    private mutating func rewrite(_ body: (UnsafeMutableBufferPointer<UInt32>) -> Int) {
        let kept = scalars.withUnsafeMutableBufferPointer { body($0) }
        scalars.removeSubrange(kept...)
    }

    private static func isAddress(_ scalars: UnsafeMutableBufferPointer<UInt32>, at place: Int) -> Bool {
        scalars[place...].starts(with: plainAddress) || scalars[place...].starts(with: secureAddress)
    }

    private static let plainAddress = "http://".unicodeScalars.map(\.value)
    private static let secureAddress = "https://".unicodeScalars.map(\.value)

    /// Step 6: one space for everything between words.
    private mutating func space(_ classes: ScalarClasses) {
        rewrite { scalars in
            var (kept, isApart) = (0, false)
            for place in scalars.indices {
                let scalar = scalars[place]
                guard !classes[scalar].isDisjoint(with: .word) else {
                    isApart = kept > 0
                    continue
                }
                // There is room: whatever stood between the words took at least one place.
                if isApart {
                    scalars[kept] = 0x20
                    kept += 1
                    isApart = false
                }
                scalars[kept] = scalar
                kept += 1
            }
            return kept
        }
    }

    /// Decodes UTF-8; what is none becomes U+FFFD.
    @inline(__always)
    private static func forEachScalar(_ text: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
        var place = 0
        while place < text.count {
            let first = UInt32(text[place])
            if first < 0x80 {
                body(first)
                place += 1
                continue
            }
            func next(_ offset: Int) -> UInt32? {
                guard place + offset < text.count, text[place + offset] & 0xC0 == 0x80 else { return nil }
                return UInt32(text[place + offset] & 0x3F)
            }
            var (scalar, width): (UInt32, Int) = (0xFFFD, 1)
            if first & 0xE0 == 0xC0, let second = next(1) {
                (scalar, width) = ((first & 0x1F) << 6 | second, 2)
                if scalar < 0x80 { scalar = 0xFFFD }
            } else if first & 0xF0 == 0xE0, let second = next(1), let third = next(2) {
                (scalar, width) = ((first & 0xF) << 12 | second << 6 | third, 3)
                if scalar < 0x800 || (0xD800...0xDFFF).contains(scalar) { scalar = 0xFFFD }
            } else if first & 0xF8 == 0xF0, let second = next(1), let third = next(2), let fourth = next(3) {
                (scalar, width) = ((first & 7) << 18 | second << 12 | third << 6 | fourth, 4)
                if scalar < 0x1_0000 || scalar > 0x10_FFFF { scalar = 0xFFFD }
            }
            body(scalar)
            place += width
        }
    }
}
