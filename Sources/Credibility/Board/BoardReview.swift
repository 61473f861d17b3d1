public import Daylight

/// What one reviewer says about one version of a draft.
public struct BoardReview: Hashable, Sendable {
    /// The part of a profile that stands with every review, as it was when the review was given.
    public struct Author: Hashable, Sendable {
        public let id: String
        public let name: String
        public let kind: BoardKind
        public let organisation: String

        public init(_ reviewer: BoardReviewer) {
            (id, name, kind, organisation) = (reviewer.id, reviewer.name, reviewer.kind, reviewer.organisation)
        }

        fileprivate init(_ reader: MemberReader) throws(InputError) {
            id = try BoardName.checked(try reader.string("id"), field: "reviewer.id")
            name = try BoardText.checked(
                try reader.string("name"), field: "reviewer.name", limit: BoardReviewer.nameLimit)
            kind = try reader.boardChoice("kind")
            organisation = try BoardText.checked(
                try reader.string("organisation"), field: "reviewer.organisation", limit: BoardReviewer.nameLimit)
        }

        fileprivate var json: JSONValue {
            [
                "id": .string(id), "name": .string(name), "kind": .string(kind.rawValue),
                "organisation": .string(organisation),
            ]
        }
    }

    /// What is said about one clause: a vote, a comment, or both.
    public struct Remark: Hashable, Sendable {
        public let clause: String
        public let vote: BoardVote?
        public let comment: String?

        public init(clause: String, vote: BoardVote?, comment: String?) {
            (self.clause, self.vote, self.comment) = (clause, vote, comment)
        }
    }

    /// Longest comment on a clause and on the whole, in Unicode scalars.
    public static let commentLimit = 4_000
    /// Most reviews that are counted together.
    public static let countLimit = 10_000

    /// The draft's id.
    public let draft: String
    /// The draft's version.
    public let version: Int
    public let reviewer: Author
    public let given: Timestamp
    public let remarks: [Remark]
    /// About the whole.
    public let comment: String?

    /// - Throws: ``InputError`` for a review that says nothing, speaks of a clause twice, or has a text beyond the bounds.
    public init(
        draft: String, version: Int, reviewer: Author, given: Timestamp, remarks: [Remark], comment: String?
    ) throws(InputError) {
        guard remarks.count <= BoardDraft.clauseLimit else {
            throw InputError(field: "clauses", expected: "at most \(BoardDraft.clauseLimit)", found: "\(remarks.count)")
        }
        var clauses: Set<String> = []
        for (index, remark) in remarks.enumerated() {
            let place = "clauses[\(index)]."
            _ = try BoardName.checked(remark.clause, field: place + "clause")
            guard clauses.insert(remark.clause).inserted else {
                throw InputError(field: place + "clause", expected: "each clause once", found: "\"\(remark.clause)\" twice")
            }
            if let comment = remark.comment {
                _ = try BoardText.checked(comment, field: place + "comment", limit: Self.commentLimit, mayBreak: true)
            } else if remark.vote == nil {
                throw InputError(field: place + "vote", expected: "a vote or a comment", found: "neither")
            }
        }
        self.comment = try comment.map { text throws(InputError) in
            try BoardText.checked(text, field: "comment", limit: Self.commentLimit, mayBreak: true)
        }
        guard comment != nil || !remarks.isEmpty else {
            throw InputError(field: "clauses", expected: "a vote or a comment", found: "neither")
        }
        guard (1...BoardDraft.versionLimit).contains(version) else {
            throw InputError(field: "version", expected: "a number from 1 to \(BoardDraft.versionLimit)", found: "\(version)")
        }
        self.draft = try BoardName.checked(draft, field: "draft")
        self.version = version
        self.reviewer = reviewer
        self.given = try BoardText.checked(given, field: "given")
        self.remarks = remarks
    }
}

extension BoardReview {
    public var json: JSONValue {
        var object: JSONObject = [
            "draft": .string(draft), "version": .integer(version), "reviewer": reviewer.json,
            "given": .string(given.description), "clauses": .array(remarks.map(\.json)),
        ]
        object["comment"] = comment.map { .string($0) }
        return .object(object)
    }

    /// The canonical bytes: what the statement on the log commits to.
    public var bytes: [UInt8] {
        get throws(InputError) { try CanonicalJSON.bytes(of: json) }
    }

    /// Reads what ``json`` writes; members beside these are left out.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        try self.init(
            draft: try reader.string("draft"),
            version: Int(try reader.integer("version", in: 1...Int64(BoardDraft.versionLimit))),
            reviewer: try Author(try MemberReader(try reader.value("reviewer"), path: "reviewer.")),
            given: try reader.instant("given"), remarks: try Self.remarks(reader), comment: try reader.boardText("comment"))
    }

    /// The member `clauses`.
    ///
    /// - Throws: ``InputError`` naming the member.
    public static func remarks(_ reader: MemberReader) throws(InputError) -> [Remark] {
        try reader.list("clauses", limit: BoardDraft.clauseLimit) { remark throws(InputError) in
            Remark(
                clause: try remark.string("clause"),
                vote: remark.optional("vote") == nil ? nil : try remark.boardChoice("vote"),
                comment: try remark.boardText("comment"))
        }
    }
}

extension BoardReview.Remark {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["clause": .string(clause)]
        object["vote"] = vote.map { .string($0.rawValue) }
        object["comment"] = comment.map { .string($0) }
        return .object(object)
    }
}
