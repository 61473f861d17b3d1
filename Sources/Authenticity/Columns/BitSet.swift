/// A fixed number of yes/no marks, one bit each.
final class BitSet {
    private let words: UnsafeMutableBufferPointer<UInt64>
    let count: Int

    init(count: Int) {
        self.count = count
        words = .allocate(capacity: (count + 63) / 64)
        words.initialize(repeating: 0)
    }

    deinit { words.deallocate() }

    @inline(__always)
    subscript(_ index: Int) -> Bool { words[index >> 6] >> UInt64(index & 63) & 1 != 0 }

    @inline(__always)
    func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }

    /// How many marks are set.
    var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
