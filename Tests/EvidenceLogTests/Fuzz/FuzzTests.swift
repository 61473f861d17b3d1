import Daylight
import Glibc
import Testing

@testable import EvidenceLog

/// Hostile bytes for every parser of the log: nothing may trap, and what is accepted must be spelt in its one way.
///
/// `DAYLIGHT_FUZZ=5000000` in the environment runs that many executions in all; a test run does fewer.
@Suite struct FuzzTests {
    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 55_000

    private static let seeds: [(name: String, samples: [[UInt8]], parse: @Sendable ([UInt8]) throws -> Void)] = [
        ("note", [Samples.checkpoint], { _ = try Note(parsing: $0) }),
        (
            "checkpoint", [Array(Samples.checkpointText.utf8)],
            { bytes in
                let checkpoint = try Checkpoint(text: bytes, note: bytes)
                guard checkpoint.extensions.isEmpty else { return }
                let text = Checkpoint.text(origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root)
                #expect(text == bytes)
            }
        ),
        (
            "proof", [Samples.proof],
            { bytes in
                let proof = try TlogProof(parsing: bytes)
                #expect(proof.file == bytes)
            }
        ),
        ("policy", [Array(Samples.policyText.utf8)], { _ = try TrustPolicy(parsing: $0) }),
        (
            "envelope", [Samples.envelope],
            { bytes in
                let envelope = try Envelope(parsing: bytes)
                #expect(try Envelope(parsing: envelope.serialized) == envelope)
            }
        ),
        ("statement", [Samples.body], { _ = try StatementChecker.check($0) }),
        (
            "tile path", ["tile/0/000", "tile/entries/x001/x234/067.p/17", "tile/63/x999/999"].map { Array($0.utf8) },
            { bytes in
                let path = try TilePath(parsing: String(decoding: bytes, as: UTF8.self))
                #expect(path.description.utf8.elementsEqual(bytes))
            }
        ),
        (
            "add-checkpoint", [AddCheckpointRequest.bytes(oldSize: 3, proof: [Merkle.emptyRoot], checkpoint: Samples.checkpoint)],
            { bytes in
                _ = try AddCheckpointRequest(parsing: bytes)
            }
        ),
        ("receipt", [Samples.receipt.file], { _ = try OfflineEvidence(parsing: $0) }),
        (
            "check line", [Array(#"{"kind":"tile-path","path":"tile/0/000"}"#.utf8)],
            { bytes in
                guard ObjectCheck(line: bytes).outcome == .ok else { throw VerificationError("not ok") }
            }
        ),
        ("vkey", [Array(Samples.logKey.utf8)], { _ = try VerifierKey(parsing: String(decoding: $0, as: UTF8.self)) }),
    ]

    @Test("no parser traps on hostile bytes, and each takes its own samples", arguments: seeds.map(\.name))
    func fuzz(_ name: String) throws {
        let target = try #require(Self.seeds.first { $0.name == name })
        for sample in target.samples { try target.parse(sample) }
        var random = SeededGenerator(UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
        let executions = Self.executions / Self.seeds.count
        var refused = 0
        for execution in 0..<executions {
            var bytes = target.samples[execution % target.samples.count]
            // Mostly near the format, where the mistakes are; now and then anything at all.
            if execution % 16 == 15 {
                bytes = (0..<Int.random(in: 0..<64, using: &random)).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            }
            do { try target.parse(random.mutated(bytes)) } catch { refused += 1 }
        }
        #expect(refused > executions / 4)
    }

    @Test("a journal record with any byte changed is no record")
    func journal() throws {
        let key = try Samples.noteKey(Samples.origin, 1, seed: 0)
        var builder = JournalRecord.Builder()
        builder.begin(generation: 1, first: 0)
        var frontier = Frontier()
        var leaves: [TreeHash] = []
        for entry in Samples.entries {
            builder.add(entry, identity: TreeHash(Digest(of: entry)))
            let leaf = entry.withUnsafeBytes { TreeHash.leaf($0) }
            leaves.append(leaf)
            frontier.append(leaf) { _, _ in }
        }
        let head = try #require(Checkpoint(origin: Samples.origin, size: frontier.size, root: frontier.root, key: key))
        builder.finish(head: head, leaves: leaves)
        let record = builder.bytes
        #expect(record.withUnsafeBytes { JournalRecord($0) }?.entries.map(\.leaf) == leaves)
        var random = SeededGenerator(9)
        for position in record.indices {
            var bytes = record
            bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            #expect(bytes.withUnsafeBytes { JournalRecord($0) } == nil, "byte \(position)")
        }
        for length in record.indices {
            #expect(record[..<length].withUnsafeBytes { JournalRecord($0) } == nil)
        }
    }
}
