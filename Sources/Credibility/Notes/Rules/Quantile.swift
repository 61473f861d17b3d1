/// Quantiles with linear interpolation between the two nearest values.
enum Quantile {
    /// The quantile of values that are 0 or more; 0 without values.
    static func of(_ values: [Double], _ share: Double) -> Double {
        guard let last = values.indices.last else { return 0 }
        let place = share * Double(last)
        let below = min(Int(place), last)
        let value = ranked(values, below)
        guard below < last else { return value }
        return value + (ranked(values, below + 1) - value) * (place - Double(below))
    }

    /// The value that stands at a place when all are sorted. The bits of doubles of 0 or more are ordered as the values are:
    /// counting the leading ones leaves few to sort.
    private static func ranked(_ values: [Double], _ rank: Int) -> Double {
        var counts = [Int](repeating: 0, count: 1 << 16)
        for value in values { counts[leading(value)] += 1 }
        var (bucket, below) = (0, 0)
        while below + counts[bucket] <= rank {
            below += counts[bucket]
            bucket += 1
        }
        return values.filter { leading($0) == bucket }.sorted()[rank - below]
    }

    @inline(__always)
    private static func leading(_ value: Double) -> Int { Int(value.bitPattern >> 48) }
}
