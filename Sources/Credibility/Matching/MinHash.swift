import Daylight

/// Signatures of texts whose agreement estimates how much of their wording is shared (credibility reference, section 5.2), for
/// those who keep signatures instead of texts; ``TextMatcher`` has the texts and compares them exactly.
public enum MinHash {
    /// Slots in a signature.
    public static let slotCount = 128

    /// Spreads the bits of a number.
    public static func mix(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed ^= mixed >> 30
        mixed &*= 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed >> 27
        mixed &*= 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return mixed
    }

    /// The least of each of 128 hash functions over the shingles of a text.
    public static func signature(of key: TextKey) -> [UInt64] {
        var slots = [UInt64](repeating: .max, count: slotCount)
        for shingle in key.shingles {
            let hash = mix(shingle.utf8.reduce(FNV1a.seed, FNV1a.mixed))
            var argument = hash
            for slot in 0..<slotCount {
                argument &+= 0x9E37_79B9_7F4A_7C15
                slots[slot] = min(slots[slot], mix(argument))
            }
        }
        return slots
    }

    /// The part of the slots that agree, 0…1: an estimate of the Jaccard index with a standard error of at most 0.045.
    public static func agreement(_ first: [UInt64], _ second: [UInt64]) -> Double {
        let equal = zip(first, second).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
        return Double(equal) / Double(max(1, max(first.count, second.count)))
    }
}
