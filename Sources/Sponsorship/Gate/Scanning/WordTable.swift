private import Glibc

/// Finds the meaning of a word among a few known ones with one look: a hash table without collisions.
struct WordTable<Meaning: Sendable>: Sendable {
    private struct Entry: Sendable {
        let head: UInt64
        let tail: UInt64
        let count: Int
        let meaning: Meaning
        /// Where the words longer than 16 bytes stand whole.
        let word: Int
    }

    private let slots: [Entry?]
    private let words: [[UInt8]]
    private let factor: UInt64
    private let shift: UInt64

    /// - Precondition: the words differ.
    init(_ meanings: [(word: String, meaning: Meaning)]) {
        words = meanings.map { Array($0.word.utf8) }
        let entries = zip(meanings, words).enumerated().map { index, pair in
            Self.entry(pair.1, pair.0.meaning, index)
        }
        var factor = WordKey.factor
        var bits: UInt64 = 4
        var placed: [Entry?]?
        while placed == nil {
            factor = WordKey.mixed(factor) | 1
            // A wider table where a few factors were of no use.
            if factor & 63 == 1, bits < 16 { bits += 1 }
            placed = Self.place(entries, factor, bits)
        }
        slots = placed ?? []
        self.factor = factor
        shift = 64 - bits
    }

    private static func entry(_ word: [UInt8], _ meaning: Meaning, _ index: Int) -> Entry {
        // A name reads up to eight bytes behind its text.
        (word + [UInt8](repeating: 0, count: 8)).withUnsafeBufferPointer {
            let name = Name(Text(start: $0.baseAddress!, count: word.count, isPlain: true))
            return Entry(head: name.head, tail: name.tail, count: word.count, meaning: meaning, word: index)
        }
    }

    private static func place(_ entries: [Entry], _ factor: UInt64, _ bits: UInt64) -> [Entry?]? {
        guard entries.count <= 1 << bits else { return nil }
        var slots = [Entry?](repeating: nil, count: 1 << bits)
        for entry in entries {
            let slot = Int(((entry.head ^ (entry.tail &* WordKey.factor)) &* factor) &>> (64 - bits))
            if slots[slot] != nil { return nil }
            slots[slot] = entry
        }
        return slots
    }

    @inline(__always)
    subscript(_ name: Name) -> Meaning? {
        guard let entry = slots[Int(truncatingIfNeeded: (name.key &* factor) &>> shift)], entry.head == name.head,
            entry.tail == name.tail, entry.count == name.text.count
        else { return nil }
        guard
            entry.count <= 16 || words[entry.word].withUnsafeBytes({ memcmp($0.baseAddress!, name.text.start, entry.count) == 0 })
        else { return nil }
        return entry.meaning
    }
}

extension WordTable where Meaning: RawRepresentable & CaseIterable, Meaning.RawValue == String {
    /// The words of an enumeration.
    static func all() -> WordTable { WordTable(Meaning.allCases.map { ($0.rawValue, $0) }) }
}
