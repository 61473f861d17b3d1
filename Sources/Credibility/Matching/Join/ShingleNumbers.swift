/// Gives each different shingle a number, and counts the texts that have it.
///
/// Five scalars are 105 bits and are kept whole: numbers are equal only if shingles are.
struct ShingleNumbers {
    private struct Entry {
        let high: UInt64
        let low: UInt64
        var texts: UInt32
        /// The text that had it last, counting from 1.
        var last: UInt32
    }

    private var entries: [Entry] = []
    /// Number + 1 in each place that is taken; at most two thirds are.
    private var places = [UInt32](repeating: 0, count: 1 << 16)
    private let seed = UInt64(truncatingIfNeeded: Hasher().finalize())
    private var textCount: UInt32 = 0

    var count: Int { entries.count }

    /// In how many texts each shingle is.
    var textCounts: [UInt32] { entries.map(\.texts) }

    /// Appends the numbers of a text's different shingles.
    ///
    /// - Parameter scalars: at least five.
    mutating func append(_ scalars: [UInt32], to numbers: inout [UInt32]) {
        textCount += 1
        // Every shingle may be new: making room first leaves the loop without that question.
        while (entries.count + scalars.count) * 3 > places.count * 2 { grow() }
        let mask = places.count - 1
        for start in 0...scalars.count - TextKey.shingleLength {
            let high = UInt64(scalars[start]) << 21 | UInt64(scalars[start + 1])
            let low = UInt64(scalars[start + 2]) << 42 | UInt64(scalars[start + 3]) << 21 | UInt64(scalars[start + 4])
            var place = Int(truncatingIfNeeded: hash(high, low)) & mask
            while true {
                guard places[place] > 0 else {
                    numbers.append(UInt32(entries.count))
                    entries.append(Entry(high: high, low: low, texts: 1, last: textCount))
                    places[place] = UInt32(entries.count)
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

    private func hash(_ high: UInt64, _ low: UInt64) -> UInt64 { MinHash.mix(low ^ seed ^ high &* 0x9E37_79B9_7F4A_7C15) }

    private mutating func grow() {
        places = [UInt32](repeating: 0, count: places.count * 2)
        let mask = places.count - 1
        for (number, entry) in entries.enumerated() {
            var place = Int(truncatingIfNeeded: hash(entry.high, entry.low)) & mask
            while places[place] > 0 { place = (place + 1) & mask }
            places[place] = UInt32(number + 1)
        }
    }
}
