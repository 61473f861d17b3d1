import Daylight
import Testing

@testable import EvidenceLog

@Suite struct KillTests {
    /// A statement of its own for every number.
    private func envelope(_ number: Int, _ signer: StatementSigner) throws -> [UInt8] {
        let body =
            #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":""#
            + Digest(of: Array(String(number).utf8)).hex
            + #""}}],"predicateType":"https://daylight.example/test/kill/v1","predicate":{"number":"# + "\(number)}}"
        return try signer.sign(Array(body.utf8))
    }

    /// Burns a seeded amount of time, so that the kill falls anywhere in a batch.
    private func spin(_ random: inout SeededGenerator) {
        var sum: UInt64 = 0
        for _ in 0..<random.next() % 40_000 { sum &+= random.next() }
        #expect(sum != 1)
    }

    @Test("killed fifty times while appending, the log loses nothing it acknowledged and opens without help")
    func fiftyKills() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/log"
        let signer = try Samples.signer()
        var random = SeededGenerator(2026)
        let key = try DurableLog.create(at: path, origin: Samples.origin, signers: [signer.signerKey], random: &random)
        key.close()
        let program = try ChildProcess.program()
        var acknowledged: [Digest: UInt64] = [:]
        var next = 0
        var head = try PublishedLog(at: path).checkpoint
        for round in 0..<50 {
            let child = try ChildProcess([program, "log", "append", path, "--json"])
            let lines = try (next..<next + 50).map { try envelope($0, signer) + [0x0A] }
            // Some statements come again in the next round: they may have been stored without an answer.
            next += Int.random(in: 25...50, using: &random)
            #expect(child.send(Array(lines.joined())), "round \(round)")
            for _ in 0..<random.next() % 45 {
                guard let line = child.nextLine() else { break }
                try remember(line, in: &acknowledged)
            }
            spin(&random)
            child.kill()
            // What was already in the pipe was answered too.
            while let line = child.nextLine() { try remember(line, in: &acknowledged) }
            child.closeInput()
            #expect(child.wait() == nil, "round \(round): killed, not ended")
            head = try checkGrowth(of: path, from: head, acknowledged, round)
        }
        #expect(acknowledged.count > 300)
        try checkWhole(path, acknowledged)
    }

    private func remember(_ line: [UInt8], in acknowledged: inout [Digest: UInt64]) throws {
        let answer = try JSONParser.parse(line)
        try #require(answer["ok"] == true, "\(String(decoding: line, as: UTF8.self))")
        let hash = try #require(answer["leafHash"]?.stringValue.flatMap { Digest(hex: $0) })
        let index = UInt64(try #require(answer["index"]?.integerValue))
        #expect(acknowledged[hash] == nil || acknowledged[hash] == index)
        acknowledged[hash] = index
    }

    /// The published log covers what was acknowledged and begins with what was published before.
    private func checkGrowth(
        of path: String, from old: Checkpoint, _ acknowledged: [Digest: UInt64], _ round: Int
    ) throws -> Checkpoint {
        let log = try PublishedLog(at: path)
        #expect(acknowledged.values.allSatisfy { $0 < log.checkpoint.size }, "round \(round)")
        let proof = try log.consistencyProof(from: old.size, to: log.checkpoint.size)
        try Merkle.verifyConsistency(
            from: old.size, to: log.checkpoint.size, proof: proof.proof, oldRoot: old.root, newRoot: log.checkpoint.root)
        return log.checkpoint
    }

    /// Every entry, read as it is served, leads to the signed root, and every answer was true.
    private func checkWhole(_ path: String, _ acknowledged: [Digest: UInt64]) throws {
        let log = try DurableLog.open(at: path)
        let head = log.checkpoint()
        var frontier = Frontier()
        var found: [Digest: UInt64] = [:]
        for number in 0...(head.size - 1) / 256 {
            let width = Int(min(head.size - number * 256, 256))
            let bundle = try #require(try log.tile(TilePath(.entries, number, width: width)))
            for position in 0..<width {
                let hash = Merkle.leafHash(of: try #require(TileFiles.entry(position, in: bundle)))
                found[hash] = frontier.size
                frontier.append(hash)
            }
        }
        #expect(frontier.root == head.root)
        #expect(found.count == Int(head.size), "no statement stands twice")
        for (hash, index) in acknowledged { #expect(found[hash] == index) }
    }
}
