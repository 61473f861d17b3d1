import Daylight
import EvidenceLog
import Simulation
import Tally

import enum Crypto.Curve25519

/// A simulated count with everything signed: reports by their stations, receipts by the server, checkpoints by its log.
struct SignedCount {
    let simulation: CountingSimulation
    let definition: JSONObject
    private let keys: [String: Curve25519.Signing.PrivateKey]
    private let log: SimulatedLog
    private let signer: StatementSigner

    init(_ simulation: CountingSimulation) throws {
        self.simulation = simulation
        var keys: [String: Curve25519.Signing.PrivateKey] = [:]
        for unit in simulation.stations {
            keys[unit] = try Curve25519.Signing.PrivateKey(rawRepresentation: simulation.keySeed(unit))
        }
        self.keys = keys
        definition = simulation.definition { unit in keys[unit].map { Array($0.publicKey.rawRepresentation) } ?? [] }
        guard let signer = StatementSigner(seed: simulation.keySeed("server")) else {
            throw Failure(.internalFault, "a simulated key was refused")
        }
        self.signer = signer
        let digest = try ElectionDefinition.digest(of: .object(definition))
        let entries = try simulation.received.map { try signer.sign(Self.statement($0, definition: digest)) }
        log = try SimulatedLog(name: CountingSimulation.log, seed: simulation.seed, entries: entries)
    }

    /// What the server says about a report it received.
    private static func statement(_ report: ReceivedReport, definition: Digest) throws(InputError) -> [UInt8] {
        let tag = LoggedReports.tag(of: report.unit, version: report.version, in: CountingSimulation.election)
        return try Statement(
            type: .reportsReceived, subjects: [.init(name: "result:\(tag)", sha256: report.digest)],
            predicate: [
                "definitionSHA256": .string(definition.hex), "reports": 1,
                "receivedAt": .integer(report.receivedAt.milliseconds), "program": "daylight count 1",
            ]
        ).body()
    }

    private func envelope(_ report: SimulatedReport) throws -> JSONValue {
        guard let key = keys[report.signer] else { throw Failure(.internalFault, "\(report.signer) has no key") }
        let signed = try CanonicalReport(report.signed).signedBytes
        let unit = report.stored["unitId"]?.stringValue ?? ""
        return [
            "report": .object(report.stored), "sha256": .string(report.digest.hex),
            "keyId": .string(CountingSimulation.keyId(unit)),
            "signature": .string(Base64.encode(Array(try key.signature(for: signed)))),
            "signedAt": .string(report.signedAt.description), "receivedAt": .string(report.receivedAt.description),
        ]
    }

    private func receipt(_ index: Int) throws -> JSONValue {
        let report = simulation.received[index]
        var entry = log.entries[index]
        // Somebody changed a stored entry: one character of its payload.
        if simulation.alteredEntries.contains(index) { entry[40] ^= 1 }
        return [
            "unitId": .string(report.unit), "version": .integer(report.version), "sha256": .string(report.digest.hex),
            "leafIndex": .integer(index),
            "receipt": [
                "entry": .string(Base64.encode(entry)), "proof": .string(String(decoding: try log.proof(index), as: UTF8.self)),
            ],
        ]
    }

    /// What arrived, in order.
    func envelopes() throws -> [JSONValue] { try simulation.reports.map(envelope) }

    /// The file of reports that `daylight count check` and `daylight count screen` read.
    func reports() throws -> JSONValue {
        let checkpoints = [log.checkpoint, try log.otherCheckpoint()]
        return [
            "election": .object(definition), "asOf": .string(simulation.asOf.description),
            "reports": .array(try envelopes()),
            "aggregates": .array(simulation.sums.map { .object($0.json) }),
            "receipts": .array(try simulation.received.indices.map(receipt)),
            "evidenceLog": [
                "key": .string(log.key.verifierKey.description), "signer": .string(signer.signerKey.pem),
                "checkpoints": .array(checkpoints.map { .string(String(decoding: $0.note, as: UTF8.self)) }),
            ],
            "history": simulation.historyJSON,
        ]
    }

    /// Files of the folder `count`.
    func files() throws -> [(path: String, bytes: [UInt8])] {
        [
            ("reports.json", try reports()), ("definition.json", .object(definition)), ("truth.json", simulation.truthJSON),
        ].map { ($0.0, CanonicalJSON.lineBytes($0.1) + [0x0A]) }
    }
}
