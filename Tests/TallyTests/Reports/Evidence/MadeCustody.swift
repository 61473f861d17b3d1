import Daylight
import EvidenceLog
import Testing

import enum Crypto.Curve25519

@testable import Tally

/// A small count with keys for two stations, a server and its log, to plant faults in.
struct MadeCustody {
    static let kinds: [FindingCode] = [
        .altered, .equivocation, .f502, .f503, .f505, .omitted, .splitView, .stale, .tooEarly, .w502,
    ]

    private static func key(_ seed: UInt8) throws -> Curve25519.Signing.PrivateKey {
        try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: seed, count: 32))
    }

    static let other = Made.station.with(["unitId": "S2", "pollCards": 94, "proxies": 11])

    static func election() throws -> JSONObject {
        let units = try #require(Made.election["units"]?.arrayValue)
        let second = try #require(units[2].objectValue).with([
            "keys": [["keyId": "k2", "publicKey": .string(Base64.encode(Array(try key(8).publicKey.rawRepresentation)))]]
        ])
        return Made.election.with(["units": [units[0], units[1], .object(second)]])
    }

    /// A signed envelope of either station.
    static func signed(_ report: JSONObject, received: String = "2026-06-14T23:00:00Z") throws -> JSONObject {
        let isFirst = report["unitId"] == "S1"
        let canonical = try CanonicalReport(report)
        let signature = try key(isFirst ? 7 : 8).signature(for: canonical.signedBytes)
        return [
            "report": .object(report), "sha256": .string(canonical.digest.hex), "keyId": isFirst ? "k1" : "k2",
            "signature": .string(Base64.encode(Array(signature))), "signedAt": "2026-06-14T22:00:00Z",
            "receivedAt": .string(received),
        ]
    }

    private let key: NoteKey
    private let signer: StatementSigner
    private let entries: [[UInt8]]

    /// A log that received some envelopes.
    init(_ envelopes: [JSONObject]) throws {
        var random = SplitMix64(seed: 5)
        key = try NoteKey(name: "log.example", random: &random)
        let signer = try #require(StatementSigner(seed: [UInt8](repeating: 9, count: 32)))
        self.signer = signer
        entries = try envelopes.map { try signer.sign(try Self.statement($0)) }
    }

    private static func statement(_ envelope: JSONObject) throws -> [UInt8] {
        let report = try #require(envelope["report"])
        let unit = try #require(report["unitId"]?.stringValue)
        let version = try #require(report["version"]?.integerValue)
        let tag = LoggedReports.tag(of: unit, version: version, in: "GR2026")
        let digest = try #require(envelope["sha256"]?.stringValue.flatMap { Digest(hex: $0) })
        let received = try #require(envelope["receivedAt"]?.stringValue.flatMap { Timestamp(iso8601: $0) })
        return try Statement(
            type: .reportsReceived, subjects: [.init(name: "result:\(tag)", sha256: digest)],
            predicate: [
                "definitionSHA256": .string(digest.hex), "reports": 1, "receivedAt": .integer(received.milliseconds),
                "program": "daylight count 1",
            ]
        ).body()
    }

    /// The receipt of the first envelope in a log of one or two.
    func receipt(of envelope: JSONObject) throws -> JSONValue {
        let report = try #require(envelope["report"])
        let leaves = entries.map { Merkle.leafHash(of: $0) }
        let proof = TlogProof(index: 0, path: Array(leaves.dropFirst()), checkpoint: try checkpoint(leaves).note)
        return [
            "unitId": report["unitId"] ?? nil, "version": report["version"] ?? nil, "sha256": envelope["sha256"] ?? nil,
            "leafIndex": 0,
            "receipt": [
                "entry": .string(Base64.encode(entries[0])), "proof": .string(String(decoding: proof.file, as: UTF8.self)),
            ],
        ]
    }

    private func checkpoint(_ leaves: [Digest]) throws -> Checkpoint {
        var frontier = Frontier()
        for leaf in leaves { frontier.append(leaf) }
        return try #require(Checkpoint(origin: "log.example", size: frontier.size, root: frontier.root, key: key))
    }

    /// The member `evidenceLog`, with the heads of two logs of one size.
    func log(withHeads: Bool = false) throws -> JSONValue {
        var log: JSONObject = [
            "key": .string(key.verifierKey.description), "signer": .string(signer.signerKey.pem),
        ]
        if withHeads {
            let heads = try [1, 2].map { try checkpoint([Merkle.leafHash(of: [UInt8($0)])]) }
            log["checkpoints"] = .array(heads.map { JSONValue.string(String(decoding: $0.note, as: UTF8.self)) })
        }
        return .object(log)
    }

    static func bytes(_ reports: [JSONObject], _ others: JSONObject = [:]) throws -> [UInt8] {
        var file: JSONObject = ["election": .object(try election()), "reports": .array(reports.map(JSONValue.object))]
        for member in others.members { file[member.name] = member.value }
        return CanonicalJSON.lineBytes(.object(file))
    }

    /// A file of reports with one fault.
    static func file(_ kind: FindingCode) throws -> [UInt8] {
        let first = try signed(Made.station)
        switch kind {
        case .equivocation: return try bytes([first, try signed(Made.station.with(["note": "else"]))])
        case .stale: return try bytes([try signed(Made.station.with(["version": 2])), first])
        case .f502: return try bytes([first, try signed(Made.station.with(["unitId": "S2"]))])
        case .f505: return try bytes([first.with(["signature": try signed(other)["signature"] ?? nil])])
        case .f503: return try bytes([first, try signed(other)], ["aggregates": [sum(["validVotes": 201])]])
        case .splitView: return try bytes([], ["evidenceLog": try MadeCustody([]).log(withHeads: true)])
        case .omitted:
            let log = try MadeCustody([first, try signed(other)])
            return try bytes(
                [], ["aggregates": [sum(["blank": 0])], "receipts": [try log.receipt(of: first)], "evidenceLog": try log.log()])
        case .altered:
            let log = try MadeCustody([first])
            let stored = first.with(["report": .object(Made.station.with(["note": "else"])), "sha256": nil])
            return try bytes([stored], ["receipts": [try log.receipt(of: first)], "evidenceLog": try log.log()])
        default:
            let moment = kind == .w502 ? "2026-06-15T13:00:00Z" : "2026-06-14T21:04:00Z"
            let sent = try signed(Made.station, received: moment).with(["signedAt": .string(moment)])
            let log = try MadeCustody([sent])
            return try bytes([sent], ["receipts": [try log.receipt(of: sent)], "evidenceLog": try log.log()])
        }
    }

    static func sum(_ fields: JSONObject, inputs: [JSONValue] = []) -> JSONValue {
        ["unitId": "M1", "treeSize": 2, "fields": .object(fields), "inputs": .array(inputs)]
    }

    /// The evidence made of the first finding of a kind.
    static func evidence(_ kind: FindingCode, in bytes: [UInt8]? = nil) throws -> CountEvidence {
        let maker = try EvidenceMaker(try bytes ?? file(kind))
        return try #require(maker.made.first { $0.evidence.kind == kind }).evidence
    }
}
