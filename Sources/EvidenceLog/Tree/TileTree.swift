import Daylight

/// Where hashes of tiles come from: memory while a log is open, files when a published log is read.
protocol TileSource {
    associatedtype Failure: Error
    /// At least the first `path.width` hashes of the tile, 32 bytes each.
    func tile(_ path: TilePath) throws(Failure) -> [UInt8]
}

/// A tree of a given size over tiles: computes roots of parts and both kinds of proof (RFC 6962 §2.1.1, §2.1.2).
struct TileTree<Source: TileSource> {
    let source: Source
    let size: UInt64
    private var cache: [TilePath: [UInt8]] = [:]

    init(source: Source, size: UInt64) {
        self.source = source
        self.size = size
    }

    /// The root of the whole tree.
    mutating func root() throws(Source.Failure) -> Digest {
        size == 0 ? Merkle.emptyRoot : try subtree(0, size).digest
    }

    /// - Precondition: `index < size`.
    mutating func leafHash(_ index: UInt64) throws(Source.Failure) -> Digest {
        try perfect(height: 0, index: index).digest
    }

    /// The leaf's sibling first, the root's child last.
    ///
    /// - Precondition: `index < size`.
    mutating func inclusionProof(_ index: UInt64) throws(Source.Failure) -> [Digest] {
        var proof: [Digest] = []
        var (start, end) = (UInt64(0), size)
        while end - start > 1 {
            let split = start + Self.split(end - start)
            if index < split {
                proof.append(try subtree(split, end).digest)
                end = split
            } else {
                proof.append(try subtree(start, split).digest)
                start = split
            }
        }
        return proof.reversed()
    }

    /// Empty for `oldSize` 0 and for the tree's own size.
    ///
    /// - Precondition: `oldSize <= size`.
    mutating func consistencyProof(from oldSize: UInt64) throws(Source.Failure) -> [Digest] {
        guard oldSize > 0, oldSize < size else { return [] }
        var proof: [Digest] = []
        var (start, end) = (UInt64(0), size)
        while oldSize != end {
            let split = start + Self.split(end - start)
            if oldSize <= split {
                proof.append(try subtree(split, end).digest)
                end = split
            } else {
                proof.append(try subtree(start, split).digest)
                start = split
            }
        }
        // The old tree itself is known to whoever asks; any other part of it must be shown.
        if start != 0 { proof.append(try subtree(start, end).digest) }
        return proof.reversed()
    }

    /// The largest power of two smaller than `count`.
    private static func split(_ count: UInt64) -> UInt64 {
        1 << UInt64(UInt64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// MTH of the entries in `start..<end`, a range that the recursion of RFC 6962 meets: its start is aligned.
    private mutating func subtree(_ start: UInt64, _ end: UInt64) throws(Source.Failure) -> TreeHash {
        let count = end - start
        if count & (count - 1) == 0 {
            let height = count.trailingZeroBitCount
            return try perfect(height: height, index: start >> UInt64(height))
        }
        let split = start + Self.split(count)
        let left = try subtree(start, split)
        return .node(left, try subtree(split, end))
    }

    /// The root of the perfect subtree over `[index·2^height, (index+1)·2^height)`, folded from one tile.
    private mutating func perfect(height: Int, index: UInt64) throws(Source.Failure) -> TreeHash {
        let level = height / 8
        let count = 1 << (height % 8)
        let position = index << UInt64(height % 8)
        let tile = try tile(level: level, number: position / 256)
        var hashes: [TreeHash] = tile.withUnsafeBytes { bytes in
            (0..<count).map { offset in
                let start = (Int(position % 256) + offset) * TreeHash.byteCount
                return TreeHash(UnsafeRawBufferPointer(rebasing: bytes[start..<start + TreeHash.byteCount]))
            }
        }
        while hashes.count > 1 {
            hashes = stride(from: 0, to: hashes.count, by: 2).map { .node(hashes[$0], hashes[$0 + 1]) }
        }
        return hashes[0]
    }

    private mutating func tile(level: Int, number: UInt64) throws(Source.Failure) -> [UInt8] {
        let hashes = size >> UInt64(8 * level)
        let width = Int(min(hashes - number * 256, UInt64(TilePath.fullWidth)))
        let path = TilePath(.hashes(level), number, width: width)
        if let known = cache[path] { return known }
        let tile = try source.tile(path)
        cache[path] = tile
        return tile
    }
}
