import Daylight
import Testing

@testable import EvidenceLog

@Suite struct ReceiptTests {
    @Test("the worked proof is 621 bytes, is read, written the same, and verifies")
    func workedProof() throws {
        #expect(Samples.proof.count == 621)
        let proof = try TlogProof(parsing: Samples.proof)
        #expect(proof.file == Samples.proof)
        let verified = try proof.verify(entry: Samples.envelope, policy: Samples.policy())
        #expect(verified.origin == Samples.origin)
        #expect((verified.index, verified.size) == (7, 8))
        #expect(verified.cosigners.map(\.description) == ["W1", "W2"])
        #expect(verified.times == [1_795_420_810, 1_795_420_811])
        #expect(verified.leafHash.hex == "df28f7895976113e8bfab53670892466e7523c10f1b948a48700592d2ac552a9")
    }

    @Test("an extra line is kept and never trusted")
    func extra() throws {
        let text = String(decoding: Samples.proof, as: UTF8.self).replacing("index 7", with: "extra aGk=\nindex 7")
        let proof = try TlogProof(parsing: Array(text.utf8))
        #expect(proof.extra == Array("hi".utf8))
        #expect(proof.file == Array(text.utf8))
        #expect(try proof.verify(entry: Samples.envelope, policy: Samples.policy()).index == 7)
    }

    @Test(
        "a proof in another form is refused",
        arguments: [
            ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("index 7", "index 07"), ("index 7", "index -7"),
            ("index 7", "Index 7"),
            ("index 7", "index 9223372036854775808"), ("index 7\n", ""), ("index 7", "index 7\nextra aGk="),
            ("index 7", "extra ?\nindex 7"),
            ("IoRuG24Qi", "IoRuG24Q"), ("vhV4", " vhV4"), ("index 7", "index 7\nAAAA"), ("index 7", "index  7"),
        ])
    func malformed(part: String, replacement: String) {
        let text = String(decoding: Samples.proof, as: UTF8.self).replacing(part, with: replacement)
        #expect(throws: InputError.self) { try TlogProof(parsing: Array(text.utf8)) }
    }

    @Test("a proof with 64 hashes, without an empty line, or empty is refused")
    func bounds() {
        let hashes = String(repeating: Base64.encode([UInt8](repeating: 1, count: 32)) + "\n", count: 64)
        for text in [
            "", "\n", TlogProof.header + "\n", TlogProof.header + "\nindex 0\n" + hashes + "\nx\n",
            TlogProof.header + "\nindex 0\n",
        ] {
            #expect(throws: InputError.self) { try TlogProof(parsing: Array(text.utf8)) }
        }
    }

