import Daylight

/// The shapes that the API's answers are made of, named under `#/components/schemas`.
enum ComponentSchema: String, CaseIterable, Hashable, Sendable {
    case answerCard = "AnswerCard"
    case answer = "Answer"
    case evidenceLink = "EvidenceLink"
    case finding = "Finding"
    case findingWithEvidence = "FindingWithEvidence"
    case decision = "Decision"
    case newDecision = "NewDecision"
    case dataSet = "DataSet"
    case statement = "Statement"
    case logState = "LogState"
    case searchHit = "SearchHit"
    case problem = "Problem"
    case problemKind = "ProblemKind"

    var schema: Schema {
        switch self {
        case .answerCard: Self.answerCardSchema
        case .answer: Self.answerSchema
        case .evidenceLink: Self.evidenceLinkSchema
        case .finding: .object(Self.findingProperties)
        case .findingWithEvidence:
            .object(
                Self.findingProperties + [
                    Schema.property("evidence", .anything, "The evidence file, to the letter."),
                    Schema.property("decisions", .list(.named(.decision)), "Every decision, newest first."),
                ])
        case .decision: Self.decisionSchema
        case .newDecision: Self.newDecisionSchema
        case .dataSet: Self.dataSetSchema
        case .statement: Self.statementSchema
        case .logState: Self.logStateSchema
        case .searchHit: Self.searchHitSchema
        case .problem: Self.problemSchema
        case .problemKind: Self.problemKindSchema
        }
    }

    /// A page of a list: the items and the cursor of the next page.
    static func page(of component: ComponentSchema) -> Schema {
        .object([
            Schema.property("items", .list(.named(component)), "At most `limit` items."),
            Schema.property("next", .nullable(.text(limit: 1024)), "Cursor of the next page; null at the end."),
        ])
    }
}

extension ComponentSchema {
    private static let answerCardSchema = Schema.object([
        Schema.property("subject", .text(), "What was asked about, as KIND:ID."),
        Schema.property("answers", .list(.named(.answer)), "Always seven, always in order."),
    ])

    private static let answerSchema = Schema.object([
        Schema.property("number", .integer(1...7), "The number of the question."),
        Schema.property("question", .choice(Question.allCases.map(\.slug)), "The question's name in addresses."),
        Schema.property("title", .text(), "The question as a person asks it."),
        Schema.property("standing", .choice(Answer.Standing.allCases.map(\.rawValue)), "How far the answer can be leaned on."),
        Schema.property("sentence", .text(), "One or two plain sentences."),
        Schema.property("evidence", .list(.named(.evidenceLink)), "What anybody can open or recompute."),
        Schema.property("date", .moment, "When the answer was found or decided.", optional: true),
    ])

    private static let evidenceLinkSchema = Schema.object([
        Schema.property("label", .text(), "What it is."),
        Schema.property("path", .text(), "Its address on this server."),
        Schema.property("receipt", .boolean, "Whether it is a receipt that verifies offline."),
        Schema.property(
            "current", .boolean, "For a statement: whether no later one corrects it.", optional: true),
    ])

    private static let findingProperties = [
        Schema.property("id", .text(limit: 16), "First 16 hexadecimal digits of the evidence's SHA-256."),
        Schema.property("question", .choice(Question.allCases.map(\.slug)), "The question it answers."),
        Schema.property("kind", .text(), "What was measured."),
        Schema.property("subjects", .list(.text()), "What it is about, as KIND:ID."),
        Schema.property("summary", .text(), "Plain sentences with the numbers in them."),
        Schema.property("created", .moment, "When it was measured."),
        Schema.property("evidenceSHA256", .digest, "Digest of the evidence file."),
        Schema.property("dataset", .nullable(.text(limit: 64)), "The data set it was found in."),
        Schema.property("decision", .nullable(.named(.decision)), "The latest decision; null while undecided."),
    ]

    private static let decisionSchema = Schema.object([
        Schema.property("id", .text(limit: 64), "Number of the decision."),
        Schema.property("finding", .text(limit: 16), "The finding decided on."),
        Schema.property("verdict", .choice(Verdict.allCases.map(\.rawValue)), "What the reviewer made of it."),
        Schema.property(
            "reasons", .nullable(.text()), "Why; null for whoever is not signed in, empty when the words were erased."),
        Schema.property("reviewer", .text(), "Who decided; `a reviewer` for whoever is not signed in."),
        Schema.property("decided", .moment, "When."),
        Schema.property("statement", .nullable(.count), "Number of the signed statement; null until it is logged."),
        Schema.property("logIndex", .nullable(.count), "Its index in its log."),
        Schema.property("receipt", .nullable(.text()), "Address of the receipt."),
    ])

