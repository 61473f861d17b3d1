public import Daylight

extension AuditEvent {
    /// Most people who throw dice together, and longest text in bytes.
    static let peopleLimit = 100
    static let textLimit = 10_000

    /// Reads an event with its members `at` and `actor`.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ reader: MemberReader) throws(InputError) {
        self.init(
            try Action(reader), at: try reader.instant("at"),
            by: try reader.text("actor", limit: AuditSetup.nameLimit))
    }

    /// All members of the event.
    public var json: JSONObject {
        var object = action.json
        object["actor"] = .string(actor)
        object["at"] = .string(at.description)
        return object
    }
}

extension AuditEvent.Action {
    /// Reads the member `event` and what that event needs.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ reader: MemberReader) throws(InputError) {
        switch try AuditFile.choice(reader, "event", AuditEvent.Kind.self) {
        case .commit: self = .commit
        case .seed:
            self = .seed(
                digits: try reader.text("digits", limit: AuditSetup.nameLimit),
                rolledBy: try reader.names("rolledBy", limit: AuditEvent.peopleLimit))
        case .round: self = .round(size: Int(try reader.integer("size", in: 1...AuditFile.drawLimit)))
        case .enter: self = .enter(try AuditPaper(reader), try PaperReading(reader))
        case .resolve:
            self = .resolve(
                try AuditPaper(reader), try PaperReading(reader),
                reason: try reader.text("reason", limit: AuditEvent.textLimit))
        case .measure: self = .measure
        case .fullCount: self = .fullCount(reason: try reader.text("reason", limit: AuditEvent.textLimit))
        case .handCount: self = .handCount(try Self.results(reader))
        }
    }

    private static func results(_ reader: MemberReader) throws(InputError) -> [String: AuditEvent.HandCount] {
        let object = try reader.object("results")
        guard object.members.count <= AuditSetup.contestLimit else {
            throw reader.fault("results", "at most \(AuditSetup.contestLimit) contests", .integer(object.members.count))
        }
        var results: [String: AuditEvent.HandCount] = [:]
        for member in object.members {
            let contest = try MemberReader(member.value, path: "/results/\(pointerStep(member.name))/")
            if contest.optional("winner") != nil {
                results[member.name] = .winner(try contest.string("winner"))
            } else {
                let votes = try contest.votes("votes").map { ($0.name, $0.count) }
                results[member.name] = .votes(Dictionary(votes) { first, _ in first })
            }
        }
        return results
    }

    /// The member `event` and what the event needs.
    public var json: JSONObject {
        var object: JSONObject = ["event": .string(kind.rawValue)]
        func add(_ members: JSONObject) { for member in members.members { object[member.name] = member.value } }
        switch self {
        case .commit, .measure: break
        case .seed(let digits, let people):
            add(["digits": .string(digits), "rolledBy": .array(people.map { .string($0) })])
        case .round(let size): add(["size": .integer(size)])
        case .enter(let paper, let reading):
            add(paper.json)
            add(reading.json)
        case .resolve(let paper, let reading, let reason):
            add(paper.json)
            add(reading.json)
            add(["reason": .string(reason)])
        case .fullCount(let reason): add(["reason": .string(reason)])
        case .handCount(let results):
            var byContest = JSONObject()
            for (contest, result) in results.sorted(by: { $0.key < $1.key }) { byContest[contest] = result.json }
            add(["results": .object(byContest)])
        }
        return object
    }
}

extension AuditEvent.HandCount {
    var json: JSONValue {
        switch self {
        case .winner(let name): return ["winner": .string(name)]
        case .votes(let votes):
            var counts = JSONObject()
            for (name, count) in votes.sorted(by: { $0.key < $1.key }) { counts[name] = .integer(count) }
            return ["votes": .object(counts)]
        }
    }
}

extension MemberReader {
    /// A text of at most so many bytes.
    func text(_ name: String, limit: Int) throws(InputError) -> String {
        let text = try string(name)
        guard text.utf8.count <= limit else { throw fault(name, "at most \(limit) bytes", .integer(text.utf8.count)) }
        return text
    }
}
