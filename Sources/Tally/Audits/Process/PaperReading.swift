public import Daylight

/// What is drawn and fetched: a ballot at its place in the storage, or a whole batch.
public struct AuditPaper: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let batch: String
    /// Of the ballot in its batch, counting from 1; `nil` for the whole batch.
    public let position: Int?

    public init(batch: String, position: Int? = nil) {
        self.batch = batch
        self.position = position
    }

    public var description: String { position.map { "batch \(batch), ballot \($0)" } ?? "batch \(batch)" }

    public static func < (one: AuditPaper, other: AuditPaper) -> Bool {
        (one.batch, one.position ?? 0) < (other.batch, other.position ?? 0)
    }

    init(_ reader: MemberReader) throws(InputError) {
        batch = try reader.string("batch")
        position =
            reader.optional("position") == nil
            ? nil : Int(try reader.integer("position", in: 1...Int64(BallotManifest.ballotLimit)))
    }

    /// The members `batch` and, for a ballot, `position`.
    public var json: JSONObject {
        var object: JSONObject = ["batch": .string(batch)]
        if let position { object["position"] = .integer(position) }
        return object
    }
}

/// What a person reads from paper, by contest id. A contest that is left out has no votes there.
public enum PaperReading: Hashable, Sendable {
    /// It was looked for and is not there, which counts as the worst it could be.
    case notFound
    /// Names that are marked, in the order of preference where ballots rank; none for a blank or invalid ballot.
    case ballot([String: [String]])
    /// Votes for each name in the whole batch.
    case batch([String: [String: Int]])

    /// Reads `votes` (contest → names, or contest → name → number) or `notFound`.
    init(_ reader: MemberReader) throws(InputError) {
        if let value = reader.optional("notFound") {
            guard value == .bool(true), reader.optional("votes") == nil else {
                throw reader.fault("notFound", "true, without votes", value)
            }
            self = .notFound
            return
        }
        let votes = try reader.object("votes")
        guard votes.members.count <= AuditSetup.contestLimit else {
            throw reader.fault("votes", "at most \(AuditSetup.contestLimit) contests", .integer(votes.members.count))
        }
        var ballot: [String: [String]] = [:]
        var batch: [String: [String: Int]] = [:]
        let contests = MemberReader(votes, path: "/votes/")
        for member in votes.members {
            if case .array(let names) = member.value, names.count <= AuditContest.candidateLimit {
                ballot[member.name] = names.compactMap(\.stringValue)
                guard ballot[member.name]?.count == names.count else {
                    throw contests.fault(pointerStep(member.name), "an array of names", member.value)
                }
            } else {
                let counts = try contests.votes(member.name)
                batch[member.name] = Dictionary(counts.map { ($0.name, $0.count) }) { first, _ in first }
            }
        }
        guard ballot.isEmpty || batch.isEmpty else {
            throw reader.fault("votes", "names or numbers, not both", .string("both"))
        }
        self = batch.isEmpty ? .ballot(ballot) : .batch(batch)
    }

    /// The member `votes` or `notFound`.
    public var json: JSONObject {
        var votes = JSONObject()
        switch self {
        case .notFound: return ["notFound": true]
        case .ballot(let marks):
            for contest in marks.keys.sorted() { votes[contest] = .array((marks[contest] ?? []).map { .string($0) }) }
        case .batch(let counts):
            for contest in counts.keys.sorted() {
                var byName = JSONObject()
                for (name, count) in (counts[contest] ?? [:]).sorted(by: { $0.key < $1.key }) { byName[name] = .integer(count) }
                votes[contest] = .object(byName)
            }
        }
        return ["votes": .object(votes)]
    }
}
