public import Daylight

/// A note that somebody writes on a subject, with the columns of the public notes table (reference section 1.1).
public struct WrittenNote: Hashable, Sendable {
    /// What the author says about the subject.
    public enum Classification: String, CaseIterable, Hashable, Sendable {
        case misleading = "MISINFORMED_OR_POTENTIALLY_MISLEADING"
        case notMisleading = "NOT_MISLEADING"

        /// The reasons that can be given for it, in column order.
        public var reasons: [Reason] {
            Reason.allCases.filter { $0.rawValue.hasPrefix("notMisleading") == (self == .notMisleading) }
        }
    }

    /// Why the author says so; the raw value is the column's name.
    public enum Reason: String, CaseIterable, Hashable, Sendable {
        case misleadingOther, misleadingFactualError, misleadingManipulatedMedia, misleadingOutdatedInformation
        case misleadingMissingImportantContext, misleadingUnverifiedClaimAsFact, misleadingSatire
        case notMisleadingOther, notMisleadingFactuallyCorrect, notMisleadingOutdatedButNotWhenWritten
        case notMisleadingClearlySatire, notMisleadingPersonalOpinion
    }

    /// Longest text, in Unicode scalars.
    public static let summaryLimit = 2000

    public let id: Int64
    public let subject: Subject
    public let author: ParticipantID
    /// Milliseconds since 1970.
    public let created: Int64
    public let classification: Classification
    /// At least one, in column order.
    public let reasons: [Reason]
    /// Whether the author says that the sources are trustworthy.
    public let hasTrustworthySources: Bool
    public let summary: String

    /// - Throws: ``InputError`` naming what is missing, too long or does not go together.
    public init(
        id: Int64, subject: Subject, author: ParticipantID, created: Int64, classification: Classification,
        reasons: some Sequence<Reason>, hasTrustworthySources: Bool, summary: String
    ) throws(InputError) {
        let given = Set(reasons)
        self.reasons = classification.reasons.filter(given.contains)
        guard self.reasons.count == given.count, !given.isEmpty else {
            throw InputError(
                field: "reasons", expected: "at least one of \(classification.reasons.map(\.rawValue).joined(separator: ", "))",
                found: given.isEmpty ? "none" : given.map(\.rawValue).sorted().joined(separator: ", "))
        }
        let length = summary.unicodeScalars.count
        guard (1...Self.summaryLimit).contains(length), !summary.allSatisfy(\.isWhitespace) else {
            throw InputError(
                field: "summary", expected: "a text of at most \(Self.summaryLimit) characters", found: "\(length) characters")
        }
        if let fault = PublicText.fault(in: summary, mayBreak: true) {
            throw InputError(
                field: "summary", expected: "a text without control characters",
                found: "U+\(String(fault.value, radix: 16, uppercase: true))")
        }
        self.id = id
        self.subject = subject
        self.author = author
        self.created = created
        self.classification = classification
        self.hasTrustworthySources = hasTrustworthySources
        self.summary = summary
    }

    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        var reasons: [Reason] = []
        for (index, element) in try reader.array("reasons").enumerated() {
            guard let reason = element.stringValue.flatMap(Reason.init) else {
                throw reader.fault("reasons[\(index)]", "the name of a reason", element)
            }
            reasons.append(reason)
        }
        try self.init(
            id: try reader.noteID("noteId"), subject: try Subject(parsing: try reader.string("subject")),
            author: try reader.participant("author"), created: try reader.milliseconds("createdAtMillis"),
            classification: try reader.named("classification"), reasons: reasons,
            hasTrustworthySources: reader.optional("trustworthySources")?.boolValue ?? false,
            summary: try reader.string("summary"))
    }

    public var json: JSONValue {
        [
            "noteId": .string(String(id)), "subject": .string(subject.description), "author": .string(author.text),
            "createdAtMillis": .integer(created), "classification": .string(classification.rawValue),
            "reasons": .array(reasons.map { .string($0.rawValue) }), "trustworthySources": .bool(hasTrustworthySources),
            "summary": .string(summary),
        ]
    }
}

extension MemberReader {
    /// An id of 64 bits, written as a text because readers of JSON may round numbers.
    func noteID(_ name: String) throws(InputError) -> Int64 {
        guard let id = optional(name)?.stringValue.flatMap({ Int64($0) }) else {
            throw fault(name, "a signed 64-bit whole number as a text", object[name])
        }
        return id
    }

    func participant(_ name: String) throws(InputError) -> ParticipantID {
        guard let id = optional(name)?.stringValue.flatMap({ ParticipantID($0) }) else {
            throw fault(name, ParticipantID.shape, object[name])
        }
        return id
    }

    func milliseconds(_ name: String) throws(InputError) -> Int64 { try integer(name, in: 0...(1 << 53)) }

    func named<Choice: RawRepresentable<String> & CaseIterable>(_ name: String) throws(InputError) -> Choice {
        guard let choice = optional(name)?.stringValue.flatMap({ Choice(rawValue: $0) }) else {
            throw fault(name, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))", object[name])
        }
        return choice
    }
}
