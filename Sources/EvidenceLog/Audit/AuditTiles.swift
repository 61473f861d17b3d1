import Daylight

/// What an audit has seen so far: the tiles that the entries lead to, and those that the served level 0 leads to.
struct AuditTally {
    let size: UInt64
    private(set) var entries: UInt64 = 0
    /// The first level-0 tile that does not hold its entries' hashes.
    private(set) var firstDifference: UInt64?
    private var derived: AuditTiles
    private var served: AuditTiles

    init(size: UInt64) {
        self.size = size
        derived = AuditTiles(size: size)
        served = derived
    }

    /// Takes the next bundle.
    mutating func add(_ bundle: InspectedBundle) {
        let differs = bundle.derived != bundle.served
        if differs, firstDifference == nil {
            firstDifference = bundle.number
            served = derived
        }
        derived.add(bundle.derived)
        if firstDifference != nil { served.add(bundle.served) }
        entries += UInt64(bundle.width)
    }

    var derivedTiles: AuditTiles { derived.closed() }
    var servedTiles: AuditTiles { firstDifference == nil ? derivedTiles : served.closed() }
}

/// Hash tiles grown from level-0 tiles: of level 0 only the last one, 32 bytes for 256 entries above it.
struct AuditTiles: TileSource {
    private let size: UInt64
    private var last: [UInt8] = []
    /// Level 1 and above.
    private var upper: [[UInt8]] = [[]]

    init(size: UInt64) { self.size = size }

    /// Takes the next level-0 tile.
    mutating func add(_ tile: [UInt8]) {
        last = tile
        if tile.count == TilePath.fullWidth * TreeHash.byteCount {
            Self.root(of: tile[...]).withBytes { upper[0].append(contentsOf: $0) }
        }
    }

    /// The levels above level 1, once all of that is there.
    func closed() -> AuditTiles {
        var copy = self
        let full = TilePath.fullWidth * TreeHash.byteCount
        while let below = copy.upper.last, below.count >= full {
            var level: [UInt8] = []
            for start in stride(from: 0, through: below.count - full, by: full) {
                Self.root(of: below[start..<start + full]).withBytes { level.append(contentsOf: $0) }
            }
            copy.upper.append(level)
        }
        return copy
    }

    /// The root of a full tile.
    private static func root(of tile: ArraySlice<UInt8>) -> TreeHash {
        tile.withUnsafeBytes { bytes in
            var hashes = stride(from: 0, to: bytes.count, by: TreeHash.byteCount).map {
                TreeHash(UnsafeRawBufferPointer(rebasing: bytes[$0..<$0 + TreeHash.byteCount]))
            }
            while hashes.count > 1 {
                hashes = stride(from: 0, to: hashes.count, by: 2).map { .node(hashes[$0], hashes[$0 + 1]) }
            }
            return hashes[0]
        }
    }

    func root() -> Digest {
        var tree = TileTree(source: self, size: size)
        return tree.root()
    }

    /// How many hashes this tile has at the audited size.
    func width(level: Int, number: UInt64) -> Int {
        Int(min((size >> UInt64(8 * level)) - number * 256, 256))
    }

    func tile(_ path: TilePath) -> [UInt8] {
        guard case .hashes(let level) = path.level else { return [] }
        // Of level 0 a root asks for nothing but the last tile: all before it are under level 1.
        if level == 0 { return last }
        let start = Int(path.number) * TilePath.fullWidth * TreeHash.byteCount
        return Array(upper[level - 1][start..<start + path.width * TreeHash.byteCount])
    }
}
