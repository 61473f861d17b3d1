/// A kind of statement Daylight makes, its fields, and whether its words may name a natural person.
///
/// An entry of the log can never be removed. So a kind that may name a person is logged as a salted ``Commitment`` with
/// the body beside it in the store, where it can be erased. A kind that may not lists every field it has with what the
/// field can hold, and none of these is a text of somebody's choice; ``Statement/init(type:subjects:predicate:)`` refuses
/// any other.
public struct PredicateType: Hashable, Sendable {
    public enum PersonalData: Hashable, Sendable {
        /// The statement names nobody: its subject is called `<subject>:<16 hexadecimal digits>`, and its predicate holds
        /// exactly these fields.
        case none(subject: String, fields: [String: PredicateField])
        /// The predicate may name a person; the log holds only a commitment to it.
        case committed
    }

    /// Where predicate types of Daylight are described.
    public static let domain = "https://daylight.example"

    /// `https://daylight.example/<room>/<kind>/v1`.
    public let uri: String
    public let personalData: PersonalData

    /// - Parameters:
    ///   - room: the question's module in lower case, for instance `authenticity`.
    ///   - kind: what is stated, for instance `coordination-decision`.
    public init(room: String, kind: String, personalData: PersonalData) {
        uri = "\(Self.domain)/\(room)/\(kind)/v1"
        self.personalData = personalData
    }

    /// The only fields of a predicate that stands for a private body.
    public static let commitmentFields: [String: PredicateField] = ["commitment": .digest, "supersedes": .reference]

    /// The fields that may stand on the log.
    public var fields: [String: PredicateField] {
        switch personalData {
        case .none(_, let fields): fields
        case .committed: Self.commitmentFields
        }
    }

    /// A reviewer's decision on a finding: it rests on accounts, so it is committed to, not logged in the clear.
    public static let coordinationDecision = PredicateType(
        room: "authenticity", kind: "coordination-decision", personalData: .committed)

    /// A reviewer's decision on a finding about a political ad: its words may name a sponsor who is a natural person.
    public static let adDecision = PredicateType(room: "sponsorship", kind: "ad-decision", personalData: .committed)

    /// That a data set was read: digest, size, completeness. Names nobody.
    public static let dataImported = PredicateType(
        room: "authenticity", kind: "data-imported",
        personalData: .none(
            subject: "dataset",
            fields: [
                "dataset": .identifier, "rows": .count, "badRows": .count, "inputSHA256": .digest, "engine": .program,
                "findings": .identifiers, "supersedes": .reference,
            ]))

    /// That a version of a transparency notice was published. The notice is public and stands beside the log, where its
    /// digest pins it; the statement itself names nobody.
    public static let noticePublished = PredicateType(
        room: "sponsorship", kind: "notice-published",
        personalData: .none(
            subject: "notice",
            fields: [
                "notice": .identifier, "version": .count, "documentSHA256": .digest, "program": .program,
                "supersedes": .reference,
            ]))

    /// What a sponsor declared (Regulation (EU) 2024/900 Art. 7): the sponsor may be a natural person.
    public static let sponsorDeclared = PredicateType(
        room: "sponsorship", kind: "sponsor-declared", personalData: .committed)

    /// That a set of gate rules and lists was in force from here on.
    public static let gatePolicySet = PredicateType(
        room: "sponsorship", kind: "gate-policy-set",
        personalData: .none(
            subject: "policy",
            fields: [
                "policySHA256": .digest, "rulesSHA256": .digest, "notices": .count, "program": .program,
                "supersedes": .reference,
            ]))

    /// That an election was defined: its lists, units and keys. The definition is public and stands beside the log.
    public static let electionDefined = PredicateType(
        room: "tally", kind: "election-defined",
        personalData: .none(
            subject: "election",
            fields: [
                "definitionSHA256": .digest, "units": .count, "lists": .count, "program": .program, "supersedes": .reference,
            ]))

    /// That result reports were taken in together: each is a subject, by the digest of its canonical bytes.
    public static let reportsReceived = PredicateType(
        room: "tally", kind: "reports-received",
        personalData: .none(
            subject: "result",
            fields: [
                "definitionSHA256": .digest, "reports": .count,
                // Milliseconds since 1970: a late report is late by what the log says, not by what a page says.
                "receivedAt": .count, "program": .program,
            ]))

    /// That results were published as a signed manifest.
    public static let resultsPublished = PredicateType(
        room: "tally", kind: "results-published",
        personalData: .none(
            subject: "election",
            fields: [
                "definitionSHA256": .digest, "manifestSHA256": .digest, "sequence": .count, "program": .program,
            ]))

