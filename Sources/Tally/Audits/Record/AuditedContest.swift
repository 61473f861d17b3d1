import Daylight

/// `contest.json`: the reported outcome, the risk limit and the method, all fixed before the seed is drawn.
struct AuditedContest {
    enum Method: String, CaseIterable {
        case bravo
        case superSimple = "supersimple"
    }

    let name: String
    let method: Method
    let limit: RiskLimit
    let contest: AuditContest
    let gamma: Double

    init(_ reader: MemberReader) throws(InputError) {
        name = try reader.string("contest")
        method = try AuditFile.choice(reader, "method", Method.self)
        limit = try RiskLimit(reader)
        contest = try AuditContest(reader)
        gamma = try reader.gamma()
    }

    /// The candidates a ballot names, by index; `nil` where the member is absent or null: no paper, or no record.
    func marks(_ reader: MemberReader) throws(InputError) -> Set<Int>? {
        guard let value = reader.optional("votes") else { return nil }
        guard let names = value.arrayValue, names.count <= contest.votesAllowed else {
            throw reader.fault("votes", "at most \(contest.votesAllowed) names, or null", value)
        }
        var marks: Set<Int> = []
        for (index, name) in names.enumerated() {
            guard let candidate = contest.names.firstIndex(where: { .string($0) == name }), marks.insert(candidate).inserted
            else {
                throw reader.fault("votes/\(index)", "a candidate of the contest, once", name)
            }
        }
        return marks
    }
}

/// A ballot's place in the storage.
struct BallotPlace: Hashable {
    let batch: String
    let position: Int

    init(batch: String, position: Int) {
        self.batch = batch
        self.position = position
    }

    init(_ reader: MemberReader) throws(InputError) {
        batch = try reader.string("batch")
        position = Int(try reader.integer("position", in: 1...Int64(BallotManifest.ballotLimit)))
    }

    var text: String { "\(batch), \(position)" }
}

/// Ballots and what was read on each, by machine or by eye.
struct BallotReadings {
    /// `nil` stands for a ballot that was looked for and not found.
    private(set) var marks: [BallotPlace: Set<Int>?] = [:]

    /// Reads an array of objects with `batch`, `position` and `votes`.
    init(_ reader: MemberReader, _ name: String, _ contest: AuditedContest) throws(InputError) {
        for (index, element) in try reader.array(name).enumerated() {
            let entry = try MemberReader(element, path: "/\(name)/\(index)/")
            let place = try BallotPlace(entry)
            guard marks.updateValue(try contest.marks(entry), forKey: place) == nil else {
                throw entry.fault("position", "each ballot once", .string("\(place.text) again"))
            }
        }
    }
}
