import Daylight
import Testing

@testable import EvidenceLog

@Suite struct CheckpointTests {
    private let key: VerifierKey

    init() throws { key = try VerifierKey(parsing: Samples.logKey) }

    @Test("the worked checkpoint is read")
    func worked() throws {
        let checkpoint = try Checkpoint(opening: Samples.checkpoint, key: key, origin: Samples.origin)
        #expect(checkpoint.size == 7)
        #expect(checkpoint.root.hex == "d10ce7464720961c9301ffc85f656d55fe10e6384d6dc1479169fce1d7f41551")
        #expect(checkpoint.extensions.isEmpty)
        #expect(checkpoint.note == Samples.checkpoint)
        #expect(throws: VerificationError.self) {
            try Checkpoint(opening: Samples.checkpoint, key: key, origin: "log.daylight.example/2027")
        }
    }

    @Test(
        "a text that is no checkpoint is refused, however well it is signed",
        arguments: [
            "o\n7\n", "\n7\nROOT\n", "o\n07\nROOT\n", "o\n+7\nROOT\n", "o\n-1\nROOT\n", "o\n\nROOT\n", "o\n7\nAAAA\n",
            "o\n7\nROOT\n\n",
            "o\n7\nROOT\nx\n\ny\n", "o\n0\nROOT\n", "o\n9223372036854775808\nROOT\n", "o\n7\nROOT ", "o\n7 \nROOT\n",
            "o\n7\n ROOT\n",
        ])
    func malformed(text: String) throws {
        let log = try Samples.noteKey(Samples.origin, 1, seed: 0)
        let bytes = Array(text.replacing("ROOT", with: "0QznRkcglhyTAf/IX2VtVf4Q5jhNbcFHkWn84df0FVE=").utf8)
        let line = try #require(log.signatureLine(over: bytes))
        #expect(throws: VerificationError.self) {
            try Checkpoint(opening: Note.bytes(text: bytes, signatures: [line]), key: key)
        }
    }

    @Test("extension lines are kept, and the empty tree has its one root")
    func extensions() throws {
        let log = try Samples.noteKey(Samples.origin, 1, seed: 0)
        let text = Array((Samples.checkpointText + "note one\nnote two\n").utf8)
        let line = try #require(log.signatureLine(over: text))
        let checkpoint = try Checkpoint(opening: Note.bytes(text: text, signatures: [line]), key: key)
        #expect(checkpoint.extensions == ["note one", "note two"])
        let empty = try #require(Checkpoint(origin: Samples.origin, size: 0, root: Merkle.emptyRoot, key: log))
        #expect(try Checkpoint(opening: empty.note, key: key) == empty)
    }

    @Test("a cosignature fits its checkpoint, its witness and nothing else")
    func cosignature() throws {
        let witness = try VerifierKey(parsing: Samples.firstWitness)
        let line = Array(Samples.firstCosignature.utf8)
        #expect(try Cosignature(verifying: line, on: Samples.checkpoint, key: witness).time == 1_795_420_800)
        let other = Array(Samples.secondCosignature.utf8)
        #expect(throws: VerificationError.self) { try Cosignature(verifying: other, on: Samples.checkpoint, key: witness) }
        #expect(throws: VerificationError.self) { try Cosignature(verifying: line, on: Samples.checkpoint, key: key) }
        #expect(throws: VerificationError.self) {
            try Cosignature(verifying: Array(line.dropLast()), on: Samples.checkpoint, key: witness)
        }
        let larger = Array(Samples.proof[(Samples.proof.count - 480)...])
        #expect(throws: VerificationError.self) { try Cosignature(verifying: line, on: larger, key: witness) }
    }
}
