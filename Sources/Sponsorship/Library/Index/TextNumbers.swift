/// Gives texts numbers in the order in which they first come. Texts are the same when their bytes are.
struct TextNumbers: Sendable {
    private(set) var texts = ByteTexts()
    /// Open addressing; 0 is free, else the number and one, below the upper half of the hash.
    private var slots = [UInt64](repeating: 0, count: 64)

    var count: Int { texts.count }

    /// The number of the text, a new one if it is new.
    mutating func insert(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = SeededHash.of(text)
        let slot = slot(of: text, hash)
        if slots[slot] != 0 { return Self.number(slots[slot]) }
        let number = UInt32(texts.count)
        slots[slot] = Self.entry(number, hash)
        texts.append(text)
        if texts.count * 2 > slots.count { grow() }
        return number
    }

    /// The number of the text, if it has one.
    func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let entry = slots[slot(of: text, SeededHash.of(text))]
        return entry == 0 ? nil : Self.number(entry)
    }

    private static func number(_ entry: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: entry) &- 1 }

    private static func entry(_ number: UInt32, _ hash: UInt64) -> UInt64 { hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1) }

    /// Where the text stands or would stand.
    private func slot(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
        let slots = slots.span
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if (slots[slot] ^ hash) >> 32 == 0, texts.isEqual(Int(Self.number(slots[slot])), text) { return slot }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        for number in 0..<texts.count {
            let hash = texts.bytes[texts.range(number)].withUnsafeBufferPointer { SeededHash.of($0) }
            var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
            while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
            larger[slot] = Self.entry(UInt32(number), hash)
        }
        slots = larger
    }

    /// The numbers in the order of their texts' bytes.
    func sorted() -> [UInt32] {
        // The first eight bytes decide most comparisons.
        var keys = (0..<count).map { (head: head(of: $0), number: UInt32($0)) }
        keys.sort { left, right in
            left.head != right.head
                ? left.head < right.head
                : texts[Int(left.number)].lexicographicallyPrecedes(texts[Int(right.number)])
        }
        return keys.map(\.number)
    }

    private func head(of number: Int) -> UInt64 {
        let text = texts[number].prefix(8)
        return text.reduce(0) { $0 << 8 | UInt64($1) } << UInt64(8 * (8 - text.count))
    }
}

/// A hash of bytes, quick for short ones. Its seed is the process's, so that nobody can choose texts that fall into one
/// place; no result depends on it.
enum SeededHash {
    private static let seed = UInt64(bitPattern: Int64(Hasher().finalize())) | 1

    static func of(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = seed ^ UInt64(text.count)
        var index = 0
        let bytes = UnsafeRawBufferPointer(text)
        while index + 8 <= text.count {
            hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var rest: UInt64 = 0
        while index < text.count {
            rest = rest << 8 | UInt64(bytes[index])
            index += 1
        }
        return mixed(hash ^ rest)
    }

    /// Both halves of a product of 128 bits folded into one.
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: seed &* 0xD6E8_FEB8_6659_FD93 | 1)
        return product.high ^ product.low
    }
}
