import Daylight

/// The tiles and bundles of a published log as files, read under a checkpoint's size.
struct TileFiles: TileSource, Sendable {
    let directory: LogDirectory
    let size: UInt64

    func tile(_ path: TilePath) throws(LogError) -> [UInt8] {
        guard case .hashes(let level) = path.level else { return [] }
        let bytes = try read(path.level, path.number, count: size >> UInt64(8 * level))
        guard bytes.count >= path.width * TreeHash.byteCount else {
            throw .damaged(
                path: directory.file(path), reason: "expected \(path.width * TreeHash.byteCount) bytes, found \(bytes.count)")
        }
        return bytes
    }

    /// A tile or bundle as readers ask for it; `nil` if the tree does not have it, or a full one has taken its place.
    func served(_ path: TilePath) throws(LogError) -> [UInt8]? {
        guard path.isWithin(size: size) else { return nil }
        do {
            return try Disk.read(directory.file(path))
        } catch {
            if case .missing = error { return nil }
            throw error
        }
    }

    /// The bytes of one entry, cut out of its bundle.
    func entry(_ index: UInt64) throws(LogError) -> [UInt8] {
        guard index < size else { throw .outOfRange(index: index, size: size) }
        let bundle = try read(.entries, index / 256, count: size)
        guard let entry = Self.entry(Int(index % 256), in: bundle) else {
            throw .damaged(path: directory.file(TilePath(.entries, index / 256)), reason: "the bundle ends before entry \(index)")
        }
        return entry
    }

    static func entry(_ position: Int, in bundle: [UInt8]) -> [UInt8]? {
        var offset = 0
        for number in 0... {
            guard let range = Bundle.entry(at: offset, in: bundle) else { return nil }
            if number == position { return Array(bundle[range]) }
            offset = range.upperBound
        }
        return nil
    }

    /// The tile at this log's size; the full one if the partial has been cleared away meanwhile.
    private func read(_ level: TilePath.Level, _ number: UInt64, count: UInt64) throws(LogError) -> [UInt8] {
        let path = TilePath(level, number, width: Int(min(count - number * 256, 256)))
        do {
            return try Disk.read(directory.file(path))
        } catch {
            guard case .missing = error, !path.isFull else { throw error }
            return try Disk.read(directory.file(path.full))
        }
    }
}

/// The form of an entry bundle: each entry after its length in two bytes, big-endian.
enum Bundle {
    /// Where the entry is whose length stands at `offset`; `nil` if the bundle ends before it does.
    static func entry(at offset: Int, in bundle: [UInt8]) -> Range<Int>? {
        guard offset + 2 <= bundle.count else { return nil }
        let length = Int(bundle[offset]) << 8 | Int(bundle[offset + 1])
        return offset + 2 + length <= bundle.count ? offset + 2..<offset + 2 + length : nil
    }
}
