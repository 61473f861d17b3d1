/// Gives each different shingle a number, and counts the texts that have it.
///
/// Five scalars are 105 bits and are kept whole: numbers are equal only if shingles are.
final class ShingleNumbers {
    private struct Entry {
        let high: UInt64
        let low: UInt64
        var texts: UInt32
        /// The text that had it last, counting from 1.
        var last: UInt32
    }

    private(set) var count = 0
    private var capacity = 1 << 15
    private var entries: UnsafeMutablePointer<Entry>
    /// Number + 1 in each place that is taken; at most two thirds are.
    private var places: UnsafeMutablePointer<UInt32>
    private var placeCount = 1 << 16
    private var textCount: UInt32 = 0
    /// Drawn for the process, so that nobody can write shingles that all meet in one place.
    private let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

    init() {
        entries = .allocate(capacity: capacity)
        places = .allocate(capacity: placeCount)
        places.initialize(repeating: 0, count: placeCount)
    }

    deinit {
        entries.deallocate()
        places.deallocate()
    }

    /// In how many texts each shingle is.
    var textCounts: [UInt32] { (0..<count).map { entries[$0].texts } }

    /// Appends the numbers of a text's different shingles.
    ///
    /// - Parameter scalars: at least five.
    func append(_ scalars: [UInt32], to numbers: inout [UInt32]) {
        textCount += 1
        // Every shingle may be new: making room first leaves the loop without that question.
        reserve(scalars.count)
        let (entries, places, mask) = (entries, places, placeCount - 1)
        scalars.withUnsafeBufferPointer { scalars in
            for start in 0...scalars.count - TextKey.shingleLength {
                let high = UInt64(scalars[start]) << 21 | UInt64(scalars[start + 1])
                let low = UInt64(scalars[start + 2]) << 42 | UInt64(scalars[start + 3]) << 21 | UInt64(scalars[start + 4])
                var place = Int(truncatingIfNeeded: hash(high, low)) & mask
                while true {
                    guard places[place] > 0 else {
                        numbers.append(UInt32(count))
                        (entries + count).initialize(to: Entry(high: high, low: low, texts: 1, last: textCount))
                        count += 1
                        places[place] = UInt32(count)
                        break
                    }
                    let number = Int(places[place]) - 1
                    if entries[number].low == low, entries[number].high == high {
                        if entries[number].last != textCount {
                            entries[number].last = textCount
                            entries[number].texts += 1
                            numbers.append(UInt32(number))
                        }
                        break
                    }
                    place = (place + 1) & mask
                }
            }
        }
    }

    private func hash(_ high: UInt64, _ low: UInt64) -> UInt64 { MinHash.mix(low ^ seed ^ high &* 0x9E37_79B9_7F4A_7C15) }

    private func reserve(_ more: Int) {
        if count + more > capacity {
            capacity = max(capacity * 3 / 2, count + more)
            let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
            larger.moveInitialize(from: entries, count: count)
            entries.deallocate()
            entries = larger
        }
        guard (count + more) * 3 > placeCount * 2 else { return }
        while (count + more) * 3 > placeCount * 2 { placeCount *= 2 }
        places.deallocate()
        places = .allocate(capacity: placeCount)
        places.initialize(repeating: 0, count: placeCount)
        for number in 0..<count {
            var place = Int(truncatingIfNeeded: hash(entries[number].high, entries[number].low)) & (placeCount - 1)
            while places[place] > 0 { place = (place + 1) & (placeCount - 1) }
            places[place] = UInt32(number + 1)
        }
    }
}
