/// Takes marks off letters (credibility reference, section 5.1, step 7). What folding has made of a final sigma is one already.
enum Accents {
    /// Letters with a stroke or without their dot, which no decomposition takes apart.
    private static let strokes: [UInt32: UInt32] = [
        0x0142: 0x6C, 0x00F8: 0x6F, 0x0111: 0x64, 0x0127: 0x68, 0x0167: 0x74, 0x0131: 0x69, 0x0180: 0x62, 0x019A: 0x6C,
        0x01B6: 0x7A, 0x01E5: 0x67, 0x03C2: 0x03C3,
    ]

    /// The combining marks of Latin, Greek and Cyrillic. Those of other scripts are vowels or tell letters apart.
    private static func isAccent(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
        default: false
        }
    }

    /// The scalars without their accents, in form KC.
    static func removed(from scalars: [UInt32]) -> [UInt32] {
        guard scalars.contains(where: { $0 >= 0x80 }) else { return scalars }
        var bare = CompatibilityForms.shared.decomposed(scalars).compactMap { scalar in
            isAccent(scalar) ? nil : strokes[scalar] ?? scalar
        }
        CompatibilityForms.shared.normalise(&bare)
        return bare
    }
}
