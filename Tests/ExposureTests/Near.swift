/// Whether two figures are equal but for rounding, or within the given distance.
func isNear(_ value: Double, _ expected: Double, _ distance: Double? = nil) -> Bool {
    abs(value - expected) <= distance ?? max(1e-12, 1e-9 * abs(expected))
}

/// Numbers that are the same in every run (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
