/// Gives out ids of posts. They look random, so that an id does not tell which part of the simulation made the post.
struct PostNumbers {
    private var count: UInt64 = 0
    private let offset: UInt64

    private static let bits: UInt64 = 40
    private static let mask: UInt64 = (1 << bits) - 1

    init(using random: inout SeededGenerator) { offset = random.next() }

    /// Never the same twice: every step is one-to-one on 40 bits.
    mutating func next() -> String {
        var value = (count &+ offset) & Self.mask
        count += 1
        for _ in 0..<2 {
            value = (value &* 0x9E_3779_B97F) & Self.mask
            value ^= value >> 21
        }
        let digits = String(value, radix: 16)
        return "p" + String(repeating: "0", count: 10 - digits.count) + digits
    }
}
