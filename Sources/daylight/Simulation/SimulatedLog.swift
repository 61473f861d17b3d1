import Daylight
import EvidenceLog
import Simulation

/// A log in memory: entries, the tree over them and checkpoints by its key.
struct SimulatedLog {
    let key: NoteKey
    let entries: [[UInt8]]
    let checkpoint: Checkpoint
    /// Hashes of whole subtrees by height, the leaves first.
    private let levels: [[Digest]]

    /// - Parameter entries: at least one.
    init(name: String, seed: UInt64, entries: [[UInt8]]) throws {
        var random = SeededGenerator(seed: seed)
        key = try NoteKey(name: name, random: &random)
        self.entries = entries
        var levels = [entries.map { Merkle.leafHash(of: $0) }]
        while let last = levels.last, last.count > 1 {
            levels.append(stride(from: 0, to: last.count - 1, by: 2).map { Merkle.nodeHash(last[$0], last[$0 + 1]) })
        }
        self.levels = levels
        checkpoint = try Self.checkpoint(levels[0], key)
    }

    private static func checkpoint(_ leaves: [Digest], _ key: NoteKey) throws -> Checkpoint {
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        let name = key.verifierKey.name
        guard let checkpoint = Checkpoint(origin: name, size: frontier.size, root: frontier.root, key: key) else {
            throw Failure(.internalFault, "\(name) cannot sign")
        }
        return checkpoint
    }

    /// What the log shows to somebody else: as many entries, the last of them another one.
    func otherCheckpoint() throws -> Checkpoint {
        try Self.checkpoint(levels[0].dropLast() + [Merkle.leafHash(of: [])], key)
    }

    /// The proof of an entry under the checkpoint, as a `.tlog-proof` file.
    func proof(_ index: Int) throws -> [UInt8] {
        TlogProof(index: UInt64(index), path: path(index, 0, entries.count), checkpoint: checkpoint.note).file
    }

    /// The leaf's sibling first (RFC 6962, section 2.1.1).
    private func path(_ index: Int, _ start: Int, _ end: Int) -> [Digest] {
        guard end - start > 1 else { return [] }
        let split = start + Self.split(end - start)
        return index < split
            ? path(index, start, split) + [root(split, end)] : path(index, split, end) + [root(start, split)]
    }

    private func root(_ start: Int, _ end: Int) -> Digest {
        let count = end - start
        if count & (count - 1) == 0 {
            let height = count.trailingZeroBitCount
            return levels[height][start >> height]
        }
        let split = start + Self.split(count)
        return Merkle.nodeHash(root(start, split), root(split, end))
    }

    /// The largest power of two below a count.
    private static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
}
