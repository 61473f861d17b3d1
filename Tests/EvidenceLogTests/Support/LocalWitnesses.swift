import Daylight
import Synchronization
import Testing

@testable import EvidenceLog

/// Three witnesses inside the test, which can be made to fail, and policies that name them.
final class LocalWitnesses: WitnessTransport {
    let witnesses: [String: Witness]
    let keys: [NoteKey]
    private let failing = Mutex<[String: WitnessReply]>([:])
    private let requests = Mutex<[String: Int]>([:])

    init(in folder: String, log: VerifierKey) throws {
        keys = try (0..<3).map { try Samples.noteKey("witness.example/\($0)", 4, seed: 0x20 + 0x20 * UInt8($0)) }
        witnesses = Dictionary(
            uniqueKeysWithValues: try keys.enumerated().map { number, key in
                ("w\(number)", try Witness(at: "\(folder)/w\(number)", key: key, logs: [log]))
            })
    }

    /// A policy that wants this many of the three.
    func policy(_ count: Int, log: VerifierKey) -> String {
        var text = "log \(log)\n"
        for (number, key) in keys.enumerated() { text += "witness W\(number) \(key.verifierKey) w\(number)\n" }
        return text + "group enough \(count) W0 W1 W2\nquorum enough\n"
    }

    /// Makes these witnesses answer so, until told otherwise.
    func fail(_ names: String..., with reply: WitnessReply?) {
        failing.withLock { for name in names { $0[name] = reply } }
    }

    /// How often a witness was asked to cosign.
    func asked(_ name: String) -> Int { requests.withLock { $0[name] ?? 0 } }

    func addCheckpoint(_ body: [UInt8], to url: String) -> WitnessReply {
        requests.withLock { $0[url, default: 0] += 1 }
        if let reply = failing.withLock({ $0[url] }) { return reply }
        switch witnesses[url]?.add(body, time: 1_795_420_810) {
        case .cosigned(let lines): return .answered(status: 200, contentType: nil, body: lines)
        case .conflict(let size):
            return .answered(status: 409, contentType: "text/x.tlog.size", body: Array("\(size)\n".utf8))
        case .inconsistent: return .answered(status: 422, contentType: nil, body: [])
        default: return .answered(status: 400, contentType: nil, body: [])
        }
    }

    func latestCheckpoint(_ path: String, at url: String) -> WitnessReply {
        if let reply = failing.withLock({ $0[url] }) { return reply }
        guard let origin = Digest(hex: path.prefix(64)), let note = witnesses[url]?.checkpoint(of: origin) else {
            return .answered(status: 404, contentType: nil, body: [])
        }
        return .answered(status: 200, contentType: nil, body: note)
    }
}
