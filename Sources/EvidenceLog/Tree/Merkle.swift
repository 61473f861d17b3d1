public import Daylight

/// The Merkle tree of RFC 6962 §2.1 with SHA-256: hashes of leaves and nodes, and checking the two kinds of proof.
public enum Merkle {
    /// No proof has more hashes, because no tree has more than 2^63 leaves.
    public static let proofLimit = 63

    /// The root of the empty tree, H("").
    public static let emptyRoot = Digest(of: [])

    /// H(0x00 || entry).
    public static func leafHash(of entry: [UInt8]) -> Digest {
        entry.withUnsafeBytes { TreeHash.leaf($0) }.digest
    }

    /// H(0x01 || left || right).
    public static func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
        TreeHash.node(TreeHash(left), TreeHash(right)).digest
    }

    /// How many hashes an inclusion proof of this leaf has; `nil` when the tree has no such leaf.
    public static func inclusionProofLength(index: UInt64, size: UInt64) -> Int? {
        guard index < size else { return nil }
        let inner = innerLength(index: index, size: size)
        return inner + (index >> UInt64(inner)).nonzeroBitCount
    }

    private static func innerLength(index: UInt64, size: UInt64) -> Int {
        UInt64.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
    }

    /// Accepts only if the leaf stands at `index` in the tree of `size` leaves with this root.
    ///
    /// - Throws: ``VerificationError`` otherwise, before hashing anything when the proof's length is wrong.
    public static func verifyInclusion(
        of leafHash: Digest, at index: UInt64, in size: UInt64, proof: [Digest], root: Digest
    ) throws(VerificationError) {
        guard let length = inclusionProofLength(index: index, size: size) else {
            throw VerificationError("inclusion: expected an index below the size \(size), found \(index)")
        }
        guard proof.count == length else {
            throw VerificationError("inclusion: expected a proof of \(length) hashes, found \(proof.count)")
        }
        let inner = innerLength(index: index, size: size)
        var hash = TreeHash(leafHash)
        for (level, step) in proof.enumerated() {
            let isLeft = level < inner && (index >> UInt64(level)) & 1 == 0
            hash = isLeft ? .node(hash, TreeHash(step)) : .node(TreeHash(step), hash)
        }
        guard hash.digest == root else {
            throw VerificationError("inclusion: the proof leads to the root \(hash.digest), not to \(root)")
        }
    }

    /// Accepts only if the tree of `newSize` leaves begins with the tree of `oldSize` leaves.
    ///
    /// Every tree begins with the empty one, so for `oldSize` 0 only an empty proof is asked for.
    /// - Throws: ``VerificationError`` otherwise.
    public static func verifyConsistency(
        from oldSize: UInt64, to newSize: UInt64, proof: [Digest], oldRoot: Digest, newRoot: Digest
    ) throws(VerificationError) {
        guard oldSize <= newSize else {
            throw VerificationError("consistency: expected an old size of at most \(newSize), found \(oldSize)")
        }
        guard proof.count <= proofLimit else {
            throw VerificationError("consistency: expected at most \(proofLimit) hashes, found \(proof.count)")
        }
        if oldSize == newSize || oldSize == 0 {
            guard proof.isEmpty else {
                throw VerificationError("consistency: expected an empty proof, found \(proof.count) hashes")
            }
            guard oldSize != newSize || oldRoot == newRoot else {
                throw VerificationError("consistency: two roots for the size \(newSize)")
            }
            return
        }
        try verifyGrowth(from: oldSize, to: newSize, proof: proof, oldRoot: oldRoot, newRoot: newRoot)
    }

    /// The part of the check where 0 < oldSize < newSize.
    private static func verifyGrowth(
        from oldSize: UInt64, to newSize: UInt64, proof: [Digest], oldRoot: Digest, newRoot: Digest
    ) throws(VerificationError) {
        var steps = proof.map(TreeHash.init)[...]
        if oldSize & (oldSize - 1) == 0 { steps = ([TreeHash(oldRoot)] + steps)[...] }
        guard let seed = steps.popFirst() else { throw VerificationError("consistency: the proof is empty") }
        let shift = UInt64((~(oldSize - 1)).trailingZeroBitCount)
        var old = (oldSize - 1) >> shift
        var new = (newSize - 1) >> shift
        var oldHash = seed
        var newHash = seed
        for step in steps {
            guard new != 0 else { throw VerificationError("consistency: the proof has too many hashes") }
            if old & 1 == 1 || old == new {
                oldHash = .node(step, oldHash)
                newHash = .node(step, newHash)
                while old & 1 == 0, old != 0 {
                    old >>= 1
                    new >>= 1
                }
            } else {
                newHash = .node(newHash, step)
            }
            old >>= 1
            new >>= 1
        }
        guard new == 0 else { throw VerificationError("consistency: the proof has too few hashes") }
        guard oldHash.digest == oldRoot else { throw VerificationError("consistency: the proof does not lead to the old root") }
        guard newHash.digest == newRoot else { throw VerificationError("consistency: the proof does not lead to the new root") }
    }
}
