import Daylight
import Testing

@testable import EvidenceLog

@Suite struct QuorumTests {
    private let folder: TemporaryFolder
    private let key: NoteKey
    private let witnesses: LocalWitnesses
    private var path: String { folder.path + "/log" }

    init() throws {
        folder = try TemporaryFolder()
        key = try Samples.noteKey(Samples.origin, 1, seed: 0)
        witnesses = try LocalWitnesses(in: folder.path, log: key.verifierKey)
    }

    private func make(_ count: Int, at path: String? = nil) throws -> DurableLog {
        var random = SeededGenerator(1)
        return try DurableLog.create(
            at: path ?? self.path, origin: Samples.origin, key: key, policy: witnesses.policy(count, log: key.verifierKey),
            transport: witnesses, random: &random)
    }

    private func entry(_ number: Int) -> [UInt8] { Array("entry \(number)".utf8) }

    @Test("an acknowledged entry's receipt carries enough cosignatures for the policy that readers are given")
    func cosigned() async throws {
        let log = try make(2)
        for number in 0..<20 { #expect(try await log.append(entry(number)).index == UInt64(number)) }
        let policy = try TrustPolicy(parsing: Array(log.policy().utf8))
        #expect(policy.needsCosignatures)
        for index in [UInt64(0), 19] { #expect(try await log.receipt(for: index).verify(policy: policy).ok) }
    }

    @Test("without a quorum nothing is acknowledged or published; with it, what was kept is")
    func missed() async throws {
        let log = try make(2)
        _ = try await log.append(entry(0))
        witnesses.fail("w0", "w1", with: .unreachable("down"))
        do {
            _ = try await log.append(entry(1))
            Issue.record("an entry was acknowledged with one cosignature")
        } catch {
            guard case .uncosigned(let reason) = error else { throw error }
            #expect(reason.contains("W0: not reached, down") && reason.contains("W1"))
        }
        #expect(log.checkpoint().size == 1)
        #expect(try log.tile(TilePath(.entries, 0, width: 2)) == nil)
        witnesses.fail("w0", "w1", with: nil)
        while log.checkpoint().size < 2 { try await Task.sleep(for: .milliseconds(20)) }
        let again = try await log.append(entry(1))
        #expect((again.index, again.isDuplicate) == (1, true))
        let policy = try TrustPolicy(parsing: Array(log.policy().utf8))
        #expect(try await log.receipt(for: 1).verify(policy: policy).ok)
    }

    @Test("a head that was committed before a crash and never cosigned is published once it is")
    func reopened() async throws {
        do {
            let log = try make(3)
            witnesses.fail("w2", with: .answered(status: 503, contentType: nil, body: []))
            await #expect(throws: LogError.self) { try await log.append(entry(0)) }
            log.close()
        }
        #expect(try PublishedLog(at: path).checkpoint.size == 0)
        witnesses.fail("w2", with: nil)
        let log = try DurableLog.open(at: path, transport: witnesses)
        while log.checkpoint().size < 1 { try await Task.sleep(for: .milliseconds(20)) }
        #expect(try await log.append(entry(0)).isDuplicate)
    }

    @Test("a cosignature that comes after the quorum is met is published too")
    func late() async throws {
        let log = try make(1)
        _ = try await log.append(entry(0))
        while try Note(parsing: log.checkpoint().note).signatures.count < 4 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try PublishedLog(at: path).checkpoint == log.checkpoint())
    }

    @Test("an old copy of a log opens for reading only, and a second history is never cosigned")
    func oldCopy() async throws {
        let log = try make(2)
        _ = try await log.append(entry(0))
        log.close()
        // A copy made now, while the log goes on.
        let copy = folder.path + "/copy"
        try Disk.makeDirectories(copy, mode: 0o700)
        try TemporaryFolder.copyFiles(from: path, to: copy)
        do {
            let log = try DurableLog.open(at: path, transport: witnesses)
            _ = try await log.append(entry(1))
            log.close()
        }
        let old = try DurableLog.open(at: copy, transport: witnesses)
        #expect(try old.entry(at: 0) == entry(0))
        do {
            _ = try await old.append(entry(9))
            Issue.record("an old copy signed a second history")
        } catch {
            guard case .readOnly = error else { throw error }
        }
        #expect(try PublishedLog(at: copy).checkpoint.size == 1)
    }

    @Test("a log that meets a witness with more of it stops signing at once")
    func ahead() async throws {
        witnesses.fail("w0", "w1", "w2", with: .unreachable("down"))
        let second = try make(1, at: folder.path + "/second")
        witnesses.fail("w0", "w1", "w2", with: nil)
        let first = try make(3)
        for number in 0..<3 { _ = try await first.append(entry(number)) }
        do {
            _ = try await second.append(entry(7))
            Issue.record("a second log of the same key was cosigned")
        } catch {
            guard case .readOnly = error else { throw error }
        }
        #expect(second.checkpoint().size == 0)
    }

    @Test("a quorum that no witnesses with addresses can meet is refused when the log is made")
    func unreachable() throws {
        var random = SeededGenerator(1)
        let policy =
            witnesses.policy(3, log: key.verifierKey).split(separator: "\n").map {
                $0.hasSuffix(" w2") ? $0.dropLast(3) : $0
            }.joined(separator: "\n") + "\n"
        #expect(throws: LogError.self) {
            try DurableLog.create(
                at: path, origin: Samples.origin, key: key, policy: policy, transport: witnesses, random: &random)
        }
    }

