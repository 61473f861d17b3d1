import Daylight
import Testing

@testable import EvidenceLog

@Suite struct LargeTreeTests {
    @Test("70,000 leaves have the worked roots, tiles and proofs")
    func workedLargeTree() {
        let expected: [UInt64: String] = [
            1: "db3426e878068d28d269b6c87172322ce5372b65756d0789001d34835f601c03",
            255: "32f85bcaa87d7bcd05728f09e9aeba350ba6a2f733830087f0597682848be5cb",
            256: "828515d033c19d8c901f37eccb8aed919667703486f8d2fff1cf7040321c5db1",
            257: "1eda049a4351d86f76252bd7ec0b7746ad75b7fa0316ad5f541dbda458a312c4",
            65536: "f025d06ed804859fd274a1bdacadd6e48ea87634aa91e1edb20143f9498cd02b",
            70000: "1a4cdfcb66374a0c0dcbef49acbd4976d13ee864fb3cb241fc943cad04f02f7e",
        ]
        var frontier = Frontier()
        var hashes: [(level: Int, hash: TreeHash)] = []
        for number in 0..<70_000 {
            let leaf = Array(String(number).utf8).withUnsafeBytes { TreeHash.leaf($0) }
            frontier.append(leaf) { hashes.append(($0, $1)) }
            if let root = expected[frontier.size] { #expect(frontier.root.hex == root) }
        }
        let tiles = HashTiles()
        tiles.append(hashes)
        let digest = { (path: TilePath) in Digest(of: tiles.content(path)).hex }
        #expect(digest(TilePath(.hashes(0), 0)) == "b9704a8bfbee2c61185ceb38904a49f3f703c81e194b5b2ccdc254c2bdaaa62b")
        #expect(
            digest(TilePath(.hashes(1), 1, width: 17)) == "adfaca2731630fe7944a4b98a0f98ef3e98685eafda09e6f81070218fb759ce4")
        #expect(tiles.content(TilePath(.hashes(0), 273, width: 112)).count == 3584)
        #expect(Hex.encode(tiles.content(TilePath(.hashes(2), 0, width: 1))) == expected[65536])

        var tree = TileTree(source: tiles, size: 70_000)
        #expect(tree.root().hex == expected[70_000])
        #expect(
            tree.consistencyProof(from: 65_536).map(\.hex)
                == ["41e59d75a61680c14d8b166aefac6c6533c7a4a0acaca6da8262581d8288da2d"])
        let proof = tree.inclusionProof(69_999).map(\.hex)
        #expect(proof.count == 9)
        #expect(proof.first == "ca80006a99dcb3aaba735ed55156b8cc9608007c46cca0f6378925335d47834b")
        #expect(proof.last == expected[65536])
    }

    @Test("proofs that cross tile borders verify", arguments: [255, 256, 257, 511, 512, 700])
    func acrossTiles(size: Int) throws {
        let leaves = PlainTree.leaves(size)
        let root = PlainTree.root(leaves[...])
        var tree = TileTree(source: PlainTree.tiles(leaves), size: UInt64(size))
        for index in stride(from: 0, to: size, by: 37) {
            let proof = tree.inclusionProof(UInt64(index))
            try Merkle.verifyInclusion(of: leaves[index], at: UInt64(index), in: UInt64(size), proof: proof, root: root)
            #expect(tree.leafHash(UInt64(index)) == leaves[index])
        }
        for old in stride(from: 1, through: size, by: 41) {
            try Merkle.verifyConsistency(
                from: UInt64(old), to: UInt64(size), proof: tree.consistencyProof(from: UInt64(old)),
                oldRoot: PlainTree.root(leaves[..<old]), newRoot: root)
        }
    }
}
