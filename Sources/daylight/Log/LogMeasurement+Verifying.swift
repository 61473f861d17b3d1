import Crypto
import Daylight
import EvidenceLog
import FoundationEssentials
import Glibc

extension LogMeasurement {
    /// Two witnesses in this process, so that receipts carry what they carry in earnest.
    private struct LocalWitnesses: WitnessTransport {
        let witnesses: [String: Witness]

        func addCheckpoint(_ body: [UInt8], to url: String) -> WitnessReply {
            guard case .cosigned(let lines) = witnesses[url]?.add(body, time: 1) else { return .unreachable(url) }
            return .answered(status: 200, contentType: nil, body: lines)
        }

        func latestCheckpoint(_ path: String, at url: String) -> WitnessReply { .unreachable(url) }
    }

    /// One core's work on a statement: the bare signature check, admission, whole receipts, inclusion proofs.
    static func verification(in folder: String, for duration: Duration) throws -> [LogMeasurement] {
        let key = Curve25519.Signing.PrivateKey()
        guard let signer = StatementSigner(seed: Array(key.rawRepresentation)) else { return [] }
        let envelope = try signer.sign(statement(padding: 700))
        let message = [UInt8](repeating: 0x61, count: 1024)
        let signature = try key.signature(for: message)
        let publicKey = key.publicKey
        let bare = rate("Ed25519 verifications of 1024 bytes", duration) { _ in
            publicKey.isValidSignature(signature, for: message)
        }
        let admission = Admission(signers: [signer.signerKey])
        let admitted = rate("admissions of an envelope of \(envelope.count) bytes", duration) { _ in
            (try? admission.admit(envelope)) != nil
        }
        return try [bare, admitted] + receipts(signer, envelope, in: folder, duration)
    }

    private static func statement(padding: Int) -> [UInt8] {
        Array(
            (#"{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"measure","digest":{"sha256":""#
                + Digest(of: []).hex + #""}}],"predicateType":"https://daylight.example/measure/v1","predicate":{"text":""#
                + String(repeating: "x", count: padding) + #""}}"#).utf8)
    }

    private static func rate(_ name: String, _ duration: Duration, _ body: (Int) -> Bool) -> LogMeasurement {
        let cpu = cpuSeconds
        let start = ContinuousClock.now
        var count = 0
        var failed = 0
        while ContinuousClock.now - start < duration {
            for _ in 0..<64 {
                if !body(count) { failed += 1 }
                count += 1
            }
        }
        return LogMeasurement(
            name: name, values: [("perCPUSecond", Double(count) / (cpuSeconds - cpu)), ("failed", Double(failed))])
    }

    private static func receipts(
        _ signer: StatementSigner, _ envelope: [UInt8], in folder: String, _ duration: Duration
    ) throws -> [LogMeasurement] {
        var random = SystemRandomNumberGenerator()
        let path = "\(folder)/receipts"
        let logKey = try NoteKey(name: "log.example/measure", random: &random)
        var policy = "log \(logKey.verifierKey)\n"
        var witnesses: [String: Witness] = [:]
        for name in ["first", "second"] {
            let key = try NoteKey(name: "\(name).example", type: .cosignature, random: &random)
            witnesses[name] = try Witness(at: "\(folder)/\(name)", key: key, logs: [logKey.verifierKey])
            policy += "witness \(name) \(key.verifierKey) \(name)\n"
        }
        policy += "group both all first second\nquorum both\n"
        let log = try DurableLog.create(
            at: path, origin: "log.example/measure", key: logKey, policy: policy,
            transport: LocalWitnesses(witnesses: witnesses), random: &random)
        defer { log.close() }
        let count = 100_000
        let done = Monitor(0)
        for number in 0..<count {
            log.submit(raw: number == 0 ? envelope : Array("entry \(number)".utf8)) { _ in done.withLock { $0 += 1 } }
            if number % 1000 == 999 { done.wait { $0 > number - 30_000 ? () : nil } }
        }
        done.wait { $0 == count ? () : nil }
        let trusted = try TrustPolicy(parsing: Array(policy.utf8))
        let file = try log.makeReceipt(for: 0).file
        let whole = rate("receipts of \(file.count) bytes with four signatures", duration) { _ in
            (try? Receipt(parsing: file))?.verify(policy: trusted, signers: [signer.signerKey]).ok ?? false
        }
        let head = log.checkpoint()
        let proofs = try (0..<64).map { number in
            let receipt = try log.makeReceipt(for: UInt64(number * 1_500))
            let proof = try TlogProof(parsing: receipt.proof)
            return (leaf: Merkle.leafHash(of: receipt.entry), index: proof.index, path: proof.path)
        }
        let inclusion = rate("inclusion proofs in \(count) entries", duration) { number in
            let proof = proofs[number % proofs.count]
            return
                (try? Merkle.verifyInclusion(
                    of: proof.leaf, at: proof.index, in: head.size, proof: proof.path, root: head.root)) != nil
        }
        return [whole, inclusion]
    }
}