    @Test("a witness that refuses is asked again with growing pauses, never at once")
    func patience() async throws {
        let log = try make(3)
        witnesses.fail("w2", with: .answered(status: 403, contentType: nil, body: []))
        for number in 0..<200 { await #expect(throws: LogError.self) { try await log.append(entry(number)) } }
        let asked = witnesses.asked("w2")
        // How often depends on how long 200 heads take, on a machine that is busy very long.
        #expect((1..<200).contains(asked), "asked \(asked) times for 200 heads")
    }

    @Test("a log that is given witnesses later has its present head cosigned before anything of it is acknowledged anew")
    func givenLater() async throws {
        var random = SeededGenerator(1)
        let alone = try DurableLog.create(at: path, origin: Samples.origin, key: key, random: &random)
        _ = try await alone.append(entry(0))
        alone.close()
        try DurableLog.setPolicy(witnesses.policy(2, log: key.verifierKey), at: path)
        witnesses.fail("w0", "w1", "w2", with: .unreachable("down"))
        let log = try DurableLog.open(at: path, transport: witnesses)
        await #expect(throws: LogError.self) { try await log.append(entry(0)) }
        witnesses.fail("w0", "w1", "w2", with: nil)
        let policy = try TrustPolicy(parsing: Array(log.policy().utf8))
        while try await !log.receipt(for: 0).verify(policy: policy).ok { try await Task.sleep(for: .milliseconds(20)) }
        #expect(try await log.append(entry(0)).isDuplicate)
    }

    @Test("what a witness says against a head is heard though the quorum is met without it")
    func refusalsAreHeard() async throws {
        let log = try make(2)
        witnesses.fail("w2", with: .answered(status: 422, contentType: nil, body: Array("not the same".utf8)))
        _ = try await log.append(entry(0))
        while log.witnessRefusals().isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        #expect(log.witnessRefusals().allSatisfy { $0.witness == "W2" && $0.isConflict && $0.reason.contains("422") })
    }

    @Test("a witness whose recorded head never fits is in conflict; one that does not know the log only refuses")
    func kindsOfRefusal() async throws {
        let log = try make(1)
        witnesses.fail("w1", with: .answered(status: 409, contentType: "text/x.tlog.size", body: Array("0\n".utf8)))
        witnesses.fail("w2", with: .answered(status: 404, contentType: nil, body: []))
        _ = try await log.append(entry(0))
        while log.witnessRefusals().count < 2 { try await Task.sleep(for: .milliseconds(10)) }
        #expect(log.witnessRefusals().map(\.witness) == ["W1", "W2"])
        #expect(log.witnessRefusals().map(\.isConflict) == [true, false])
    }
}
