/// Reusable memory for text that has to be rewritten before it can be looked at (doubled quotes, JSON escapes).
final class ByteScratch {
    private var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 1)
    private var count = 0

    deinit { storage.deallocate() }

    /// Valid until the next change.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(storage)[..<count]) }

    func removeAll(reserving capacity: Int) {
        count = 0
        if capacity > storage.count { grow(to: capacity) }
    }

    func append(_ byte: UInt8) {
        if count == storage.count { grow(to: storage.count * 2) }
        storage[count] = byte
        count += 1
    }

    private func grow(to capacity: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 1)
        larger.copyMemory(from: UnsafeRawBufferPointer(storage))
        storage.deallocate()
        storage = larger
    }
}
