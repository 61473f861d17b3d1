/// The rules of a suffix list by name: open addressing over a hash that grows from the right, so that one walk over a host
/// looks up all its endings.
struct SuffixTable: Sendable {
    private struct Slot {
        var hash: UInt64 = 0
        var offset: UInt32 = 0
        /// 0: free.
        var length: UInt16 = 0
        var rule: PublicSuffixList.Rule = []
    }

    private var names: [UInt8] = []
    private var slots = [Slot](repeating: Slot(), count: 1024)
    private(set) var count = 0

    mutating func insert(_ name: ArraySlice<UInt8>, _ rule: PublicSuffixList.Rule) {
        guard name.count <= Host.longest else { return }
        if 2 * (count + 1) > slots.count { grow() }
        let hash = name.reversed().reduce(FNV1a.seed, FNV1a.mixed)
        let index = name.withUnsafeBufferPointer { slot(for: $0, hash) }
        if slots[index].length == 0 {
            slots[index] = Slot(hash: hash, offset: UInt32(names.count), length: UInt16(name.count))
            names.append(contentsOf: name)
            count += 1
        }
        slots[index].rule.formUnion(rule)
    }

    /// What is said about the name; empty when nothing is.
    func rule(for name: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> PublicSuffixList.Rule {
        slots[slot(for: name, hash)].rule
    }

    /// The slot of the name, or the free one where it would stand.
    private func slot(for name: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
        var index = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
        while slots[index].length != 0 {
            let slot = slots[index]
            if slot.hash == hash, Int(slot.length) == name.count {
                let start = Int(slot.offset)
                if names[start..<start + name.count].elementsEqual(name) { return index }
            }
            index = (index + 1) & (slots.count - 1)
        }
        return index
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: 2 * old.count)
        for slot in old where slot.length != 0 {
            var index = Int(truncatingIfNeeded: slot.hash ^ slot.hash >> 32) & (slots.count - 1)
            while slots[index].length != 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = slot
        }
    }
}
