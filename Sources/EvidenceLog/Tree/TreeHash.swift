import Daylight

import struct Crypto.SHA256

/// A SHA-256 hash held inline, so that growing a tree allocates nothing for a node.
///
/// The words hold the digest's bytes in memory order; they are never used as numbers.
struct TreeHash: Hashable, Sendable {
    static let byteCount = 32

    private var first: UInt64
    private var second: UInt64
    private var third: UInt64
    private var fourth: UInt64

    /// - Precondition: `bytes` has 32 bytes.
    init(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count == Self.byteCount, "a tree hash has 32 bytes")
        first = bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        second = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        third = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        fourth = bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    }

    init(_ digest: Digest) {
        self = digest.bytes.withUnsafeBytes { TreeHash($0) }
    }

    /// Eight bytes of a SHA-256 are as good as all of them; the hasher adds its secret seed.
    func hash(into hasher: inout Hasher) { hasher.combine(first) }

    func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        withUnsafeBytes(of: self) { body($0) }
    }

    var bytes: [UInt8] { withBytes { Array($0) } }

    /// The public spelling of the same 32 bytes.
    var digest: Digest {
        // Cannot be nil: there are always 32 bytes here; the empty digest stands in for the impossible.
        Digest(bytes: bytes) ?? Digest(of: [])
    }

    /// SHA-256 of some bytes.
    static func of(_ bytes: UnsafeRawBufferPointer) -> TreeHash {
        var hasher = SHA256()
        hasher.update(bufferPointer: bytes)
        return hasher.finalize().withUnsafeBytes { TreeHash($0) }
    }

    /// H(0x00 || entry), RFC 6962 §2.1.
    static func leaf(_ entry: UnsafeRawBufferPointer) -> TreeHash {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(0)) { hasher.update(bufferPointer: $0) }
        hasher.update(bufferPointer: entry)
        return hasher.finalize().withUnsafeBytes { TreeHash($0) }
    }

    /// H(0x01 || left || right), RFC 6962 §2.1.
    static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { buffer in
            buffer[0] = 1
            left.withBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[1..<33]).copyMemory(from: $0) }
            right.withBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[33..<65]).copyMemory(from: $0) }
            return of(UnsafeRawBufferPointer(buffer))
        }
    }
}
