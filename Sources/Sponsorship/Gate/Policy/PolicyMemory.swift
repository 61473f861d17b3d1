private import Glibc

/// Memory that the texts of a policy lie in, as long as the policy is there.
final class PolicyMemory {
    /// The policy as written, and behind it the padding that a scanner needs.
    let bytes: UnsafePointer<UInt8>
    let count: Int
    /// Room for what is written with escapes.
    let decoded: UnsafeMutablePointer<UInt8>
    private let written: UnsafeMutablePointer<UInt8>
    let kept = KeptTexts()

    init(_ source: UnsafeBufferPointer<UInt8>) {
        count = source.count
        written = .allocate(capacity: count + ScannerRoom.padding)
        decoded = .allocate(capacity: count + ScannerRoom.padding)
        if let base = source.baseAddress { written.update(from: base, count: count) }
        (written + count).update(repeating: 0, count: ScannerRoom.padding)
        bytes = UnsafePointer(written)
    }

    deinit {
        written.deallocate()
        decoded.deallocate()
    }

    /// Whether it was made from these bytes.
    func holds(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        count == other.count && (count == 0 || memcmp(bytes, other.baseAddress!, count) == 0)
    }
}
