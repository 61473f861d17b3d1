private import Glibc

/// Bytes written one behind the other; the memory is used again.
struct ByteSink: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 1 << 16) {
        memory = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit { memory.deallocate() }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

    mutating func removeAll() { count = 0 }

    @inline(__always)
    private mutating func reserve(_ more: Int) { if capacity - count < more { grow(more) } }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(2 * capacity, count + more))
        larger.update(from: memory, count: count)
        memory.deallocate()
        memory = larger
        capacity = max(2 * capacity, count + more)
    }

    @inline(__always)
    mutating func write(_ text: StaticString) { write(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) }

    @inline(__always)
    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(bytes.count)
        memcpy(memory + count, bytes.baseAddress!, bytes.count)
        count &+= bytes.count
    }

    mutating func write(_ byte: UInt8) {
        reserve(1)
        memory[count] = byte
        count &+= 1
    }

    mutating func write(_ number: some BinaryInteger) { write(raw: String(number)) }

    /// Text without anything that JSON escapes.
    mutating func write(raw text: String) { for byte in text.utf8 { write(byte) } }

    /// What stands between the quotes of a JSON string.
    mutating func write(escaping text: String) {
        var text = text
        text.withUTF8 { write(escaping: $0) }
    }

    /// The same for a text of the line.
    mutating func write(escaping text: Text) {
        if text.isPlain, text.count > 0 { return write(text.bytes) }
        write(escaping: text.bytes)
    }

    private mutating func write(escaping bytes: UnsafeBufferPointer<UInt8>) {
        // None takes more than six bytes.
        reserve(6 * bytes.count)
        for byte in bytes {
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                memory[count] = byte
                count &+= 1
            } else {
                write(escaping: byte)
            }
        }
    }

    /// A byte that cannot stand between quotes.
    private mutating func write(escaping byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            write(UInt8(ascii: "\\"))
            write(byte)
        default:
            let digits = StaticString("0123456789abcdef").utf8Start
            write("\\u00")
            write(digits[Int(byte >> 4)])
            write(digits[Int(byte & 15)])
        }
    }
}
