/// Bytes being put together: an array without the checks that a hundred appends a line would pay for each time.
final class ByteBuffer {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        storage = .allocate(capacity: capacity)
    }

    deinit { storage.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: storage, count: count) }

    func removeAll() { count = 0 }

    /// Makes room for so many more bytes and hands out a cursor to write them through.
    @inline(__always)
    func write(upTo size: Int, _ body: (inout Cursor) -> Void) {
        if count + size > capacity { grow(by: size) }
        var cursor = Cursor(place: storage + count)
        body(&cursor)
        count = cursor.place - storage
    }

    private func grow(by size: Int) {
        let larger = max(capacity * 2, count + size)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        new.update(from: storage, count: count)
        storage.deallocate()
        storage = new
        capacity = larger
    }

    /// Where the next byte goes. The caller has reserved enough room.
    struct Cursor {
        fileprivate(set) var place: UnsafeMutablePointer<UInt8>

        @inline(__always)
        mutating func put(_ byte: UInt8) {
            place.initialize(to: byte)
            place += 1
        }

        @inline(__always)
        mutating func put(_ bytes: UnsafeRawBufferPointer) {
            guard let base = bytes.baseAddress else { return }
            UnsafeMutableRawPointer(place).copyMemory(from: base, byteCount: bytes.count)
            place += bytes.count
        }

        @inline(__always)
        mutating func put(_ text: String) {
            for byte in text.utf8 { put(byte) }
        }

        /// In decimal.
        @inline(__always)
        mutating func put(decimal value: UInt64) {
            if value < 10 { return put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value)) }
            var digits = 1
            var bound: UInt64 = 10
            while digits < 20, value >= bound {
                digits += 1
                let (next, isTooLarge) = bound.multipliedReportingOverflow(by: 10)
                if isTooLarge { break }
                bound = next
            }
            var rest = value
            for offset in stride(from: digits - 1, through: 0, by: -1) {
                (place + offset).initialize(to: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            }
            place += digits
        }

        /// Seven bits a byte, lowest first, the high bit saying that more follow.
        @inline(__always)
        mutating func put(varint value: UInt64) {
            var rest = value
            while rest >= 0x80 {
                put(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            put(UInt8(truncatingIfNeeded: rest))
        }
    }
}