    private static let newDecisionSchema = Schema.object([
        Schema.property("verdict", .choice(Verdict.allCases.map(\.rawValue)), "What you make of the finding."),
        Schema.property("reasons", .text(limit: DecisionReasons.byteLimit), "Why, in your own words."),
    ])

    private static let dataSetSchema = Schema.object([
        Schema.property("id", .text(limit: 64), "First 16 hexadecimal digits of the input's SHA-256."),
        Schema.property("name", .text(), "The file's name."),
        Schema.property("sha256", .digest, "Digest of the input."),
        Schema.property("rows", .count, "Good rows."),
        Schema.property("badRows", .count, "Rows that could not be read."),
        Schema.property("duplicateRows", .count, "Exact repeats."),
        Schema.property("accounts", .count, "Distinct accounts."),
        Schema.property("firstShare", .nullable(.moment), "The earliest share."),
        Schema.property("lastShare", .nullable(.moment), "The latest share."),
        Schema.property("imported", .moment, "When it was read."),
        Schema.property("windowMilliseconds", .count, "Coordination window used."),
        Schema.property("engine", .text(), "Name and version of the engine."),
    ])

    private static let statementSchema = Schema.object([
        Schema.property("number", .nullable(.count), "Runs on through all logs; null until it is logged."),
        Schema.property("log", .nullable(.text()), "Origin of its log."),
        Schema.property("index", .nullable(.count), "Index in its log, as in the receipt."),
        Schema.property("leafHash", .nullable(.digest), "RFC 6962 leaf hash."),
        Schema.property("predicateType", .text(), "What kind of statement it is."),
        Schema.property("title", .text(), "In words."),
        Schema.property("created", .moment, "When it was signed."),
        Schema.property("envelope", .anything, "The DSSE envelope."),
        Schema.property("current", .nullable(.boolean), "Whether no later statement corrects it; null until it is logged."),
        Schema.property("supersedes", .nullable(.count), "Number of the statement it corrects."),
        Schema.property("supersededBy", .list(.count), "Numbers of the statements that correct it, each without the others."),
        Schema.property("latest", .list(.count), "Where the corrections end: numbers of the statements that hold now."),
        Schema.property("receipt", .nullable(.text()), "Address of the receipt."),
    ])

    private static let logStateSchema = Schema.object([
        Schema.property("origin", .text(), "Name of the log."),
        Schema.property("address", .text(), "Path of its checkpoint, tiles, key and policy on this server."),
        Schema.property("firstNumber", .count, "Number of its first entry: numbers run on through all logs."),
        Schema.property("retired", .boolean, "Whether it has ended and takes nothing more."),
        Schema.property("size", .count, "Entries under the published checkpoint."),
        Schema.property("root", .digest, "Root hash of the tree."),
        Schema.property("vkey", .text(), "Verifier key of the log."),
        Schema.property("checkpoint", .text(), "The published checkpoint, a signed note."),
    ])

    private static let searchHitSchema = Schema.object([
        Schema.property("kind", .text(), "What was hit: an account, an object, a finding."),
        Schema.property("identifier", .text(), "Its identifier."),
        Schema.property("title", .text(), "In words."),
        Schema.property("snippet", .text(), "The text around the hit."),
        Schema.property("path", .text(), "Its page on this server."),
    ])

    private static let problemSchema = Schema.object([
        Schema.property("type", .text(), "Address that explains this kind of problem."),
        Schema.property("title", .text(), "The kind, in words."),
        Schema.property("status", .integer(400...599), "The HTTP status."),
        Schema.property("detail", .text(), "What happened this time."),
        Schema.property("instance", .text(), "The path that was asked for."),
        Schema.property("code", .choice(Problem.Kind.allCases.map(\.rawValue)), "The kind, for programs."),
        Schema.property("requestId", .text(), "Names this request in the server's log."),
        Schema.property(
            "errors",
            .list(
                .object([
                    Schema.property("pointer", .text(), "JSON Pointer into the body, or # and a parameter's name."),
                    Schema.property("code", .text(), "The fault, for programs."),
                    Schema.property("detail", .text(), "The fault, in words."),
                ])), "Everything that is wrong with what was sent.", optional: true),
    ])

    private static let problemKindSchema = Schema.object([
        Schema.property("code", .choice(Problem.Kind.allCases.map(\.rawValue)), "The kind, for programs."),
        Schema.property("title", .text(), "What is wrong."),
        Schema.property("status", .integer(400...599), "The HTTP status."),
        Schema.property("remedy", .text(), "What you can do."),
    ])
}
