/// The generator of `java.util.Random`, bit for bit, since published tie-breaks name its seed.
public struct JavaRandom: Sendable {
    private var state: UInt64

    public init(seed: Int64) { state = (UInt64(bitPattern: seed) ^ 0x5_DEEC_E66D) & Self.mask }

    private static let mask: UInt64 = 1 << 48 - 1

    private mutating func bits(_ count: UInt64) -> Int32 {
        state = (state &* 0x5_DEEC_E66D &+ 0xB) & Self.mask
        return Int32(truncatingIfNeeded: state >> (48 - count))
    }

    /// Evenly from 0 up to 1.
    public mutating func nextDouble() -> Double {
        let high = Int64(bits(26)) << 27
        return Double(high + Int64(bits(27))) * 0x1p-53
    }

    /// Evenly from 0 up to a bound.
    ///
    /// - Precondition: the bound is positive.
    public mutating func nextInt(_ bound: Int32) -> Int32 {
        precondition(bound > 0, "no number is below \(bound)")
        if bound & (bound - 1) == 0 { return Int32((Int64(bound) * Int64(bits(31))) >> 31) }
        while true {
            let drawn = bits(31)
            let result = drawn % bound
            if !(drawn - result).addingReportingOverflow(bound - 1).overflow { return result }
        }
    }

    /// What `Collections.shuffle` makes of a list.
    public mutating func shuffle<Element>(_ list: inout [Element]) {
        guard list.count > 1 else { return }
        for size in stride(from: Int32(list.count), to: 1, by: -1) { list.swapAt(Int(size) - 1, Int(nextInt(size))) }
    }
}

/// The order in which a Java `HashSet` of strings is iterated.
public enum JavaHashOrder {
    /// `String.hashCode`.
    public static func hash(_ text: String) -> Int32 { text.utf16.reduce(0) { $0 &* 31 &+ Int32($1) } }

    /// The strings as a `HashSet` made of the list yields them.
    public static func order(_ names: [String]) -> [String] {
        // (int) (n / .75f) + 1, at least 16, made a power of two.
        let wanted = max(16, names.count * 4 / 3 + 1)
        let capacity = UInt32(1 << (Int.bitWidth - (wanted - 1).leadingZeroBitCount))
        let buckets = names.map { name in
            let hash = UInt32(bitPattern: hash(name))
            return (hash ^ hash >> 16) & (capacity - 1)
        }
        return names.indices.sorted { (buckets[$0], $0) < (buckets[$1], $1) }.map { names[$0] }
    }

    /// The order of Java's strings: by UTF-16 code units.
    public static func precedes(_ one: String, _ other: String) -> Bool { one.utf16.lexicographicallyPrecedes(other.utf16) }
}
