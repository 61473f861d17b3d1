public import Daylight

/// How helpful somebody finds a note, with reasons (reference section 1.2).
public struct WrittenRating: Hashable, Sendable {
    public let note: Int64
    public let rater: ParticipantID
    /// Milliseconds since 1970.
    public let created: Int64
    public let label: RatingLabel
    /// At least one, in column order.
    public let tags: [ExplanationTag]

    /// The reasons that are offered for a label; others are kept in old tables only.
    public static func tags(for label: RatingLabel) -> [ExplanationTag] {
        switch label {
        case .helpful: ExplanationTag.helpful.filter(\.isOffered)
        case .somewhatHelpful: (ExplanationTag.helpful + ExplanationTag.notHelpful).filter(\.isOffered)
        case .notHelpful: ExplanationTag.notHelpful.filter(\.isOffered)
        }
    }

    /// - Throws: ``InputError`` when there is no reason, or one that does not go with the label.
    public init(
        note: Int64, rater: ParticipantID, created: Int64, label: RatingLabel, tags: some Sequence<ExplanationTag>
    ) throws(InputError) {
        let given = Set(tags)
        let offered = Self.tags(for: label)
        self.tags = offered.filter(given.contains)
        guard self.tags.count == given.count, !given.isEmpty else {
            throw InputError(
                field: "tags", expected: "at least one of \(offered.map(\.rawValue).joined(separator: ", "))",
                found: given.isEmpty ? "none" : given.map(\.rawValue).sorted().joined(separator: ", "))
        }
        self.note = note
        self.rater = rater
        self.created = created
        self.label = label
    }

    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        guard let label = reader.optional("helpfulnessLevel")?.stringValue.flatMap({ RatingLabel(level: $0) }) else {
            throw reader.fault("helpfulnessLevel", RatingLabel.levelShape, reader.object["helpfulnessLevel"])
        }
        var tags: [ExplanationTag] = []
        for (index, element) in try reader.array("tags").enumerated() {
            guard let tag = element.stringValue.flatMap(ExplanationTag.init) else {
                throw reader.fault("tags[\(index)]", "the name of a reason", element)
            }
            tags.append(tag)
        }
        try self.init(
            note: try reader.noteID("noteId"), rater: try reader.participant("rater"),
            created: try reader.milliseconds("createdAtMillis"), label: label, tags: tags)
    }

    public var json: JSONValue {
        [
            "noteId": .string(String(note)), "rater": .string(rater.text), "createdAtMillis": .integer(created),
            "helpfulnessLevel": .string(label.level), "tags": .array(tags.map { .string($0.rawValue) }),
        ]
    }

    /// The rating as one that comes in.
    public var incoming: IncomingRating {
        IncomingRating(
            fields: RatingFields(
                note: note, rater: rater, time: created, marks: RatingMarks(label, TagSet(tags.map(TagSet.init))), digest: 0))
    }
}

extension RatingLabel {
    /// Its name in the column `helpfulnessLevel`.
    public var level: String {
        switch self {
        case .helpful: "HELPFUL"
        case .somewhatHelpful: "SOMEWHAT_HELPFUL"
        case .notHelpful: "NOT_HELPFUL"
        }
    }

    /// By the name in the column `helpfulnessLevel`.
    public init?(level: String) {
        guard let label = Self.allCases.first(where: { $0.level == level }) else { return nil }
        self = label
    }
}

extension ExplanationTag {
    /// Whether raters may still tick it (reference section 1.2, the columns marked with a dagger are history).
    var isOffered: Bool {
        switch self {
        case .helpfulInformative, .helpfulEmpathetic, .helpfulUniqueContext, .notHelpfulOpinionSpeculationOrBias,
            .notHelpfulOutdated, .notHelpfulOffTopic:
            false
        default: true
        }
    }
}
