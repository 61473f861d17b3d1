/// Numbers written in groups of three: "3 000", "3,000", "3.000" and "3’000" are the same number as "3000".
enum DigitGroups {
    /// Takes out the separators between one to three digits and following groups of exactly three.
    static func join(_ scalars: inout [UInt32], _ classes: ScalarClasses) {
        func isDigit(_ place: Int) -> Bool { place < scalars.count && classes[scalars[place]].contains(.digit) }
        func digits(from place: Int) -> Int {
            var end = place
            while isDigit(end), end < place + 4 { end += 1 }
            return end - place
        }
        var (place, kept) = (0, 0)
        func keep(_ count: Int) {
            for _ in 0..<count {
                scalars[kept] = scalars[place]
                kept += 1
                place += 1
            }
        }
        while place < scalars.count {
            guard isDigit(place) else {
                keep(1)
                continue
            }
            let first = digits(from: place)
            if first <= 3 {
                keep(first)
                while place < scalars.count, isSeparator(scalars[place]), digits(from: place + 1) == 3 {
                    place += 1
                    keep(3)
                }
            }
            while isDigit(place) { keep(1) }
        }
        scalars.removeSubrange(kept...)
    }

    /// Space, comma, full stop and both apostrophes.
    private static func isSeparator(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20, 0x2C, 0x2E, 0x27, 0x2019: true
        default: false
        }
    }
}
