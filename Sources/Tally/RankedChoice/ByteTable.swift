/// Byte strings numbered from 0 in the order of their first appearance, each kept once.
///
/// One arena and one table of slots: ten million short strings take little more than their bytes.
struct ByteTable: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var hashes: [UInt32] = []
    /// Numbers plus one; 0 is free. The count is a power of two.
    private var slots: [UInt32]

    init() { slots = [UInt32](repeating: 0, count: 64) }

    var count: Int { ends.count }

    /// The bytes of a string.
    func withBytes<Result>(of index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let range = (index == 0 ? 0 : ends[index - 1])..<ends[index]
        return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    func text(_ index: Int) -> String { withBytes(of: index) { String(decoding: $0, as: UTF8.self) } }

    /// The number of a string that is in the table.
    func index(of key: UnsafeRawBufferPointer) -> Int? {
        let slot = slots[slot(of: key, hash: Self.hash(key))]
        return slot == 0 ? nil : Int(slot) - 1
    }

    func index(of key: some Sequence<UInt8>) -> Int? { Array(key).withUnsafeBytes { index(of: $0) } }

    /// The number of a string, which is put into the table if it is not there.
    mutating func insert(_ key: UnsafeRawBufferPointer) -> Int {
        let hash = Self.hash(key)
        let slot = slot(of: key, hash: hash)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        bytes.append(contentsOf: key)
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = UInt32(ends.count)
        if ends.count * 3 > slots.count * 2 { grow() }
        return ends.count - 1
    }

    mutating func insert(_ key: some Sequence<UInt8>) -> Int {
        let key = Array(key)
        return key.withUnsafeBytes { insert($0) }
    }

    /// Seeded by the process, so that hostile strings cannot be made to collide; nothing that is answered depends on it.
    private static func hash(_ key: UnsafeRawBufferPointer) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(bytes: key)
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }

    private func slot(of key: UnsafeRawBufferPointer, hash: UInt32) -> Int {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if hashes[index] == hash, withBytes(of: index, { $0.count == key.count && $0.elementsEqual(key) }) { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, hash) in hashes.enumerated() {
            var slot = Int(hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }
}
