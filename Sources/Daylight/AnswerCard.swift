/// What can be said about a subject in answer to one question.
public struct Answer: Hashable, Sendable {
    /// How far the answer can be leaned on.
    public enum Standing: String, Hashable, Sendable, CaseIterable {
        /// No fact has reached the question. Never a guess.
        case nothingKnown = "nothing known"
        /// Facts were looked at and nothing was found.
        case nothingFound = "nothing found"
        /// Somebody who answers for it says so, under signature; nobody else has looked.
        case stated
        /// A measurement proposes something and no person has decided yet.
        case proposed
        /// A person decided and gave reasons.
        case decided
    }

    /// Something behind an answer that anybody can open or recompute.
    public struct Evidence: Hashable, Sendable {
        public var label: String
        /// Address on this server, starting with `/`.
        public var path: String
        /// Whether it is the receipt of a logged statement.
        public var isReceipt: Bool
        /// For a statement whether it is the last word; `nil` for anything else.
        public var standing: StatementStanding?

        public init(label: String, path: String, isReceipt: Bool = false, standing: StatementStanding? = nil) {
            self.label = label
            self.path = path
            self.isReceipt = isReceipt
            self.standing = standing
        }
    }

    public var question: Question
    public var standing: Standing
    /// One or two plain sentences.
    public var sentence: String
    public var evidence: [Evidence]
    public var date: Timestamp?

    public init(
        _ question: Question, standing: Standing, sentence: String, evidence: [Evidence] = [], date: Timestamp? = nil
    ) {
        self.question = question
        self.standing = standing
        self.sentence = sentence
        self.evidence = evidence
        self.date = date
    }

    public static func nothingKnown(_ question: Question) -> Answer {
        Answer(question, standing: .nothingKnown, sentence: "Nothing is known.")
    }
}

/// The answers to all seven questions about one subject, always seven and always in order.
public struct AnswerCard: Hashable, Sendable {
    public let subject: Subject
    public let answers: [Answer]

    /// - Parameter answers: what is known; a question without an answer says that nothing is known.
    public init(subject: Subject, answers: [Answer]) {
        self.subject = subject
        self.answers = Question.allCases.map { question in
            answers.first { $0.question == question } ?? .nothingKnown(question)
        }
    }
}

extension AnswerCard {
    /// The card as `daylight ask --json` and `GET /api/v1/ask` give it.
    public var json: JSONValue {
        .object([
            "subject": .string(subject.description),
            "answers": .array(answers.map(\.json)),
        ])
    }
}

extension Answer {
    public var json: JSONValue {
        var object: JSONObject = [
            "number": .integer(question.rawValue),
            "question": .string(question.slug),
            "title": .string(question.title),
            "standing": .string(standing.rawValue),
            "sentence": .string(sentence),
            "evidence": .array(evidence.map(\.json)),
        ]
        if let date { object["date"] = .string(date.description) }
        return .object(object)
    }
}

extension Answer.Evidence {
    public var json: JSONValue {
        var object: JSONObject = ["label": .string(label), "path": .string(path), "receipt": .bool(isReceipt)]
        if let standing { object["current"] = .bool(standing.isCurrent) }
        return .object(object)
    }
}
