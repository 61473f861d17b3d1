import Daylight

import struct Crypto.SHA256

/// One batch in the journal: its entries and the head after them, under one checksum.
///
/// Layout, numbers big-endian: magic, UInt32 version, UInt32 length of the record, UInt64 generation, UInt64 first index,
/// UInt32 count; for each entry UInt32 length, 32 bytes identity, bytes; then UInt64 size after, 32 bytes root after,
/// UInt32 length and bytes of the signed checkpoint, and the first 16 bytes of the SHA-256 of all that, where each entry's
/// bytes are stood for by its leaf hash: both writer and reader need that hash anyway.
struct JournalRecord {
    static let headerLength = 32
    static let lengthLimit = 32 << 20
    static let checksumLength = 16
    static let magic = Array("DLJR".utf8)
    private static let version: UInt32 = 2

    struct Entry {
        let identity: TreeHash
        let leaf: TreeHash
        /// Where the entry's bytes are in the record.
        let range: Range<Int>
    }

    let generation: UInt64
    let first: UInt64
    let entries: [Entry]
    let sizeAfter: UInt64
    let rootAfter: Digest
    let checkpoint: [UInt8]

    /// The record's length as its header gives it; `nil` if this is no header.
    static func length(header: UnsafeRawBufferPointer) -> Int? {
        guard header.count >= headerLength, header.prefix(4).elementsEqual(magic) else { return nil }
        guard big(header, 4, as: UInt32.self) == version else { return nil }
        let length = Int(big(header, 8, as: UInt32.self))
        return (headerLength + checksumLength...lengthLimit).contains(length) ? length : nil
    }

    private static func big<T: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, _ offset: Int, as type: T.Type) -> T {
        T(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }

    /// Reads a whole record; `nil` if the checksum or any length in it is wrong.
    init?(_ bytes: UnsafeRawBufferPointer) {
        let end = bytes.count - Self.checksumLength
        guard Self.length(header: bytes) == bytes.count else { return nil }
        generation = Self.big(bytes, 12, as: UInt64.self)
        first = Self.big(bytes, 20, as: UInt64.self)
        var offset = Self.headerLength
        var entries: [Entry] = []
        var checksum = Checksum(header: bytes)
        for _ in 0..<Self.big(bytes, 28, as: UInt32.self) {
            guard offset + 36 <= end else { return nil }
            let start = offset + 36
            let length = Int(Self.big(bytes, offset, as: UInt32.self))
            guard start + length <= end else { return nil }
            let identity = TreeHash(UnsafeRawBufferPointer(rebasing: bytes[offset + 4..<start]))
            let leaf = TreeHash.leaf(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
            checksum.add(bytes[offset..<start], leaf)
            entries.append(Entry(identity: identity, leaf: leaf, range: start..<start + length))
            offset = start + length
        }
        guard offset + 44 <= end, checksum.finish(bytes[offset..<end]) == Array(bytes[end...]) else { return nil }
        self.entries = entries
        sizeAfter = Self.big(bytes, offset, as: UInt64.self)
        guard let root = Digest(bytes: bytes[offset + 8..<offset + 40]) else { return nil }
        rootAfter = root
        let length = Int(Self.big(bytes, offset + 40, as: UInt32.self))
        guard offset + 44 + length == end else { return nil }
        checkpoint = Array(bytes[offset + 44..<end])
    }

    /// Where the entries of a record that was checked before are.
    static func entryRanges(in bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var offset = headerLength
        return (0..<big(bytes, 28, as: UInt32.self)).map { _ in
            let start = offset + 36
            offset = start + Int(big(bytes, offset, as: UInt32.self))
            return start..<offset
        }
    }

    /// SHA-256 over a record, entry by entry.
    private struct Checksum {
        private var hasher = SHA256()

        init(header: UnsafeRawBufferPointer) {
            hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: header[..<headerLength]))
        }

        mutating func add(_ prefix: Slice<UnsafeRawBufferPointer>, _ leaf: TreeHash) {
            hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: prefix))
            leaf.withBytes { hasher.update(bufferPointer: $0) }
        }

        mutating func finish(_ rest: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
            hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: rest))
            return hasher.finalize().withUnsafeBytes { Array($0.prefix(checksumLength)) }
        }
    }

    /// Writes a record piece by piece into one buffer that is used again for every batch.
    struct Builder {
        private(set) var bytes: [UInt8] = []
        private(set) var ranges: [Range<Int>] = []

        mutating func begin(generation: UInt64, first: UInt64) {
            bytes.removeAll(keepingCapacity: true)
            ranges.removeAll(keepingCapacity: true)
            bytes += JournalRecord.magic
            append(JournalRecord.version)
            append(UInt32(0))
            append(generation)
            append(first)
            append(UInt32(0))
        }

        private mutating func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
        }

        mutating func add(_ entry: [UInt8], identity: TreeHash) {
            append(UInt32(entry.count))
            identity.withBytes { bytes.append(contentsOf: $0) }
            ranges.append(bytes.count..<bytes.count + entry.count)
            bytes += entry
        }

        /// - Parameter leaves: the leaf hashes of the entries, in order.
        mutating func finish(head: Checkpoint, leaves: [TreeHash]) {
            let end = bytes.count
            append(head.size)
            bytes += head.root.bytes
            append(UInt32(head.note.count))
            bytes += head.note
            set(UInt32(bytes.count + JournalRecord.checksumLength), at: 8)
            set(UInt32(ranges.count), at: 28)
            bytes += bytes.withUnsafeBytes { bytes in
                var checksum = Checksum(header: bytes)
                for (range, leaf) in zip(ranges, leaves) {
                    checksum.add(bytes[range.lowerBound - 36..<range.lowerBound], leaf)
                }
                return checksum.finish(bytes[end...])
            }
        }

        private mutating func set(_ value: UInt32, at offset: Int) {
            withUnsafeBytes(of: value.bigEndian) { bytes.replaceSubrange(offset..<offset + 4, with: $0) }
        }
    }
}
