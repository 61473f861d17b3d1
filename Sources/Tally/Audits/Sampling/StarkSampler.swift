import BigInt
public import Daylight

/// Stark's samplers: the i-th draw comes from SHA-256 of the seed, a comma and i (tally reference, section 8.1).
public enum StarkSampler {
    /// Items from 1 to the population, with replacement.
    ///
    /// - Parameter population: 1 or more.
    public static func items(seed: String, population: Int, size: Int) -> [Int] {
        draws(seed: seed, size: size).map { Int($0.remainder(by: UInt64(population))) + 1 }
    }

    private static func draws(seed: String, size: Int) -> some Sequence<HashNumber> {
        (0..<size).lazy.map { HashNumber(of: "\(seed),\($0 + 1)") }
    }

    /// Batches drawn with replacement and with chances in proportion to their error bounds.
    public struct Batches: Sendable {
        /// Longest common denominator of the bounds, in bits.
        public static let denominatorLimit = 4096

        /// Sums of the bounds up to each batch, in units of their common denominator.
        private let sums: [BigUInt]

        /// - Parameter bounds: not all zero.
        /// - Throws: ``InputError`` if their common denominator is too long.
        public init(bounds: [Quotient]) throws(InputError) {
            var common = BigUInt(1)
            for bound in bounds where common % bound.denominator != 0 {
                common = common / common.greatestCommonDivisor(with: bound.denominator) * bound.denominator
                guard common.bitWidth <= Self.denominatorLimit else {
                    throw InputError(
                        field: "/batches",
                        expected: "bounds with a common denominator of at most \(Self.denominatorLimit) bits",
                        found: "a longer one")
                }
            }
            var sum = BigUInt(0)
            sums = bounds.map { bound in
                sum += bound.numerator * (common / bound.denominator)
                return sum
            }
        }

        /// Indices of the batches drawn: the first whose sum exceeds r·U, r being the hash as a number below 1.
        public func indices(seed: String, size: Int) -> [Int] {
            let total = sums.last ?? 0
            return draws(seed: seed, size: size).map { hash in
                let words = [hash.words.3, hash.words.2, hash.words.1, hash.words.0]
                let point = (BigUInt(words: words.map { UInt($0) }) * total) >> 256
                return firstIndex(above: point)
            }
        }

        private func firstIndex(above point: BigUInt) -> Int {
            var (low, high) = (0, sums.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if sums[middle] > point { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }
}