    @Test("the failing step is named: log, quorum, entry, path")
    func failingSteps() throws {
        let proof = try TlogProof(parsing: Samples.proof)
        let strange = try TrustPolicy(parsing: Array("log \(Samples.strangeKey)\nquorum none\n".utf8))
        #expect(throws: VerificationError("note: no known key signed it")) {
            try proof.verify(entry: Samples.envelope, policy: strange)
        }
        let onlyWitness = try TrustPolicy(parsing: Array("witness W1 \(Samples.firstWitness)\nquorum W1\n".utf8))
        #expect(throws: VerificationError("checkpoint: no log of the policy named \(Samples.origin) signed it")) {
            try proof.verify(entry: Samples.envelope, policy: onlyWitness)
        }
        let lost = String(decoding: Samples.proof, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("witness2") }.joined(separator: "\n")
        #expect(throws: VerificationError("policy: the quorum is not met, cosigned by: W1")) {
            try TlogProof(parsing: Array(lost.utf8)).verify(entry: Samples.envelope, policy: Samples.policy())
        }
        #expect(throws: VerificationError.self) {
            try proof.verify(entry: Samples.envelope + [0x20], policy: Samples.policy())
        }
    }

    @Test("a receipt is written and read back; what it proves and does not prove is said in sentences")
    func receipt() throws {
        let receipt = try Receipt(parsing: Samples.receipt.file)
        #expect(receipt == Samples.receipt)
        let plain = receipt.verify(policy: try Samples.policy())
        #expect(plain.ok && plain.statement.signature == .notChecked)
        #expect(plain.statement.predicateType == "https://daylight.example/sponsorship/v1")
        #expect(plain.proven.count == 3 && plain.notProven.count == 3)
        let signed = receipt.verify(policy: try Samples.policy(), signers: [try Samples.signer().signerKey])
        #expect(signed.ok && signed.statement.signature == .verified)
        #expect(signed.proven.count == 4 && signed.notProven.count == 2)
    }

    @Test("a stranger's key, too high a threshold, or an entry that is no envelope fail when a signer is asked for")
    func signers() throws {
        let (signer, stranger) = (try Samples.signer().signerKey, try Samples.stranger().signerKey)
        let policy = try Samples.policy()
        #expect(!Samples.receipt.verify(policy: policy, signers: [stranger]).ok)
        #expect(Samples.receipt.verify(policy: policy, signers: [stranger, signer]).ok)
        #expect(!Samples.receipt.verify(policy: policy, signers: [stranger, signer], threshold: 2).ok)
        let (log, entry) = (try Samples.noteKey(Samples.origin, 1, seed: 0), Array("plain".utf8))
        let head = try #require(Checkpoint(origin: Samples.origin, size: 1, root: Merkle.leafHash(of: entry), key: log))
        let receipt = Receipt(entry: entry, index: 0, path: [], checkpoint: head)
        let own = try TrustPolicy(parsing: Array("log \(Samples.logKey)\nquorum none\n".utf8))
        #expect(receipt.verify(policy: own).ok)
        #expect(receipt.verify(policy: own).statement.signature == .none)
        #expect(!receipt.verify(policy: own, signers: [signer]).ok)
    }

    @Test("no receipt with one bit of one byte changed verifies")
    func everyByte() throws {
        let policy = try Samples.policy()
        let signers = [try Samples.signer().signerKey]
        let file = Samples.receipt.file
        for position in file.indices.dropLast() {
            var changed = file
            changed[position] ^= 1 << UInt8(position % 7)
            let isSame = (try? Receipt(parsing: changed)) == Samples.receipt
            let verdict = (try? Receipt(parsing: changed))?.verify(policy: policy, signers: signers)
            #expect(verdict?.ok != true || isSame, "byte \(position)")
        }
    }

    @Test("thousands of damaged receipts and proofs are answered, never with a crash")
    func fuzz() throws {
        var random = SeededGenerator(41)
        let policy = try Samples.policy()
        var refused = 0
        for _ in 0..<1000 {
            let proof = random.mutated(Samples.proof)
            if (try? TlogProof(parsing: proof).verify(entry: Samples.envelope, policy: policy)) == nil { refused += 1 }
            _ = try? OfflineEvidence(parsing: random.mutated(Samples.receipt.file))
        }
        #expect(refused > 900)
    }

    @Test("the kind of an evidence file is told by its content")
    func kinds() throws {
        guard case .unpaired = try OfflineEvidence(parsing: Samples.proof) else {
            Issue.record("a proof needs its entry")
            return
        }
        guard case .receipt(let paired) = try OfflineEvidence(parsing: Samples.proof, entry: Samples.envelope) else {
            Issue.record("a proof with its entry is a receipt")
            return
        }
        #expect(paired == Samples.receipt)
        guard case .unreadable(let verdict) = try OfflineEvidence(parsing: Samples.receipt.file, entry: [1]) else {
            Issue.record("another entry beside a receipt must not pass")
            return
        }
        #expect(!verdict.ok)
        for text in ["", "{}", "[]", #"{"entry":"","proof":1}"#, #"{"kind":"fork"}"#] {
            #expect(throws: InputError.self) { try OfflineEvidence(parsing: Array(text.utf8)) }
        }
    }
}
