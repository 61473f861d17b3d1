import Daylight
import Testing

@testable import EvidenceLog

@Suite struct WitnessTests {
    private let folder: TemporaryFolder
    private let key: NoteKey
    private let log: NoteKey
    private let leaves = Samples.entries.map { Merkle.leafHash(of: $0) }

    init() throws {
        folder = try TemporaryFolder()
        key = try Samples.noteKey("witness.example/w1", 4, seed: 0x20)
        log = try Samples.noteKey(Samples.origin, 1, seed: 0)
    }

    private func open() throws -> Witness {
        try Witness(at: folder.path + "/state", key: key, logs: [try VerifierKey(parsing: Samples.logKey)])
    }

    private func head(_ size: Int, key: NoteKey? = nil) throws -> Checkpoint {
        try #require(
            Checkpoint(
                origin: Samples.origin, size: UInt64(size), root: PlainTree.root(leaves[..<size]), key: key ?? log))
    }

    private func request(_ old: Int, _ size: Int) throws -> [UInt8] {
        AddCheckpointRequest.bytes(
            oldSize: UInt64(old), proof: old > 0 && old < size ? PlainTree.proof(old, leaves[..<size]) : [],
            checkpoint: try head(size).note)
    }

    private func status(_ answer: Witness.Answer) -> Int {
        switch answer {
        case .cosigned: 200
        case .malformed: 400
        case .untrusted: 403
        case .unknownOrigin: 404
        case .conflict: 409
        case .inconsistent: 422
        case .failed: 500
        }
    }

    @Test("the worked request is answered with the worked line")
    func worked() throws {
        let witness = try open()
        #expect(status(witness.add(try request(0, 7), time: 1)) == 200)
        let body =
            "old 7\nvhV4G2KKKEFMHIoRuG24Qi+hBBIV/g18RJbSPNoeQUI=\n3yj3iVl2ET6L+rU2cIkkZudSPBDxuUikhwBZLSrFUqk=\n"
            + "3QN52DrH8WTn7qMM3O+1dQglTEj3Zq/M09l2Nl4yjMw=\nRAcw7FJ9K30E6Q1+/tNFI758MUBxq9zf4NyUPmJcvNk=\n\n"
            + "log.daylight.example/2026\n8\nX2GYBc7E/xozFgVtqKKohAUhVUCJ6V4pHJL4ClyqGsE=\n\n"
            + "— log.daylight.example/2026 MXANhdzU3+v2ufiP4+NfFM1u63eW327ACd2xEoEGMOtaKntIJevWugI792NYm60oRggAk6xuExc6"
            + "37F5WkXBoJJwBgg=\n"
        let line =
            "— witness.example/w1 IDJKvgAAAABrA/KK+aKmfaYkdd//qUXbPr2gq3GUkmJBAg8O0YxleDFKzRY+GqB9X5caRLrOb8gdcRP9ltULgjUL"
            + "H8TqU4+aeyR8Bw==\n"
        #expect(witness.add(Array(body.utf8), time: 1_795_420_810) == .cosigned(Array(line.utf8)))
    }

    @Test("where two faults meet, the earlier check of the protocol's table answers")
    func order() throws {
        let witness = try open()
        #expect(status(witness.add(try request(0, 3), time: 1)) == 200)
        let stranger = try Samples.noteKey(Samples.origin, 1, seed: 0x80)
        let unknown = try Samples.noteKey("nobody.example/log", 1, seed: 0x80)
        let unknownHead = try #require(
            Checkpoint(origin: "nobody.example/log", size: 3, root: PlainTree.root(leaves[..<3]), key: unknown))
        func body(_ old: String, _ note: [UInt8], proof: String = "") -> [UInt8] {
            Array("old \(old)\n\(proof)\n".utf8) + note
        }
        let hash = Base64.encode(leaves[0].bytes) + "\n"
        let emptyHead = Checkpoint.text(origin: Samples.origin, size: 0, root: leaves[0])
        let wrongEmpty = Note.bytes(text: emptyHead, signatures: [try #require(log.signatureLine(over: emptyHead))])
        let cases: [(String, [UInt8], Int)] = [
            ("leading zero and an unknown origin", body("03", unknownHead.note), 400),
            ("a sign", body("+3", try head(7).note), 400),
            ("64 proof lines", body("3", try head(7).note, proof: String(repeating: hash, count: 64)), 400),
            ("a proof line that is no hash", body("3", try head(7).note, proof: "AAAA\n"), 400),
            ("no note", Array("old 3\n\n".utf8), 400),
            ("unknown origin, wrong old size", body("9", unknownHead.note), 404),
            ("another key, old above size", body("9", try head(7, key: stranger).note), 403),
            ("old above size, and not the recorded one", body("9", try head(7).note), 400),
            ("another old size, and no proof", body("2", try head(7).note), 409),
            ("a proof from an old size of 0 that is not recorded", body("0", try head(7).note, proof: hash), 409),
            ("a size 0 below the recorded one", body("0", wrongEmpty), 409),
            ("no proof", body("3", try head(7).note), 422),
            ("the same size with a proof", body("3", try head(3).note, proof: hash), 422),
        ]
        for (name, body, expected) in cases {
            #expect(status(witness.add(body, time: 1)) == expected, "\(name)")
        }
        #expect(witness.add(body("2", try head(7).note), time: 1) == .conflict(size: 3))
        let fresh = try Witness(at: folder.path + "/fresh", key: key, logs: [log.verifierKey])
        #expect(status(fresh.add(body("0", wrongEmpty), time: 1)) == 422)
        #expect(status(fresh.add(body("0", try head(7).note, proof: hash), time: 1)) == 422)
        #expect(fresh.checkpoint(of: Witness.identity(of: Samples.origin)) == nil)
    }

    @Test("a known key's line that does not fit is refused, an unknown key's is not")
    func lines() throws {
        let witness = try open()
        let other = try head(3).note
        let wrong = try #require(log.signatureLine(over: Array("other\n".utf8)))
        let forged = Note.bytes(text: try Note.text(of: other), signatures: [wrong])
        #expect(status(witness.add(Array("old 0\n\n".utf8) + forged, time: 1)) == 403)
        let stranger = try Samples.noteKey("stranger.example", 1, seed: 0x80)
        let unknown = try #require(stranger.signatureLine(over: Array("other\n".utf8)))
        #expect(status(witness.add(Array("old 0\n\n".utf8) + other + unknown.line, time: 1)) == 200)
        let shown = try Note(parsing: try #require(witness.checkpoint(of: Witness.identity(of: Samples.origin))))
        #expect(shown.signatures.map(\.name) == [Samples.origin, "witness.example/w1"])
    }

    @Test("what was cosigned is remembered by the next process, and two at once are refused")
    func memory() throws {
        do {
            let witness = try open()
            #expect(status(witness.add(try request(0, 5), time: 1)) == 200)
            #expect(throws: LogError.locked(path: folder.path + "/state")) { try open() }
        }
        let again = try open()
        #expect(again.add(try request(0, 5), time: 1) == .conflict(size: 5))
        #expect(status(again.add(try request(5, 7), time: 1)) == 200)
        let note = try #require(again.checkpoint(of: Witness.identity(of: Samples.origin)))
        let opened = try Note(parsing: note).open(with: [log.verifierKey, key.verifierKey])
        #expect(opened.verified.count == 2)
        #expect(try Checkpoint(text: opened.text, note: note).size == 7)
    }

    @Test("of many requests at once for one size, only consistent ones pass, and the record never goes back")
    func race() async throws {
        let witness = try open()
        let bodies = try (1...7).map { try request(0, $0) }
        let statuses = await withTaskGroup(of: Int.self) { group in
            for body in bodies + bodies { group.addTask { self.status(witness.add(body, time: 1)) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 200 } == 1)
        #expect(statuses.count { $0 == 409 } == 13)
    }

    @Test("a key of the wrong type is refused, as are a state that cannot be read and one of another witness")
    func refused() throws {
        #expect(throws: LogError.self) { try Witness(at: folder.path + "/a", key: log, logs: []) }
        #expect(throws: LogError.self) { try Witness(at: folder.path + "/a", key: key, logs: [key.verifierKey]) }
        do {
            let answer = try open().add(request(0, 5), time: 1)
            #expect(status(answer) == 200)
        }
        let other = try Samples.noteKey("witness2.example/w2", 4, seed: 0x40)
        #expect(throws: LogError.self) {
            try Witness(at: folder.path + "/state", key: other, logs: [log.verifierKey])
        }
    }
}
