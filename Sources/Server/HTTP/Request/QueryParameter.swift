import Daylight

/// A query parameter a route knows, described once for checking, for error messages and for OpenAPI.
struct QueryParameter: Hashable, Sendable {
    let name: String
    /// One sentence.
    let meaning: String
    let isRequired: Bool
    let schema: Schema
    let example: String
    /// Whether it may stand there more than once.
    let mayRepeat: Bool

    init(
        _ name: String, _ meaning: String, isRequired: Bool = false, schema: Schema = .text(), example: String,
        mayRepeat: Bool = false
    ) {
        self.name = name
        self.meaning = meaning
        self.isRequired = isRequired
        self.schema = schema
        self.example = example
        self.mayRepeat = mayRepeat
    }
}

extension QueryParameter {
    static let limit = QueryParameter(
        "limit", "How many items a page holds, 1 to 200.", schema: .integer(1...200), example: "50")
    static let after = QueryParameter(
        "after", "Where the page starts: the `next` of the page before.", example: "eyJ…")
    static let question = QueryParameter(
        "question", "Only findings that answer this question.", schema: .choice(Question.allCases.map(\.slug)),
        example: Question.isItARealPerson.slug)
    static let verdict = QueryParameter(
        "verdict", "Only findings with this latest verdict; `undecided` for those without one.",
        schema: .choice(Verdict.allCases.map(\.rawValue) + ["undecided"]), example: "undecided")
    static let words = QueryParameter("q", "Words to look for; the last one may be unfinished.", example: "example")
    static let subject = QueryParameter(
        "subject", "What to ask about, as KIND:ID.", isRequired: true, example: "account:example")
}
