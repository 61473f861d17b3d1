import Synchronization

/// All hash tiles of an open log in memory: 32.13 bytes an entry. Written by the sequencer, read by anyone.
final class HashTiles: TileSource, Sendable {
    private let levels = Mutex<[[[UInt8]]]>([])

    /// Appends hashes, each to the last tile of its level.
    func append(_ hashes: [(level: Int, hash: TreeHash)]) {
        levels.withLock { levels in
            for (level, hash) in hashes {
                if level == levels.count { levels.append([]) }
                let last = levels[level].count - 1
                if last < 0 || levels[level][last].count == TilePath.fullWidth * TreeHash.byteCount {
                    levels[level].append([])
                }
                hash.withBytes { levels[level][levels[level].count - 1].append(contentsOf: $0) }
            }
        }
    }

    func tile(_ path: TilePath) throws(Never) -> [UInt8] {
        guard case .hashes(let level) = path.level else { return [] }
        return levels.withLock { $0[level][Int(path.number)] }
    }

    /// The bytes of exactly this tile.
    func content(_ path: TilePath) -> [UInt8] {
        Array(tile(path).prefix(path.width * TreeHash.byteCount))
    }
}
