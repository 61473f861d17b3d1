public import Daylight

/// One version of a draft of rules that the sounding board is asked about.
public struct BoardDraft: Hashable, Sendable {
    /// What the rules are for.
    public enum Topic: Hashable, Sendable {
        /// A version of a ranking policy, published or still to be.
        case rankingPolicy(version: String)
        /// Other rules, by name.
        case ruleSet(name: String)
    }

    /// One rule that is voted on.
    public struct Clause: Hashable, Sendable {
        /// See ``BoardName``; stays with the clause through the versions of a draft.
        public let id: String
        public let text: String

        public init(id: String, text: String) {
            self.id = id
            self.text = text
        }
    }

    /// Longest title and longest name of what it is about, in Unicode scalars.
    public static let titleLimit = 200
    /// Most clauses.
    public static let clauseLimit = 500
    /// Longest clause, in Unicode scalars.
    public static let clauseTextLimit = 4_000
    /// Largest file, in bytes.
    public static let byteLimit = 16 << 20
    /// Most versions of a draft.
    public static let versionLimit = 1_000

    /// See ``BoardName``.
    public let id: String
    /// Counted from 1.
    public let version: Int
    public let title: String
    public let about: Topic
    /// In the order of the rules.
    public let clauses: [Clause]
    public let opened: Timestamp
    /// From here on nobody reviews.
    public let closes: Timestamp

    /// - Throws: ``InputError`` for a text or number beyond the bounds, two clauses of one id, or an end before the beginning.
    public init(
        id: String, version: Int, title: String, about: Topic, clauses: [Clause], opened: Timestamp, closes: Timestamp
    ) throws(InputError) {
        guard (1...Self.versionLimit).contains(version) else {
            throw InputError(field: "version", expected: "a number from 1 to \(Self.versionLimit)", found: "\(version)")
        }
        guard (1...Self.clauseLimit).contains(clauses.count) else {
            throw InputError(field: "clauses", expected: "1 to \(Self.clauseLimit) clauses", found: "\(clauses.count)")
        }
        var ids: Set<String> = []
        for (index, clause) in clauses.enumerated() {
            _ = try BoardName.checked(clause.id, field: "clauses[\(index)].id")
            _ = try BoardText.checked(
                clause.text, field: "clauses[\(index)].text", limit: Self.clauseTextLimit, mayBreak: true)
            guard ids.insert(clause.id).inserted else {
                throw InputError(field: "clauses[\(index)].id", expected: "an id of its own", found: "\"\(clause.id)\" twice")
            }
        }
        self.id = try BoardName.checked(id, field: "id")
        self.version = version
        self.title = try BoardText.checked(title, field: "title", limit: Self.titleLimit)
        self.about = try about.checked()
        self.clauses = clauses
        self.opened = try BoardText.checked(opened, field: "opened")
        self.closes = try BoardText.checked(closes, field: "closes")
        guard opened < closes else {
            throw InputError(field: "closes", expected: "a moment after \(opened)", found: closes.description)
        }
    }

    /// Whether somebody may review at a moment.
    public func isOpen(at moment: Timestamp) -> Bool { opened <= moment && moment < closes }
}

extension BoardDraft.Topic {
    fileprivate func checked() throws(InputError) -> Self {
        _ = try BoardText.checked(text, field: "about.\(member)", limit: BoardDraft.titleLimit)
        return self
    }

    /// The version of the policy, or the name of the rules.
    public var text: String {
        switch self {
        case .rankingPolicy(let version): version
        case .ruleSet(let name): name
        }
    }

    private var member: String {
        switch self {
        case .rankingPolicy: "rankingPolicy"
        case .ruleSet: "ruleSet"
        }
    }

    fileprivate var json: JSONValue { .object([member: .string(text)]) }

    fileprivate init(_ reader: MemberReader) throws(InputError) {
        let (policy, rules) = (try reader.boardText("rankingPolicy"), try reader.boardText("ruleSet"))
        switch (policy, rules) {
        case (let version?, nil): self = .rankingPolicy(version: version)
        case (nil, let name?): self = .ruleSet(name: name)
        default: throw reader.fault("rankingPolicy", "either this or ruleSet", reader.object["rankingPolicy"])
        }
    }
}

extension BoardDraft {
    public var json: JSONValue {
        [
            "id": .string(id), "version": .integer(version), "title": .string(title), "about": about.json,
            "opened": .string(opened.description), "closes": .string(closes.description),
            "clauses": .array(clauses.map { ["id": .string($0.id), "text": .string($0.text)] }),
        ]
    }

    /// The canonical bytes, whose digest is on the log.
    public var bytes: [UInt8] {
        get throws(InputError) { try CanonicalJSON.bytes(of: json) }
    }

    /// Reads what ``json`` writes; members beside these are left out.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        try self.init(
            id: try reader.string("id"), version: Int(try reader.integer("version", in: 1...Int64(Self.versionLimit))),
            title: try reader.string("title"),
            about: try Topic(try MemberReader(try reader.value("about"), path: "about.")),
            clauses: try reader.list("clauses", limit: Self.clauseLimit) { clause throws(InputError) in
                Clause(id: try clause.string("id"), text: try clause.string("text"))
            }, opened: try reader.instant("opened"), closes: try reader.instant("closes"))
    }

    /// Reads a file.
    ///
    /// - Throws: ``InputError`` naming byte or member.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        try self.init(try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: 8)))
    }
}
