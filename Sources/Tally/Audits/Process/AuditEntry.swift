public import Daylight

/// An event of the public record, with what followed from it and sealed to all events before it.
public struct AuditEntry: Hashable, Sendable {
    /// What an event gives, published with it so that others can compare.
    enum Outcome: Hashable, Sendable {
        case nothing
        /// Digests of the files, by name.
        case committed([String: Digest])
        /// The draws of the round.
        case drawn([AuditDraw])
        /// The risk of each contest, by id.
        case measured([String: Double])
    }

    public let event: AuditEvent
    let outcome: Outcome
    /// The digest of the entry before; of `contest.json` for the first.
    public let previous: Digest
    /// SHA-256 of the canonical JSON without the member `sha256`.
    public let digest: Digest
    /// All members.
    public let json: JSONValue

    init(_ event: AuditEvent, _ outcome: Outcome, after previous: Digest) {
        self.event = event
        self.outcome = outcome
        self.previous = previous
        var object = event.json
        switch outcome {
        case .nothing: break
        case .committed(let digests):
            var files = JSONObject()
            for (name, digest) in digests.sorted(by: { $0.key < $1.key }) { files[name] = .string(digest.hex) }
            object["files"] = .object(files)
        case .drawn(let draws): object["draws"] = .array(draws.map(\.json))
        case .measured(let risks):
            var byContest = JSONObject()
            for (contest, risk) in risks.sorted(by: { $0.key < $1.key }) { byContest[contest] = .real(risk) }
            object["risks"] = .object(byContest)
        }
        object["previous"] = .string(previous.hex)
        digest = Self.digest(of: object)
        object["sha256"] = .string(digest.hex)
        json = .object(object)
    }

    /// The same as it stands in a record, with which it agrees.
    init(_ entry: AuditEntry, asStated json: JSONValue) {
        event = entry.event
        outcome = entry.outcome
        previous = entry.previous
        digest = json["sha256"]?.stringValue.flatMap { Digest(hex: $0) } ?? entry.digest
        self.json = json
    }

    static func digest(of object: JSONObject) -> Digest {
        var object = object
        object["sha256"] = nil
        // Numbers outside the range of a double cannot be in an entry that fits; nothing is the digest of no bytes.
        return Digest(of: (try? CanonicalJSON.bytes(of: .object(object))) ?? [])
    }

    /// The bytes of the entry's file: RFC 8785.
    public var bytes: [UInt8] { (try? CanonicalJSON.bytes(of: json)) ?? [] }
}
