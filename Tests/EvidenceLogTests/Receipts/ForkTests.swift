import Daylight
import Testing

@testable import EvidenceLog

@Suite struct ForkTests {
    private let log: NoteKey

    init() throws { log = try Samples.noteKey(Samples.origin, 1, seed: 0) }

    private func note(_ leaves: [Digest], origin: String = Samples.origin, key: NoteKey? = nil) throws -> String {
        let head = try #require(
            Checkpoint(origin: origin, size: UInt64(leaves.count), root: PlainTree.root(leaves[...]), key: key ?? log))
        return Base64.encode(head.note)
    }

    private func verdict(_ notes: [String], proof: [Digest]? = nil, prefixRoot: Digest? = nil) throws -> ForkEvidence.Verdict {
        var object: JSONObject = ["vkey": .string(Samples.logKey), "checkpointsBase64": .array(notes.map { .string($0) })]
        if let proof { object["proof"] = .array(proof.map { .string($0.hex) }) }
        if let prefixRoot { object["prefixRoot"] = .string(prefixRoot.hex) }
        return try ForkEvidence(object).judge().verdict
    }

    @Test("two roots of one size are a fork, the same root is none")
    func equalSizes() throws {
        let (leaves, others) = (PlainTree.leaves(7), PlainTree.leaves(8).suffix(7))
        #expect(try verdict([note(leaves), note(Array(others))]) == .fork)
        #expect(try verdict([note(leaves), note(leaves)]) == .consistent)
    }

    @Test("a larger tree that provably begins otherwise is a fork, whichever comes first")
    func otherBeginning() throws {
        let leaves = PlainTree.leaves(8)
        let other = Array(PlainTree.leaves(20).suffix(5))
        let proof = PlainTree.proof(5, leaves[...])
        let prefix = PlainTree.root(leaves[..<5])
        #expect(try verdict([note(other), note(leaves)], proof: proof, prefixRoot: prefix) == .fork)
        #expect(try verdict([note(leaves), note(other)], proof: proof, prefixRoot: prefix) == .fork)
        #expect(try verdict([note(Array(leaves[..<5])), note(leaves)], proof: proof, prefixRoot: prefix) == .consistent)
        #expect(try verdict([note(Array(leaves[..<5])), note(leaves)], proof: proof) == .consistent)
        #expect(try verdict([note(other), note(leaves)], proof: proof) == .inconsistent)
        #expect(try verdict([note(other), note(leaves)], proof: proof, prefixRoot: Digest(of: [1])) == .inconsistent)
        #expect(try verdict([note(other), note(leaves)]) == .inconsistent)
    }

    @Test("the empty tree has one root: nothing forks from it")
    func emptyTree() throws {
        let leaves = PlainTree.leaves(3)
        #expect(try verdict([note([]), note(leaves)], proof: [], prefixRoot: Digest(of: [1])) == .consistent)
        #expect(try verdict([note([]), note(leaves)], proof: []) == .consistent)
    }

    @Test("what the log's key did not sign, or signed for two origins, is no evidence")
    func notEvidence() throws {
        let leaves = PlainTree.leaves(3)
        let other = try Samples.noteKey(Samples.origin, 1, seed: 0x20)
        #expect(try verdict([note(leaves), note(PlainTree.leaves(4), key: other)]) == .notEvidence)
        #expect(try verdict([note(leaves), note(leaves, origin: "other")]) == .notEvidence)
        #expect(try verdict([note(leaves), "?"]) == .notEvidence)
    }

    @Test("with a policy the key must be of one of its logs")
    func policy() throws {
        let leaves = PlainTree.leaves(7)
        let object: JSONObject = [
            "vkey": .string(Samples.logKey),
            "checkpointsBase64": [.string(try note(leaves)), .string(try note(Array(PlainTree.leaves(8).suffix(7))))],
        ]
        let evidence = try ForkEvidence(object)
        #expect(ForkVerdict(evidence).ok)
        #expect(ForkVerdict(evidence, policy: try Samples.policy()).ok)
        let strange = try TrustPolicy(parsing: Array("log \(Samples.strangeKey)\nquorum none\n".utf8))
        #expect(!ForkVerdict(evidence, policy: strange).ok)
    }
}
