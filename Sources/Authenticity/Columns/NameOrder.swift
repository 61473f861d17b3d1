#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Names compared as bytes, as `LC_ALL=C sort` does.
enum NameOrder {
    @inline(__always)
    static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        guard left.count > 0, let a = left.baseAddress, let b = right.baseAddress else { return true }
        return memcmp(a, b, left.count) == 0
    }

    @inline(__always)
    static func precedes(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        compare(left, right) < 0
    }

    static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        let shared = min(left.count, right.count)
        if shared > 0, let a = left.baseAddress, let b = right.baseAddress {
            let order = memcmp(a, b, shared)
            if order != 0 { return Int(order) }
        }
        return left.count - right.count
    }

    /// The numbers of a table's names in byte order.
    ///
    /// The first eight bytes of each name, as one big-endian integer, settle nearly every comparison.
    static func sorted(_ names: NameTable) -> [UInt32] {
        var keyed = (0..<UInt32(names.count)).map { (prefix: prefix(names.name($0)), number: $0) }
        keyed.sort { left, right in
            left.prefix == right.prefix
                ? precedes(names.name(left.number), names.name(right.number)) : left.prefix < right.prefix
        }
        return keyed.map(\.number)
    }

    private static func prefix(_ name: UnsafeRawBufferPointer) -> UInt64 {
        var value: UInt64 = 0
        for offset in 0..<8 { value = value << 8 | (offset < name.count ? UInt64(name[offset]) : 0) }
        return value
    }
}
