import Daylight
import Testing

@testable import EvidenceLog

@Suite struct FollowTests {
    private let folder: TemporaryFolder
    private let key: NoteKey

    init() throws {
        folder = try TemporaryFolder()
        key = try Samples.noteKey(Samples.origin, 1, seed: 0)
    }

    private func log(_ name: String) throws -> DurableLog {
        var random = SeededGenerator(1)
        return try DurableLog.create(at: "\(folder.path)/\(name)", origin: Samples.origin, key: key, random: &random)
    }

    private func append(_ log: DurableLog, _ entries: [String]) async throws {
        for entry in entries { _ = try await log.append(Array(entry.utf8)) }
    }

    private func follower(of name: String, state: String = "state") throws -> LogFollower {
        try LogFollower(
            of: LogFolder(at: "\(folder.path)/\(name)"), key: key.verifierKey, state: "\(folder.path)/\(state)", workers: 1)
    }

    private func evidence(_ observation: LogFollower.Observation?) throws -> ForkEvidence {
        guard case .fork(let evidence) = observation else {
            throw VerificationError("expected a fork, found \(String(describing: observation))")
        }
        return evidence
    }

    @Test("a log that only grows is followed over restarts, every entry under its heads")
    func grows() async throws {
        let log = try log("log")
        try await append(log, (0..<300).map { "entry \($0)" })
        do {
            var follower = try follower(of: "log")
            guard case .grew(0, 300) = try follower.look(), case .unchanged(300) = try follower.look() else {
                Issue.record("the log was not taken")
                return
            }
        }
        try await append(log, ["one more"])
        var again = try follower(of: "log")
        guard case .grew(300, 301) = try again.look() else { Issue.record("the log was not taken further"); return }
    }

    @Test("two histories are proven whichever is larger, and the evidence verifies by itself")
    func forks() async throws {
        let (first, second) = (try log("first"), try log("second"))
        let shared = (0..<10).map { "entry \($0)" }
        try await append(first, shared + ["a", "b", "c"])
        try await append(second, shared + ["x", "y", "z"])
        for (seen, shown) in [("first", "second"), ("second", "first")] {
            let state = "equal-\(seen)"
            do {
                var follower = try follower(of: seen, state: state)
                _ = try follower.look()
            }
            var other = try follower(of: shown, state: state)
            #expect(try evidence(other.look()).judge().verdict == .fork)
        }
        // Unequal sizes: the larger shown after the smaller, and the other way round.
        try await append(second, ["later", "latest"])
        for (seen, shown) in [("first", "second"), ("second", "first")] {
            let state = "unequal-\(seen)"
            do {
                var follower = try follower(of: seen, state: state)
                _ = try follower.look()
            }
            var other = try follower(of: shown, state: state)
            let found = try evidence(other.look())
            #expect(found.judge().verdict == .fork)
            let file = try Disk.read(try other.keep(found))
            guard case .fork(let read) = try OfflineEvidence(parsing: file) else { Issue.record("no fork file"); return }
            #expect(ForkVerdict(read).ok)
        }
    }

    @Test("an honest older head is only suspicious, and so are entries that do not lead to the root")
    func suspicious() async throws {
        let log = try log("log")
        try await append(log, ["a", "b"])
        let old = log.checkpoint()
        try await append(log, ["c", "d"])
        var follower = try follower(of: "log")
        _ = try follower.look()
        log.close()
        let file = "\(folder.path)/log/checkpoint"
        try Disk.replace(file, temporary: file + ".new", old.note, isDurable: false)
        guard case .suspicious(let reason) = try follower.look() else { Issue.record("a shrunken log passed"); return }
        #expect(reason.contains("2 entries after it has shown 4"))
        let larger = try #require(Checkpoint(origin: Samples.origin, size: 5, root: Merkle.leafHash(of: []), key: key))
        try Disk.replace(file, temporary: file + ".new", larger.note, isDurable: false)
        guard case .suspicious = try follower.look() else { Issue.record("a root without entries passed"); return }
        let stranger = try Samples.noteKey(Samples.origin, 1, seed: 0x80)
        let foreign = try #require(Checkpoint(origin: Samples.origin, size: 5, root: Merkle.leafHash(of: []), key: stranger))
        try Disk.replace(file, temporary: file + ".new", foreign.note, isDurable: false)
        guard case .suspicious = try follower.look() else { Issue.record("another key's head passed"); return }
    }

    @Test("three witnesses, a log with two faces: one round over what the witnesses have seen finds it")
    func drill() async throws {
        let witnesses = try LocalWitnesses(in: folder.path, log: key.verifierKey)
        let (first, second) = (try log("first"), try log("second"))
        try await append(first, ["a", "b", "c"])
        try await append(second, ["a", "x"])
        for (name, log) in [("w0", first), ("w1", first), ("w2", second)] {
            let body = AddCheckpointRequest.bytes(oldSize: 0, proof: [], checkpoint: log.checkpoint().note)
            guard case .answered(200, _, _) = witnesses.addCheckpoint(body, to: name) else {
                Issue.record("\(name) did not cosign"); return
            }
        }
        var follower = try follower(of: "first")
        _ = try follower.look()
        let seen = try witnesses.keys.enumerated().map { number, key in
            let note = try #require(witnesses.witnesses["w\(number)"]?.checkpoint(of: Witness.identity(of: Samples.origin)))
            return try follower.compare(witnessed: note, by: key.verifierKey)
        }
        #expect(seen[0] == nil && seen[1] == nil)
        #expect(ForkVerdict(try evidence(seen[2])).ok)
    }

    @Test("a state of another log, or one whose hashes do not fit, is refused")
    func damagedState() async throws {
        let log = try log("log")
        try await append(log, ["a", "b"])
        do {
            var follower = try follower(of: "log")
            _ = try follower.look()
        }
        let leaves = "\(folder.path)/state/leaves"
        var bytes = try Disk.read(leaves)
        bytes[3] ^= 1
        try Disk.replace(leaves, temporary: leaves + ".new", bytes, isDurable: false)
        #expect(throws: LogError.self) { try follower(of: "log") }
        #expect(throws: LogError.self) {
            try LogFollower(
                of: LogFolder(at: "\(folder.path)/log"), key: VerifierKey(parsing: Samples.strangeKey),
                state: "\(folder.path)/state", workers: 1)
        }
    }

    @Test("a rotten tile is suspicious and never a fork")
    func rottenTile() async throws {
        let log = try log("log")
        try await append(log, (0..<300).map { "entry \($0)" })
        var follower = try follower(of: "log")
        _ = try follower.look()
        try await append(log, (300..<600).map { "entry \($0)" })
        log.close()
        // In what was seen before, in what is new, and above both.
        for (tile, byte) in [("tile/0/001", 320), ("tile/0/001", 1408), ("tile/1/000.p/2", 3)] {
            let file = "\(folder.path)/log/\(tile)"
            let bytes = try Disk.read(file)
            var rotten = bytes
            rotten[byte] ^= 1
            try Disk.replace(file, temporary: file + ".new", rotten, isDurable: false)
            let observation = try follower.look()
            guard case .suspicious = observation else {
                Issue.record("\(tile) at \(byte): \(observation)")
                return
            }
            try Disk.replace(file, temporary: file + ".new", bytes, isDurable: false)
        }
        guard case .grew(300, 600) = try follower.look() else {
            Issue.record("a sound log was not taken")
            return
        }
    }
}
