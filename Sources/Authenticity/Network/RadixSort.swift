/// Least-significant-digit radix sort of words by some of their bits, stable, eleven bits a pass.
enum RadixSort {
    private static let digitBits = 11

    static func sort(_ keys: inout [UInt64], spare: inout [UInt64], bits: Range<Int>) {
        if keys.count < 192 { return keys.sort() }
        if spare.count < keys.count { spare = [UInt64](repeating: 0, count: keys.count) }
        var shift = bits.lowerBound
        let count = keys.count
        while shift < bits.upperBound {
            let width = min(digitBits, bits.upperBound - shift)
            let isMoved = keys.withUnsafeMutableBufferPointer { source in
                spare.withUnsafeMutableBufferPointer { target in
                    pass(source: source, target: target, count: count, shift: UInt64(shift), width: width)
                }
            }
            if isMoved {
                swap(&keys, &spare)
                // The spare may be longer from an earlier, larger call; both sides must end up with the right length.
                if keys.count > count { keys.removeLast(keys.count - count) }
            }
            shift += width
        }
    }

    /// `false` if all keys share this digit and nothing had to be moved.
    private static func pass(
        source: UnsafeMutableBufferPointer<UInt64>, target: UnsafeMutableBufferPointer<UInt64>, count: Int, shift: UInt64,
        width: Int
    ) -> Bool {
        let buckets = 1 << width
        let mask = UInt64(buckets - 1)
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: buckets) { starts in
            starts.initialize(repeating: 0)
            for index in 0..<count { starts[Int(source[index] >> shift & mask)] += 1 }
            if starts[Int(source[0] >> shift & mask)] == count { return false }
            var sum = 0
            for bucket in 0..<buckets {
                let size = starts[bucket]
                starts[bucket] = sum
                sum += size
            }
            for index in 0..<count {
                let key = source[index]
                let bucket = Int(key >> shift & mask)
                target[starts[bucket]] = key
                starts[bucket] += 1
            }
            return true
        }
    }
}
