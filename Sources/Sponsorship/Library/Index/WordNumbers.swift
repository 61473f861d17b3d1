/// Gives words numbers in the order in which they first come.
struct WordNumbers {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [UInt32] = [0]
    /// Hashes of the words, so that growing does not read them again.
    private var hashes: [UInt64] = []
    /// Open addressing; 0 is free, else the number and one.
    private var slots = [UInt32](repeating: 0, count: 1 << 12)

    var count: Int { hashes.count }

    func word(_ number: Int) -> ArraySlice<UInt8> { bytes[Int(starts[number])..<Int(starts[number + 1])] }

    mutating func number(of word: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = Self.hash(word)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = slots[slot] - 1
            if hashes[Int(number)] == hash, isEqual(Int(number), word) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = UInt32(hashes.count)
        slots[slot] = number + 1
        hashes.append(hash)
        bytes.append(contentsOf: word)
        starts.append(UInt32(bytes.count))
        if hashes.count * 2 > slots.count { grow() }
        return number
    }

    private func isEqual(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(starts[number])
        guard Int(starts[number + 1]) - start == word.count else { return false }
        for index in 0..<word.count where bytes[start + index] != word[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number) + 1
        }
    }

    /// Seeded by the process, so that nobody can choose words that fall into one place; no result depends on it.
    private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(word))
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    /// The numbers in the order of their words' bytes.
    func sorted() -> [UInt32] {
        // The first eight bytes decide most comparisons.
        var keys = (0..<count).map { (head: head(of: $0), number: UInt32($0)) }
        keys.sort { left, right in
            left.head != right.head
                ? left.head < right.head
                : word(Int(left.number)).lexicographicallyPrecedes(word(Int(right.number)))
        }
        return keys.map(\.number)
    }

    private func head(of number: Int) -> UInt64 {
        let word = word(number).prefix(8)
        return word.reduce(0) { $0 << 8 | UInt64($1) } << UInt64(8 * (8 - word.count))
    }
}
