import Daylight

@testable import EvidenceLog

/// The definitions of RFC 6962 §2.1 as they stand, slow and obvious, to compare the real ones with.
enum PlainTree {
    static func root(_ leaves: ArraySlice<Digest>) -> Digest {
        switch leaves.count {
        case 0: return Digest(of: [])
        case 1: return leaves[leaves.startIndex]
        default:
            let middle = leaves.startIndex + split(leaves.count)
            return Digest(of: [1] + root(leaves[..<middle]).bytes + root(leaves[middle...]).bytes)
        }
    }

    static func path(_ index: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        if leaves.count == 1 { return [] }
        let k = split(leaves.count)
        let middle = leaves.startIndex + k
        return index < k
            ? path(index, leaves[..<middle]) + [root(leaves[middle...])]
            : path(index - k, leaves[middle...]) + [root(leaves[..<middle])]
    }

    static func proof(_ size: Int, _ leaves: ArraySlice<Digest>, isComplete: Bool = true) -> [Digest] {
        if size == leaves.count { return isComplete ? [] : [root(leaves)] }
        let k = split(leaves.count)
        let middle = leaves.startIndex + k
        return size <= k
            ? proof(size, leaves[..<middle], isComplete: isComplete) + [root(leaves[middle...])]
            : proof(size - k, leaves[middle...], isComplete: false) + [root(leaves[..<middle])]
    }

    private static func split(_ count: Int) -> Int {
        var k = 1
        while k * 2 < count { k *= 2 }
        return k
    }

    static func leaves(_ count: Int) -> [Digest] {
        (0..<count).map { Merkle.leafHash(of: Array(String($0).utf8)) }
    }

    /// The tiles of a tree, filled the way a log fills them.
    static func tiles(_ leaves: [Digest]) -> HashTiles {
        let tiles = HashTiles()
        var frontier = Frontier()
        var hashes: [(level: Int, hash: TreeHash)] = []
        for leaf in leaves { frontier.append(TreeHash(leaf)) { hashes.append(($0, $1)) } }
        tiles.append(hashes)
        return tiles
    }
}
