/// 256 bits per text, each the parity of how many of its shared shingles fall on it: two sets differ in at least as many
/// shingles as their sketches in bits, which rules out most pairs without looking at the sets.
struct Sketches: Sendable {
    private let words: [SIMD4<UInt64>]

    init(of sets: ShingleSets) {
        words = (0..<sets.count).map { text in
            var sketch = SIMD4<UInt64>.zero
            for rank in sets.ranks[Int(sets.starts[text])..<Int(sets.starts[text + 1])] {
                let bit = Int(truncatingIfNeeded: (rank &* 0x9E37_79B1) >> 24)
                sketch[bit >> 6] ^= 1 << UInt64(bit & 63)
            }
            return sketch
        }
    }

    /// There must be a text.
    func withPointer<Result>(_ body: (UnsafePointer<SIMD4<UInt64>>) -> Result) -> Result {
        words.withUnsafeBufferPointer { body($0.baseAddress.unsafelyUnwrapped) }
    }
}
