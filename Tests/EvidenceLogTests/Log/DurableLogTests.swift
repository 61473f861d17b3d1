import Daylight
import Glibc
import Testing

@testable import EvidenceLog

@Suite struct DurableLogTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/log" }

    init() throws { folder = try TemporaryFolder() }

    private func make(signers: [SignerKey] = []) throws -> DurableLog {
        var random = SeededGenerator(1)
        return try DurableLog.create(at: path, origin: Samples.origin, signers: signers, random: &random)
    }

    private func entry(_ number: Int) -> [UInt8] { Array(String(number).utf8) }

    @Test("a new log publishes its empty checkpoint, keeps its key to itself, and gives the policy that verifies it")
    func create() throws {
        let log = try make()
        #expect(log.origin == Samples.origin)
        #expect((log.checkpoint().size, log.checkpoint().root) == (0, Merkle.emptyRoot))
        #expect(try TrustPolicy(parsing: Array(log.policy().utf8)).logs == [log.verifierKey])
        for (file, mode) in [("", mode_t(0o700)), ("/key", 0o600), ("/journal", 0o600)] {
            var status = stat()
            #expect(stat(path + file, &status) == 0 && status.st_mode & 0o777 == mode, "\(file)")
        }
        #expect(try PublishedLog(at: path).checkpoint == log.checkpoint())
    }

    @Test("an appended entry has a receipt that verifies at once, and still does after the log was opened again")
    func append() async throws {
        let log = try make()
        let signer = try Samples.signer()
        let appended = try await log.append(signer.sign(Samples.body))
        #expect((appended.index, appended.size, appended.isDuplicate) == (0, 1, false))
        #expect(appended.leafHash == Merkle.leafHash(of: Samples.envelope))
        let policy = try TrustPolicy(parsing: Array(log.policy().utf8))
        #expect(try await log.receipt(for: 0).verify(policy: policy, signers: [signer.signerKey]).ok)
        let head = log.checkpoint()
        log.close()
        let again = try DurableLog.open(at: path)
        #expect(again.checkpoint() == head)
        #expect(try again.entry(at: 0) == Samples.envelope)
        #expect(try await again.receipt(for: 0).verify(policy: policy).ok)
        await #expect(throws: LogError.outOfRange(index: 1, size: 1)) { try await again.receipt(for: 1) }
    }

    @Test("appends from many tasks share batches; each has its own place, a receipt, and the tree is the plain one")
    func concurrent() async throws {
        let log = try make()
        let count = 700
        let answers = try await withThrowingTaskGroup(of: (Int, Appended).self) { group in
            for number in 0..<count { group.addTask { (number, try await log.append(entry(number))) } }
            return try await group.reduce(into: [Int: Appended]()) { $0[$1.0] = $1.1 }
        }
        #expect(Set(answers.values.map(\.index)) == Set(0..<UInt64(count)))
        #expect(log.checkpoint().size == UInt64(count))
        let policy = try TrustPolicy(parsing: Array(log.policy().utf8))
        var leaves = [Digest](repeating: Merkle.emptyRoot, count: count)
        for (number, appended) in answers {
            #expect(try log.entry(at: appended.index) == entry(number))
            leaves[Int(appended.index)] = appended.leafHash
        }
        #expect(PlainTree.root(leaves[...]) == log.checkpoint().root)
        for index in stride(from: UInt64(0), to: UInt64(count), by: 50) {
            #expect(try await log.receipt(for: index).verify(policy: policy).ok)
        }
        let proof = try log.consistencyProof(from: 300, to: 700)
        try Merkle.verifyConsistency(
            from: 300, to: 700, proof: proof.proof, oldRoot: PlainTree.root(leaves[..<300]), newRoot: log.checkpoint().root)
        #expect(try PublishedLog(at: path).consistencyProof(from: 300, to: 700) == proof)
        #expect(try PublishedLog(at: path).receipt(for: 699) == log.makeReceipt(for: 699))
    }

    @Test("the same statement again is answered with its first index, also in one batch and after opening again")
    func duplicates() async throws {
        let log = try make()
        let first = try await log.append(entry(1))
        let second = try await log.append(entry(1))
        #expect((second.index, second.leafHash, second.size, second.isDuplicate) == (first.index, first.leafHash, 1, true))
        let indices = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for _ in 0..<50 { group.addTask { try await log.append(entry(2)).index } }
            return try await group.reduce(into: Set<UInt64>()) { $0.insert($1) }
        }
        #expect(indices == [1])
        log.close()
        let again = try DurableLog.open(at: path)
        #expect(try await again.append(entry(2)).isDuplicate)
        #expect(again.checkpoint().size == 2)
    }

    @Test("an admitted envelope is stored under our keyid, other signatures after it, and its spelling makes no new statement")
    func admission() async throws {
        let (signer, stranger) = (try Samples.signer(), try Samples.stranger())
        let log = try make(signers: [signer.signerKey])
        let admission = Admission(signers: log.settings.signers)
        let sent = try Envelope(parsing: Samples.envelope)
        let foreign = try Envelope(parsing: stranger.sign(Samples.body)).signatures[0]
        let respelt = Envelope(
            payload: sent.payload, payloadType: sent.payloadType,
            signatures: [foreign, .init(keyID: "mine", signature: sent.signatures[0].signature)])
        let admitted = try admission.admit(respelt.serialized)
        #expect(try Envelope(parsing: admitted.bytes).signatures == [sent.signatures[0], foreign])
        #expect(try admission.admit(Samples.envelope).bytes == Samples.envelope)
        _ = try await log.append(admitted)
        #expect(try await log.append(admission.admit(Samples.envelope)).isDuplicate)
        #expect(try await log.append(Samples.envelope).isDuplicate)
    }

    @Test("which of several keys signed is found whatever the keyid hints at, and makes the same entry")
    func anySigner() throws {
        let signers = try (0..<3).map { try #require(StatementSigner(seed: Samples.seed(0x60 + 0x20 * UInt8($0)))) }
        let admission = Admission(signers: signers.map(\.signerKey))
        for round in 0..<2 {
            for signer in signers {
                let sent = try Envelope(parsing: signer.sign(Samples.body))
                let expected = try Admission(signers: [signer.signerKey]).admit(sent.serialized)
                for hint in signers.map(\.signerKey.keyID) + [nil, "", "mine"] {
                    let hinted = Envelope(
                        payload: sent.payload, payloadType: sent.payloadType,
                        signatures: [.init(keyID: hint, signature: sent.signatures[0].signature)])
                    #expect(try admission.admit(hinted.serialized) == expected, "\(round) \(hint ?? "none")")
                }
            }
        }
        #expect(throws: Admission.Refusal.self) { try Admission(signers: []).admit(Samples.envelope) }
    }

    @Test("entries that are appended together are answered in their order, a repeated one with its first index")
    func together() async throws {
        let signer = try Samples.signer()
        let log = try make(signers: [signer.signerKey])
        let admission = Admission(signers: log.settings.signers)
        let entries = try [0, 1, 0, 2].map { number in
            let body = String(decoding: Samples.body, as: UTF8.self).dropLast() + ",\"number\":\(number)}"
            return try admission.admit(signer.sign(Array(body.utf8)))
        }
        let outcomes = try await log.append(entries).map { try $0.get() }
        #expect(outcomes.map(\.index) == [0, 1, 0, 2])
        #expect(outcomes.map(\.isDuplicate) == [false, false, true, false])
        #expect(await log.append([Admission.Entry]()).isEmpty)
        log.close()
        for outcome in await log.append(entries) { #expect(throws: LogError.closed) { try outcome.get() } }
    }

    @Test("each reason for not admitting an envelope has its name")
    func refusals() throws {
        let (signer, stranger) = (try Samples.signer(), try Samples.stranger())
        let admission = Admission(signers: [signer.signerKey])
        func kind(_ json: [UInt8]) -> Admission.Refusal.Kind? {
            do {
                _ = try admission.admit(json)
                return nil
            } catch {
                return error.kind
            }
        }
        let key = try #require(Ed25519.PrivateKey(seed: Samples.seed(0x60)))
        func signed(_ body: String, type: String = Statement.payloadType) throws -> [UInt8] {
            let body = Array(body.utf8)
            let signature = try #require(key.sign(Envelope.preAuthenticationEncoding(type: type, body: body)))
            return Envelope(payload: body, payloadType: type, signatures: [.init(keyID: nil, signature: signature)]).serialized
        }
        let text = String(decoding: Samples.body, as: UTF8.self)
        #expect(kind(Array("{}".utf8)) == .malformed)
        #expect(kind(try stranger.sign(Samples.body)) == .signer)
        #expect(kind(try signed("{}")) == .statement)
        #expect(kind(try signed(text, type: "text/plain")) == .statement)
        #expect(kind(try signed(text.replacing("Example Party", with: String(repeating: "x", count: 49_000)))) == .tooLarge)
        #expect(kind(try signed(text)) == nil)
        #expect(LogError.tooLarge(bytes: 71_204).description == "entry too large: 71,204 bytes, limit 65,535")
    }

    @Test("an entry of 65,535 bytes is taken, one more byte is not")
    func largest() async throws {
        let log = try make()
        let largest = [UInt8](repeating: 7, count: 65_535)
        #expect(try await log.append(largest).index == 0)
        #expect(try log.entry(at: 0) == largest)
        await #expect(throws: LogError.tooLarge(bytes: 65_536)) { try await log.append(largest + [7]) }
    }

    @Test("a place that is taken, a log that is open, a log that is not there and a closed log are refused")
    func refusedPlaces() async throws {
        let log = try make()
        #expect(throws: LogError.exists(path: path)) { try make() }
        #expect(throws: LogError.locked(path: path)) { try DurableLog.open(at: path) }
        #expect(throws: LogError.missing(path: path + "/x/log.json")) { try DurableLog.open(at: path + "/x") }
        log.close()
        await #expect(throws: LogError.closed) { try await log.append(entry(1)) }
    }

    @Test("a log whose generation another writer raised stops, and says so to everyone after")
    func takenOver() async throws {
        let log = try make()
        _ = try await log.append(entry(0))
        let lock = try OpenFile(path + "/lock", O_WRONLY)
        try lock.write(Array("0000000000000000099\n".utf8))
        let stopped = LogError.stopped(reason: "another writer took over (generation 99, this one is 1)")
        await #expect(throws: stopped) { try await log.append(entry(1)) }
        await #expect(throws: stopped) { try await log.append(entry(2)) }
        #expect(log.checkpoint().size == 1)
        log.close()
        let again = try DurableLog.open(at: path)
        #expect(try await again.append(entry(1)).index == 1)
    }

    @Test("a key given is used and kept; one of another name or type is refused")
    func givenKey() throws {
        var random = SeededGenerator(2)
        let key = try Samples.noteKey(Samples.origin, 1, seed: 0)
        let log = try DurableLog.create(at: path, origin: Samples.origin, key: key, random: &random)
        #expect(log.verifierKey.description == Samples.logKey)
        let witness = try Samples.noteKey("witness.example/w1", 4, seed: 0x20)
        for (origin, key) in [("other", key), ("witness.example/w1", witness), ("two words", nil)] {
            #expect(throws: LogError.self) {
                try DurableLog.create(at: folder.path + "/b", origin: origin, key: key, random: &random)
            }
        }
    }
}
