private import Glibc

/// Finds the meaning of a word among a few known ones with one look: a hash table without collisions.
///
/// A table is made once for the whole process, and its memory is never freed: then looking costs no counting of owners.
// Unchecked: nobody writes to the memory once the table is made.
struct WordTable<Meaning: Sendable & BitwiseCopyable>: @unchecked Sendable {
    private struct Slot: BitwiseCopyable {
        var head: UInt64 = 0
        var tail: UInt64 = 0
        /// Where a word longer than 16 bytes stands whole.
        var word: UnsafePointer<UInt8>?
        /// No word is that long.
        var count: Int32 = -1
        var meaning: Meaning?
    }

    private let slots: UnsafePointer<Slot>
    private let factor: UInt64
    private let shift: UInt64

    /// - Precondition: the words differ.
    init(_ meanings: [(word: String, meaning: Meaning)]) {
        let entries = meanings.map { Self.slot($0.word, $0.meaning) }
        var factor = WordKey.factor
        var bits: UInt64 = 4
        var placed: [Slot]?
        while placed == nil {
            factor = WordKey.mixed(factor) | 1
            // A wider table where a few factors were of no use.
            if factor & 62 == 0, bits < 16 { bits += 1 }
            placed = Self.place(entries, factor, bits)
        }
        let memory = UnsafeMutablePointer<Slot>.allocate(capacity: 1 << bits)
        for (index, slot) in (placed ?? []).enumerated() { (memory + index).initialize(to: slot) }
        slots = UnsafePointer(memory)
        self.factor = factor
        shift = 64 - bits
    }

    private static func slot(_ word: String, _ meaning: Meaning) -> Slot {
        let bytes = Array(word.utf8)
        // A name reads up to eight bytes behind its text.
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 8)
        memory.initialize(repeating: 0, count: bytes.count + 8)
        memory.update(from: bytes, count: bytes.count)
        let name = Name(Text(start: UnsafePointer(memory), count: bytes.count, isPlain: true))
        return Slot(head: name.head, tail: name.tail, word: UnsafePointer(memory), count: Int32(bytes.count), meaning: meaning)
    }

    private static func place(_ entries: [Slot], _ factor: UInt64, _ bits: UInt64) -> [Slot]? {
        guard entries.count <= 1 << bits else { return nil }
        var slots = [Slot](repeating: Slot(), count: 1 << bits)
        for entry in entries {
            let key = entry.head ^ (entry.tail &* WordKey.factor)
            let index = Int((key &* factor) &>> (64 - bits))
            if slots[index].count >= 0 { return nil }
            slots[index] = entry
        }
        return slots
    }

    @inline(__always)
    subscript(_ name: Name) -> Meaning? {
        let slot = slots + Int(truncatingIfNeeded: (name.key &* factor) &>> shift)
        guard slot.pointee.head == name.head, slot.pointee.tail == name.tail,
            slot.pointee.count == Int32(truncatingIfNeeded: name.text.count)
        else {
            return nil
        }
        if name.text.count > 16, let word = slot.pointee.word, memcmp(word, name.text.start, name.text.count) != 0 { return nil }
        return slot.pointee.meaning
    }
}

extension WordTable where Meaning: RawRepresentable & CaseIterable, Meaning.RawValue == String {
    /// The words of an enumeration.
    static func all() -> WordTable { WordTable(Meaning.allCases.map { ($0.rawValue, $0) }) }
}
