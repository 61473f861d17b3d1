/// Gives every distinct name (an opaque run of bytes) a number: 0, 1, 2 … in order of first appearance.
///
/// Names stand in large blocks, each behind its length; an open-addressed table of 8-byte slots (half a hash, half a
/// number) finds them and compares the whole name before it calls two equal. The seed is drawn at random by the
/// caller, so nobody can prepare names that collide; it changes speed only, never a number.
final class NameTable {
    private static let blockByteCount = 1 << 20
    private static let lengthByteCount = 4

    private let seed: UInt64
    private var slots: UnsafeMutablePointer<UInt64>
    private var mask: Int
    private var blocks: [UnsafeMutableRawPointer] = []
    private var blockUsed = 0
    private var blockCapacity = 0
    /// For each name where its record starts, and its hash, so that growing the table need not read the names again.
    private var entries: UnsafeMutablePointer<Entry>
    private var entryCapacity = 512

    private struct Entry: BitwiseCopyable {
        var record: UnsafeRawPointer
        var hash: UInt64
    }

    /// Memory held, in bytes.
    private(set) var byteCount = 0
    private(set) var count = 0

    init(seed: UInt64) {
        self.seed = seed
        slots = .allocate(capacity: 1024)
        slots.initialize(repeating: 0, count: 1024)
        mask = 1023
        entries = .allocate(capacity: 512)
    }

    deinit {
        slots.deallocate()
        entries.deallocate()
        for block in blocks { block.deallocate() }
    }

    /// The bytes of a name; valid as long as the table.
    @inline(__always)
    func name(_ number: UInt32) -> UnsafeRawBufferPointer {
        let record = entries[Int(number)].record
        let length = record.loadUnaligned(as: UInt32.self)
        return UnsafeRawBufferPointer(start: record + Self.lengthByteCount, count: Int(length))
    }

    /// The number of a name that may not be there.
    func find(_ bytes: UnsafeRawBufferPointer) -> UInt32? {
        let hash = Self.hash(bytes, seed: seed)
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index] != 0 {
            if let number = match(slots[index], hash, bytes) { return number }
            index = (index + 1) & mask
        }
        return nil
    }

    /// Touches what ``intern(_:hash:)`` will read. Asked for many names in a row, the memory answers all at once, and a
    /// table larger than the cache costs little more than a small one.
    ///
    /// - Returns: nothing of meaning; using it keeps the reads from being optimised away.
    @inline(__always)
    func touch(hash: UInt64) -> UInt64 {
        let slot = slots[Int(truncatingIfNeeded: hash) & mask]
        guard slot >> 32 == hash >> 32, slot != 0 else { return slot }
        return UInt64(entries[Int(UInt32(truncatingIfNeeded: slot) &- 1)].record.load(as: UInt8.self))
    }

    /// The number of a name, new or known.
    ///
    /// - Parameter hash: ``hash(_:seed:)`` of the name with this table's seed.
    @inline(__always)
    func intern(_ bytes: UnsafeRawBufferPointer, hash: UInt64) -> UInt32 {
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index] != 0 {
            if let number = match(slots[index], hash, bytes) { return number }
            index = (index + 1) & mask
        }
        return insert(bytes, hash: hash, at: index)
    }

    @inline(__always)
    private func match(_ slot: UInt64, _ hash: UInt64, _ bytes: UnsafeRawBufferPointer) -> UInt32? {
        guard slot >> 32 == hash >> 32 else { return nil }
        let number = UInt32(truncatingIfNeeded: slot) &- 1
        return NameOrder.areEqual(name(number), bytes) ? number : nil
    }

    private func insert(_ bytes: UnsafeRawBufferPointer, hash: UInt64, at index: Int) -> UInt32 {
        precondition(count < Int(UInt32.max) - 1, "more than four thousand million distinct names")
        let number = UInt32(count)
        slots[index] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(number + 1)
        if count == entryCapacity { growEntries() }
        (entries + count).initialize(to: Entry(record: store(bytes), hash: hash))
        count += 1
        if count * 2 > mask { growSlots() }
        return number
    }

    private func store(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer {
        let needed = bytes.count + Self.lengthByteCount
        if blockUsed + needed > blockCapacity {
            // Small tables stay small: a partition of a large run has many of them.
            blockCapacity = max(needed, blocks.isEmpty ? 1 << 14 : Self.blockByteCount)
            blocks.append(.allocate(byteCount: blockCapacity, alignment: 8))
            blockUsed = 0
            byteCount += blockCapacity
        }
        let base = blocks[blocks.count - 1] + blockUsed
        base.storeBytes(of: UInt32(bytes.count), as: UInt32.self)
        if let source = bytes.baseAddress { (base + Self.lengthByteCount).copyMemory(from: source, byteCount: bytes.count) }
        blockUsed += needed
        byteCount += MemoryLayout<Entry>.stride
        return UnsafeRawPointer(base)
    }

    private func growEntries() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: entryCapacity * 2)
        larger.update(from: entries, count: count)
        entries.deallocate()
        entries = larger
        entryCapacity *= 2
    }

    private func growSlots() {
        slots.deallocate()
        let capacity = (mask + 1) * 4
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: 0, count: capacity)
        mask = capacity - 1
        byteCount += capacity * 8
        for number in 0..<count {
            let hash = entries[number].hash
            var index = Int(truncatingIfNeeded: hash) & mask
            while slots[index] != 0 { index = (index + 1) & mask }
            slots[index] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(number + 1)
        }
    }

    /// A keyed 64-bit hash: sixteen bytes a step, folded with a full 128-bit product.
    @inline(__always)
    static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        guard let base = bytes.baseAddress else { return seed }
        var state = seed ^ UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
        var position = 0
        while position + 16 <= bytes.count {
            state = fold(TextBytes.word(base, position) ^ 0xA076_1D64_78BD_642F, TextBytes.word(base, position + 8) ^ state)
            position += 16
        }
        var first: UInt64 = 0
        var second: UInt64 = 0
        let left = bytes.count - position
        if left >= 8 {
            first = TextBytes.word(base, position)
            second = TextBytes.word(base, bytes.count - 8)
        } else {
            for offset in 0..<left { first = first << 8 | UInt64(base.load(fromByteOffset: position + offset, as: UInt8.self)) }
        }
        state = fold(first ^ 0xE703_7ED1_A0B4_28DB, second ^ state)
        return fold(state ^ 0x8EBC_6AF0_9C88_C6E3, seed ^ 0x5899_65CC_7537_4CC3)
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
