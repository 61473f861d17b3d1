import Daylight
import Testing

@testable import EvidenceLog

/// The keys and texts of the worked examples: seeds 00…1f (log), 20…3f and 40…5f (witnesses), 60…7f (statements).
enum Samples {
    static let origin = "log.daylight.example/2026"
    static let logKey = "log.daylight.example/2026+31700d85+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    static let firstWitness = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
    static let secondWitness = "witness2.example/w2+6b18595d+BCVDuS/xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd"
    static let strangeKey = "log.daylight.example/2026+cc67928c+Ac0Us3+VbpUxlP9/tzs9gdzFYdYadTgJS3w+GmQ+5fOq"

    static func seed(_ first: UInt8) -> [UInt8] { (0..<32).map { first + $0 } }

    static func noteKey(_ name: String, _ type: UInt8, seed first: UInt8) throws -> NoteKey {
        let key = try #require(Ed25519.PrivateKey(seed: seed(first)))
        let verifier = VerifierKey(name: name, type: NoteKeyType(rawValue: type), publicKey: key.publicKey)
        let text = "PRIVATE+KEY+\(name)+\(Hex.encode(verifier.keyID))+\(Base64.encode([type] + seed(first)))\n"
        return try NoteKey(parsing: Array(text.utf8))
    }

    static func signer() throws -> StatementSigner { try #require(StatementSigner(seed: seed(0x60))) }
    static func stranger() throws -> StatementSigner { try #require(StatementSigner(seed: seed(0x80))) }

    static let entries: [[UInt8]] =
        [[], [0], Array("daylight".utf8)] + (3...6).map { Array("entry \($0)".utf8) }

    static let checkpointText = """
        log.daylight.example/2026
        7
        0QznRkcglhyTAf/IX2VtVf4Q5jhNbcFHkWn84df0FVE=

        """
    static let firstCosignature =
        "— witness.example/w1 IDJKvgAAAABrA/KAPryLtGqI11jQBoHF960FtV2Tl/VlkoDwQtGkspRQzTAvwVSiLRH9ZHs/7UOO4lkyaP97MAngoi3pFC2JYlghCw==\n"
    static let secondCosignature =
        "— witness2.example/w2 axhZXQAAAABrA/KBprP94Cxz/B/+boLTqYWvm8JTLWKR2CmwEnvJImeU+raGvfBLqb1Eu+8vrby2OvwHHoCxuMqjiHm/O+gOCiHSCw==\n"
    static let logSignature =
        "— log.daylight.example/2026 MXANhYwmklM1pgvzNr/iLzx1PoqL+JTy6fkCjw96hDmzzayb+2x9/oXybXk5Ei/RdXuCCAp0EQXY6TqQrui7ApXzpAw=\n"
    static let checkpoint = Array((checkpointText + "\n" + logSignature + firstCosignature + secondCosignature).utf8)

    static let body = Array(
        (#"{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"ad:2026-000123","digest":{"sha256":"#
            + #""8976b51a75220c19ce4a69064dc5f6a3b6a4f812c514dfad8eab929dd49624cc"}}],"#
            + #""predicateType":"https://daylight.example/sponsorship/v1","predicate":{"payer":"Example Party","#
            + #""amount":"1250.00","currency":"EUR","election":"EP-2029"}}"#).utf8)
    static let signature =
        "BlytOeRGqVtyG87wuolSXJ5GTPm3N2pU8Ke1gLzGEQhhLqQXgVFNz2TlCfznwxQr2GsmbQccHPupDB0CNPzSCw=="
    static let keyID = "c7c4c473d09d1bdb37e2a6c5aae8dc137b666abf926c4ca9c8f0a177c5e31a62"
    static let envelope = Array(
        (#"{"payload":""# + Base64.encode(body) + #"","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":""#
            + keyID + #"","sig":""# + signature + #""}]}"#).utf8)

    static let proof = Array(
        """
        c2sp.org/tlog-proof@v1
        index 7
        vhV4G2KKKEFMHIoRuG24Qi+hBBIV/g18RJbSPNoeQUI=
        3QN52DrH8WTn7qMM3O+1dQglTEj3Zq/M09l2Nl4yjMw=
        RAcw7FJ9K30E6Q1+/tNFI758MUBxq9zf4NyUPmJcvNk=

        log.daylight.example/2026
        8
        X2GYBc7E/xozFgVtqKKohAUhVUCJ6V4pHJL4ClyqGsE=

        — log.daylight.example/2026 MXANhdzU3+v2ufiP4+NfFM1u63eW327ACd2xEoEGMOtaKntIJevWugI792NYm60oRggAk6xuExc637F5WkXBoJJwBgg=
        — witness.example/w1 IDJKvgAAAABrA/KK+aKmfaYkdd//qUXbPr2gq3GUkmJBAg8O0YxleDFKzRY+GqB9X5caRLrOb8gdcRP9ltULgjULH8TqU4+aeyR8Bw==
        — witness2.example/w2 axhZXQAAAABrA/KLJFhvYNpX0FO5a5ccHpBu5vdhyNAwXtkPVFXGf0IVMUIVGGbFmYXQgxLVOu3LTseLHgoVIuP84qGm+zY4XxqWBA==

        """.utf8)

    static let policyText = """
        # both witnesses
        log \(logKey)
        witness W1 \(firstWitness)
        witness W2 \(secondWitness)
        group both all W1 W2
        quorum both

        """
    static func policy() throws -> TrustPolicy { try TrustPolicy(parsing: Array(policyText.utf8)) }
    static let receipt = Receipt(entry: envelope, proof: proof)
}

/// SplitMix64: the same seed, the same test.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// The input with one to four bytes changed, removed or doubled.
    mutating func mutated(_ input: [UInt8]) -> [UInt8] {
        var bytes = input
        for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
            let position = Int.random(in: 0..<bytes.count, using: &self)
            switch next() % 3 {
            case 0: bytes[position] = UInt8.random(in: .min ... .max, using: &self)
            case 1: bytes.remove(at: position)
            default: bytes.insert(bytes[position], at: position)
            }
        }
        return bytes
    }
}
