/// Texts one behind the other.
struct ByteTexts: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [UInt32] = [0]

    var count: Int { starts.count - 1 }

    mutating func append(_ text: some Collection<UInt8>) {
        bytes.append(contentsOf: text)
        starts.append(UInt32(bytes.count))
    }

    func range(_ index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

    func isEqual(_ index: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let (start, end) = (Int(starts[index]), Int(starts[index + 1]))
        guard end - start == text.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            UnsafeBufferPointer(rebasing: bytes[start..<end]).elementsEqual(text)
        }
    }

    subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }
}

/// Where the texts are words in the order of their bytes, the place of a word is its rank.
extension ByteTexts {
    /// The ranks of the word itself, or of all words that begin like it.
    func ranks(of word: [UInt8], isOpen: Bool) -> Range<Int> {
        let low = firstRank { $0.lexicographicallyPrecedes(word) }
        let high = isOpen ? firstRank { $0.starts(with: word) || $0.lexicographicallyPrecedes(word) } : low
        guard !isOpen else { return low..<high }
        return low < count && self[low].elementsEqual(word) ? low..<low + 1 : low..<low
    }

    /// The first rank for which the condition does not hold, as it holds for all before it.
    private func firstRank(where isBefore: (ArraySlice<UInt8>) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
