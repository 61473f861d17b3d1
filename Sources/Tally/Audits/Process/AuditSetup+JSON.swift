public import Daylight

extension AuditSetup {
    static let contestFile = "contest.json"

    /// What lies in a file of its own.
    enum Part: String, CaseIterable {
        case manifest, records, batches

        var file: String { "\(rawValue).json" }

        func isUsed(by method: Method) -> Bool {
            switch self {
            case .manifest: true
            case .records: method.comparesRecords
            case .batches: method == .macro
            }
        }
    }

    /// The names of all files an audit may have besides its events.
    public static let fileNames = [contestFile] + Part.allCases.map(\.file)

    /// The content of one of the ``files``: RFC 8785, whose digest is committed to.
    public func contents(of file: File) -> [UInt8] {
        let json =
            Part.allCases.first { $0.file == file.name }.map {
                Self.json(of: $0, manifest, jurisdictions, contests, records, batches)
            } ?? .object(contestJSON)
        // Everything in it was read from JSON or is a whole number.
        return (try? CanonicalJSON.bytes(of: json)) ?? []
    }

    /// All files in one object, from which the setup can be read again.
    public var json: JSONObject {
        var object = contestJSON
        for part in Part.allCases where part.isUsed(by: method) {
            let file = Self.json(of: part, manifest, jurisdictions, contests, records, batches)
            object[part.rawValue] = file[part.rawValue]
        }
        return object
    }

    static func json(
        of part: Part, _ manifest: BallotManifest, _ jurisdictions: [String], _ contests: [AuditedContest],
        _ records: RecordTable?, _ batches: [BatchAudit]
    ) -> JSONValue {
        let rows: [JSONValue]
        switch part {
        case .manifest:
            rows = zip(manifest.batches, jurisdictions).map { batch, jurisdiction in
                var row: JSONObject = ["batch": .string(batch.name), "ballots": .integer(batch.ballots)]
                if !jurisdiction.isEmpty { row["jurisdiction"] = .string(jurisdiction) }
                return .object(row)
            }
        case .records:
            rows = manifest.batches.enumerated().flatMap { index, batch -> [JSONValue] in
                (0..<batch.ballots).compactMap { offset in
                    guard let marks = records?.marks(batch: index, position: offset + 1) else { return nil }
                    var votes = JSONObject()
                    for (contest, names) in zip(contests, marks) {
                        votes[contest.id] = .array(names.map { .string(contest.contest.names[$0]) })
                    }
                    return [
                        "batch": .string(batch.name), "position": .integer(offset + 1), "votes": .object(votes),
                    ]
                }
            }
        case .batches:
            rows = manifest.batches.enumerated().map { index, batch in
                var votes = JSONObject()
                for (contest, audit) in zip(contests, batches) {
                    var counts = JSONObject()
                    for (name, count) in zip(contest.contest.names, audit.batches[index].votes) {
                        counts[name] = .integer(count)
                    }
                    votes[contest.id] = .object(counts)
                }
                return ["batch": .string(batch.name), "votes": .object(votes)]
            }
        }
        return .object([part.rawValue: .array(rows)])
    }
}
