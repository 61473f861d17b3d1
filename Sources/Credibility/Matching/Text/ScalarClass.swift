/// What normalisation has to know of a scalar: its folded form and what it counts as.
struct ScalarClass: OptionSet, Sendable {
    let rawValue: UInt32

    static let letter = ScalarClass(rawValue: 1 << 21)
    /// A decimal digit.
    static let digit = ScalarClass(rawValue: 1 << 22)
    /// Any other number.
    static let number = ScalarClass(rawValue: 1 << 23)
    static let format = ScalarClass(rawValue: 1 << 24)
    static let space = ScalarClass(rawValue: 1 << 25)
    /// Normalisation may change it or join it with others.
    static let unsettled = ScalarClass(rawValue: 1 << 26)
    static let latin = ScalarClass(rawValue: 1 << 27)
    static let cyrillic = ScalarClass(rawValue: 1 << 28)
    static let greek = ScalarClass(rawValue: 1 << 29)
    /// It folds to several scalars.
    static let wide = ScalarClass(rawValue: 1 << 30)

    /// Letters and numbers of all kinds: what words are made of.
    static let word: ScalarClass = [.letter, .digit, .number]

    /// The folded scalar, where it is one.
    var folded: UInt32 { rawValue & 0x1F_FFFF }

    /// The classes of all scalars below; the planes above hold rare ideographs only.
    static let table: [ScalarClass] = (0..<0x2_0000).map { value in
        Unicode.Scalar(UInt32(value)).map(ScalarClass.init(computing:)) ?? []
    }

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(computing scalar: Unicode.Scalar) {
        let folded = CaseFolding.folded(scalar)
        var found = ScalarClass(rawValue: folded.count == 1 ? folded[0] : scalar.value)
        if folded.count != 1 { found.insert(.wide) }
        if CompatibilityForms.shared.isUnsettled(scalar) { found.insert(.unsettled) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            found.insert(.letter)
            if Self.isLatin(scalar.value) { found.insert(.latin) }
            if (0x400...0x52F).contains(scalar.value) { found.insert(.cyrillic) }
            if (0x370...0x3FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value) { found.insert(.greek) }
        case .decimalNumber: found.insert(.digit)
        case .letterNumber, .otherNumber: found.insert(.number)
        case .format: found.insert(.format)
        default: break
        }
        // The information separators end a word as white space does.
        if scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value) { found.insert(.space) }
        self = found
    }

    /// Letters of the Latin script that normalisation leaves.
    private static func isLatin(_ value: UInt32) -> Bool {
        switch value {
        case 0x41...0x2AF, 0x1D00...0x1D25, 0x1D6B...0x1D77, 0x1D79...0x1D9A, 0x1E00...0x1EFF, 0x2184, 0x2C60...0x2C7F,
            0xA722...0xA787, 0xA78B...0xA7FF, 0xAB30...0xAB5A, 0xAB60...0xAB64, 0xAB66...0xAB68, 0x1DF00...0x1DF2A:
            true
        default: false
        }
    }
}

/// The table of ``ScalarClass`` while it is at hand.
struct ScalarClasses {
    private let table: UnsafePointer<ScalarClass>

    static func with<Result>(_ body: (ScalarClasses) -> Result) -> Result {
        ScalarClass.table.withUnsafeBufferPointer { body(ScalarClasses(table: $0.baseAddress.unsafelyUnwrapped)) }
    }

    @inline(__always)
    subscript(_ scalar: UInt32) -> ScalarClass {
        if scalar < 0x2_0000 { return table[Int(scalar)] }
        return Unicode.Scalar(scalar).map(ScalarClass.init(computing:)) ?? []
    }
}
