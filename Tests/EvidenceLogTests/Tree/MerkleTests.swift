import Daylight
import Testing

@testable import EvidenceLog

@Suite struct MerkleTests {
    private let leaves = Samples.entries.map { Merkle.leafHash(of: $0) }

    @Test("the seven leaves of the worked example have their hashes")
    func workedLeaves() {
        #expect(
            leaves.map(\.hex) == [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "3f6de9f43abf4273da1f475d392d307d74ec9d9917848734ff0f6ac4f944475c",
                "61ca1139f6815841d5baf2d0d2d9bd9dfee97c898dd6f7ba0c0aa941ee6c01eb",
                "485335db7cfec965f15ff745fc625c41d5ea2646936930165828f73dd4b68854",
                "9ff537b618a257ef82908c45915acbaeb6d9dea035d6d93964fc88c19e98c8b3",
                "be15781b628a28414c1c8a11b86db8422fa1041215fe0d7c4496d23cda1e4142",
            ])
    }

    @Test(
        "the roots of the first seven trees are the worked ones",
        arguments: zip(
            0...7,
            [
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                "ae27b92eb1657b7d7fcecce0d659534a6d25511505f97c3b18ce8cc824a7f5a4",
                "440730ec527d2b7d04e90d7efed34523be7c314071abdcdfe0dc943e625cbcd9",
                "261c89f331d1b0195d412e58151b444625009469f96918d61f0c33f82a9a9c2e",
                "6b4e4ecd60ac80f53513067daea1f0956c67da9aa62055e7f7b8acfa0e2d08f6",
                "d10ce7464720961c9301ffc85f656d55fe10e6384d6dc1479169fce1d7f41551",
            ]))
    func workedRoots(size: Int, root: String) {
        var frontier = Frontier()
        for leaf in leaves.prefix(size) { frontier.append(leaf) }
        #expect(frontier.root.hex == root)
        #expect(frontier.size == UInt64(size))
    }

    private static let upper = "94afb8a2ca051c05458ea39dcd19b1bd68e7e33529f10b439d2a615a51f636e2"
    private static let pair = "6222cfe57d41180df0434ca366e43bf16dd47e0d81d21882ea4be79d8ca93cd1"
    private static let right = "dd0379d83ac7f164e7eea30cdcefb57508254c48f766afccd3d976365e328ccc"
    private static let fourth = "440730ec527d2b7d04e90d7efed34523be7c314071abdcdfe0dc943e625cbcd9"
    private static let second = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"

    @Test("the worked inclusion proofs come out, hash by hash")
    func workedInclusion() {
        let hex = leaves.map(\.hex)
        let expected: [(index: UInt64, size: Int, proof: [String])] = [
            (0, 7, [hex[1], Self.pair, Self.upper]), (3, 7, [hex[2], Self.second, Self.upper]),
            (4, 7, [hex[5], hex[6], Self.fourth]), (6, 7, [Self.right, Self.fourth]), (2, 3, [Self.second]),
            (4, 5, [Self.fourth]), (0, 1, []),
        ]
        let tiles = PlainTree.tiles(leaves)
        for (index, size, proof) in expected {
            var tree = TileTree(source: tiles, size: UInt64(size))
            #expect(tree.inclusionProof(index).map(\.hex) == proof, "inclusion of \(index) in \(size)")
        }
    }

    @Test("the worked consistency proofs come out, hash by hash")
    func workedConsistency() {
        let hex = leaves.map(\.hex)
        let expected: [(old: UInt64, new: UInt64, proof: [String])] = [
            (1, 7, [hex[1], Self.pair, Self.upper]), (2, 7, [Self.pair, Self.upper]),
            (3, 7, [hex[2], hex[3], Self.second, Self.upper]), (4, 7, [Self.upper]),
            (6, 7, [Self.right, hex[6], Self.fourth]), (3, 5, [hex[2], hex[3], Self.second, hex[4]]), (7, 7, []), (0, 7, []),
        ]
        let tiles = PlainTree.tiles(leaves)
        for (old, new, proof) in expected {
            var tree = TileTree(source: tiles, size: new)
            #expect(tree.consistencyProof(from: old).map(\.hex) == proof, "\(old) to \(new)")
        }
    }

    @Test("every leaf of every tree up to 70 has the path of the definition, and it verifies", arguments: 1...70)
    func everyInclusion(size: Int) throws {
        let leaves = PlainTree.leaves(size)
        let root = PlainTree.root(leaves[...])
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        #expect(frontier.root == root)
        var tree = TileTree(source: PlainTree.tiles(leaves), size: UInt64(size))
        #expect(tree.root() == root)
        for index in 0..<size {
            let proof = tree.inclusionProof(UInt64(index))
            #expect(proof == PlainTree.path(index, leaves[...]))
            #expect(Merkle.inclusionProofLength(index: UInt64(index), size: UInt64(size)) == proof.count)
            try Merkle.verifyInclusion(of: leaves[index], at: UInt64(index), in: UInt64(size), proof: proof, root: root)
        }
    }

    @Test("every pair of sizes up to 70 has the proof of the definition, and it verifies", arguments: 1...70)
    func everyConsistency(size: Int) throws {
        let leaves = PlainTree.leaves(size)
        let root = PlainTree.root(leaves[...])
        var tree = TileTree(source: PlainTree.tiles(leaves), size: UInt64(size))
        for old in 1...size {
            let proof = tree.consistencyProof(from: UInt64(old))
            #expect(proof == PlainTree.proof(old, leaves[...]))
            try Merkle.verifyConsistency(
                from: UInt64(old), to: UInt64(size), proof: proof, oldRoot: PlainTree.root(leaves[..<old]), newRoot: root)
        }
    }

    @Test("a proof with a hash changed, lost or added, or for another place, is refused", arguments: [1, 2, 5, 8, 13])
    func tamperedInclusion(size: Int) {
        let leaves = PlainTree.leaves(size)
        let root = PlainTree.root(leaves[...])
        for index in 0..<size {
            let proof = PlainTree.path(index, leaves[...])
            var wrong: [[Digest]] = [proof + [root]]
            if !proof.isEmpty { wrong.append(Array(proof.dropLast())) }
            for place in proof.indices {
                var changed = proof
                changed[place] = Digest(of: [9])
                wrong.append(changed)
            }
            for proof in wrong {
                #expect(throws: VerificationError.self) {
                    try Merkle.verifyInclusion(of: leaves[index], at: UInt64(index), in: UInt64(size), proof: proof, root: root)
                }
            }
            for other in 0...size where other != index {
                #expect(throws: VerificationError.self) {
                    try Merkle.verifyInclusion(of: leaves[index], at: UInt64(other), in: UInt64(size), proof: proof, root: root)
                }
            }
        }
    }

    @Test("a consistency proof does not lead from another root, to another root, or with another number of hashes")
    func tamperedConsistency() {
        let leaves = PlainTree.leaves(13)
        let root = PlainTree.root(leaves[...])
        for old in 1...12 {
            let proof = PlainTree.proof(old, leaves[...])
            let oldRoot = PlainTree.root(leaves[..<old])
            let cases: [([Digest], Digest, Digest)] = [
                (proof, Digest(of: [1]), root), (proof, oldRoot, Digest(of: [1])), (Array(proof.dropLast()), oldRoot, root),
                (proof + [root], oldRoot, root), ([], oldRoot, root),
            ]
            for (proof, oldRoot, newRoot) in cases {
                #expect(throws: VerificationError.self) {
                    try Merkle.verifyConsistency(from: UInt64(old), to: 13, proof: proof, oldRoot: oldRoot, newRoot: newRoot)
                }
            }
        }
    }

    @Test("a tree does not shrink, and every tree begins with the empty one")
    func consistencyAtTheEdges() throws {
        let (one, two) = (Digest(of: [1]), Digest(of: [2]))
        #expect(throws: VerificationError.self) {
            try Merkle.verifyConsistency(from: 7, to: 3, proof: [one], oldRoot: one, newRoot: two)
        }
        #expect(throws: VerificationError.self) {
            try Merkle.verifyConsistency(from: 7, to: 7, proof: [], oldRoot: one, newRoot: two)
        }
        #expect(throws: VerificationError.self) {
            try Merkle.verifyConsistency(from: 0, to: 7, proof: [one], oldRoot: Merkle.emptyRoot, newRoot: two)
        }
        try Merkle.verifyConsistency(from: 0, to: 7, proof: [], oldRoot: Merkle.emptyRoot, newRoot: two)
    }

    @Test("the largest sizes do not overflow")
    func largest() {
        let size = UInt64(Int64.max)
        #expect(Merkle.inclusionProofLength(index: 0, size: size) == 63)
        #expect(Merkle.inclusionProofLength(index: size - 1, size: size) == 62)
        #expect(Merkle.inclusionProofLength(index: size, size: size) == nil)
        #expect(throws: VerificationError.self) {
            let path = [Digest](repeating: Merkle.emptyRoot, count: 63)
            try Merkle.verifyInclusion(of: Merkle.emptyRoot, at: 0, in: size, proof: path, root: Merkle.emptyRoot)
        }
    }
}
