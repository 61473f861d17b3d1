public import Daylight

/// The right edge of a growing tree: the roots of its perfect subtrees, one for each 1-bit of the size, biggest first.
///
/// It is all that is needed to append leaves and to know the root: under two node hashes an entry on average.
public struct Frontier: Sendable {
    /// The number of leaves.
    public private(set) var size: UInt64 = 0
    private var peaks: [TreeHash] = []

    /// The empty tree.
    public init() {}

    /// Appends one leaf hash.
    public mutating func append(_ leafHash: Digest) {
        append(TreeHash(leafHash)) { _, _ in }
    }

    /// The root of the tree as it stands.
    public var root: Digest {
        guard var hash = peaks.last else { return Merkle.emptyRoot }
        for peak in peaks.dropLast().reversed() { hash = .node(peak, hash) }
        return hash.digest
    }

    /// Appends one leaf and reports every subtree root that becomes complete and is a hash of a tile: heights 0, 8, 16…
    mutating func append(_ leaf: TreeHash, tileHash: (_ level: Int, _ hash: TreeHash) -> Void) {
        tileHash(0, leaf)
        var hash = leaf
        let merges = (~size).trailingZeroBitCount
        for height in stride(from: 1, through: merges, by: 1) {
            hash = .node(peaks.removeLast(), hash)
            if height % 8 == 0 { tileHash(height / 8, hash) }
        }
        peaks.append(hash)
        size += 1
    }
}