    /// What happened in a risk-limiting audit: the digest of its record after a step.
    public static let auditRecorded = PredicateType(
        room: "tally", kind: "audit-recorded",
        personalData: .none(
            subject: "audit",
            fields: ["recordSHA256": .digest, "step": .count, "program": .program]))

    /// That a ranking policy was published. The policy is public and stands beside the log, where its digest pins it.
    public static let rankingPolicyPublished = PredicateType(
        room: "exposure", kind: "ranking-policy-published",
        personalData: .none(
            subject: "policy",
            fields: ["policySHA256": .digest, "features": .count, "demotions": .count, "program": .program]))

    /// That a feed was served: the digest of its record, which holds salted commitments to the posts and their order.
    public static let feedServed = PredicateType(
        room: "exposure", kind: "feed-served",
        personalData: .none(
            subject: "feed",
            fields: ["policySHA256": .digest, "recordSHA256": .digest, "posts": .count, "program": .program]))

    /// That a version of a fact-check was published, or that it was withdrawn. The record stands beside the log, where its
    /// digest pins it.
    public static let factCheckPublished = PredicateType(
        room: "credibility", kind: "fact-check-published",
        personalData: .none(
            subject: "claim",
            fields: [
                "documentSHA256": .digest, "version": .count, "withdrawn": .count, "program": .program,
                "supersedes": .reference,
            ]))

    /// That notes were scored: the digest of the run's manifest, which names its inputs and outputs by theirs. The ratings
    /// stay in the store; participant ids are 32 random bytes, so that a digest of their table cannot be guessed.
    public static let notesScored = PredicateType(
        room: "credibility", kind: "notes-scored",
        personalData: .none(
            subject: "run",
            fields: [
                "manifestSHA256": .digest, "scoresSHA256": .digest, "notes": .count, "ratings": .count, "program": .program,
            ]))

    /// That a note has another status from here on. The document with the reasons stands beside the log, where its digest pins
    /// it; it speaks of camps of at least three raters, never of one.
    public static let noteStatusPublished = PredicateType(
        room: "credibility", kind: "note-status-published",
        personalData: .none(
            subject: "note",
            fields: [
                "documentSHA256": .digest, "manifestSHA256": .digest, "version": .count, "program": .program,
                "supersedes": .reference,
            ]))
    /// That a version of a draft was put before the sounding board. The draft stands beside the log, where its digest pins it.
    public static let boardDraftPublished = PredicateType(
        room: "credibility", kind: "board-draft-published",
        personalData: .none(
            subject: "draft",
            fields: [
                "draftSHA256": .digest, "version": .count, "clauses": .count, "program": .program, "supersedes": .reference,
            ]))

    /// What somebody said about a draft on the sounding board: it names the reviewer, and its words may name others.
    public static let boardReviewGiven = PredicateType(
        room: "credibility", kind: "board-review-given", personalData: .committed)

    /// That the case file of a leak was released. It stands beside the log, where its digest pins it; the log has how many items
    /// it has and of how many it was found whether they are authentic, never what they say or whom they name.
    public static let leakCaseReleased = PredicateType(
        room: "credibility", kind: "leak-case-released",
        personalData: .none(
            subject: "leak",
            fields: [
                "documentSHA256": .digest, "version": .count, "items": .count, "verifiedPart": .count, "consistent": .count,
                "unknown": .count, "contradicted": .count, "fabricated": .count, "program": .program,
                "supersedes": .reference,
            ]))

    /// That posts with a leak are placed lower as unverified until a moment, or not any more.
    public static let leakDemotionDecided = PredicateType(
        room: "credibility", kind: "leak-demotion-decided",
        personalData: .none(
            subject: "leak",
            fields: [
                "documentSHA256": .digest, "version": .count, "demoted": .count,
                // Milliseconds since 1970.
                "until": .count, "program": .program, "supersedes": .reference,
            ]))

    /// Every kind of statement; a test walks this list.
    public static let all: [PredicateType] = [
        coordinationDecision, dataImported, noticePublished, sponsorDeclared, gatePolicySet, adDecision, electionDefined,
        reportsReceived, resultsPublished, auditRecorded, rankingPolicyPublished, feedServed,
        factCheckPublished, notesScored, noteStatusPublished,
        boardDraftPublished, boardReviewGiven,
        leakCaseReleased, leakDemotionDecided,
    ]
}
