/// Full case folding (Unicode CaseFolding.txt, statuses C and F).
enum CaseFolding {
    /// The scalar's folded form.
    static func folded(_ scalar: Unicode.Scalar) -> [UInt32] {
        switch scalar.value {
        // Dotless i has a capital of its own only in Turkic languages.
        case 0x131: return [0x131]
        // Sharp s and its capital.
        case 0xDF, 0x1E9E: return [0x73, 0x73]
        // Cherokee folds to capitals, which came first.
        case 0x13A0...0x13F5: return [scalar.value]
        case 0x13F8...0x13FD: return [scalar.value - 8]
        case 0xAB70...0xABBF: return [scalar.value - 0xAB70 + 0x13A0]
        // Small letters of capitals: that also brings variants such as final sigma together.
        default:
            return scalar.properties.uppercaseMapping.unicodeScalars.flatMap { capital in
                capital.properties.lowercaseMapping.unicodeScalars.map(\.value)
            }
        }
    }
}
