/// Numbers by texts: a hash table with open addressing that compares the whole text wherever the 64-bit hash is the same.
struct ByteTable {
    private struct Slot {
        let hash: UInt64
        let text: Text
        let value: Int32
    }

    private var slots: [Slot?] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// Adds a text; one that is there keeps its first value. Returns the value that counts.
    @discardableResult
    mutating func insert(_ text: Text, _ value: Int) -> Int {
        if (count + 1) * 2 > slots.count { grow() }
        let hash = text.hash
        let slot = Self.slot(of: text, hash, in: slots)
        if let found = slots[slot] { return Int(found.value) }
        slots[slot] = Slot(hash: hash, text: text, value: Int32(clamping: value))
        count += 1
        return value
    }

    private mutating func grow() {
        var larger = [Slot?](repeating: nil, count: max(16, slots.count * 2))
        for case let slot? in slots { larger[Self.slot(of: slot.text, slot.hash, in: larger)] = slot }
        slots = larger
    }

    /// Where the text is or would be.
    private static func slot(of text: Text, _ hash: UInt64, in slots: [Slot?]) -> Int {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while let slot = slots[index], slot.hash != hash || slot.text != text { index = (index + 1) & mask }
        return index
    }

    subscript(_ text: Text) -> Int? {
        guard count > 0 else { return nil }
        return slots[Self.slot(of: text, text.hash, in: slots)].map { Int($0.value) }
    }

    /// Longest name that can be a host's.
    static let longestHost = 253

    /// What is known of the host or of a domain that it is under, nearest first.
    subscript(under host: Text) -> Int? {
        guard count > 0 else { return nil }
        var index = 0
        while index < host.count {
            if host.count - index <= Self.longestHost,
                let value = self[Text(start: host.start + index, count: host.count - index, isPlain: true)]
            {
                return value
            }
            while index < host.count, host.start[index] != UInt8(ascii: ".") { index += 1 }
            index += 1
        }
        return nil
    }
}
