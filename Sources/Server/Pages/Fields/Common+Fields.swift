import Daylight

extension Paging {
    func fields(_ words: Words, counted: CountedPhrase) -> Fields {
        let count =
            switch total {
            case .exactly(let number): words(.totalExactly, ["count": words.count(counted, number)])
            case .atLeast(let number): words(.totalAtLeast, ["count": words.count(counted, number)])
            }
        return [
            "count": .text(count), "first": .optional(first), "next": .optional(next),
            "hasLinks": .flag(first != nil || next != nil),
        ]
    }
}

extension ListDownloads {
    var fields: Fields { ["csv": .text(csv), "json": .text(json)] }
}

extension DecisionState {
    /// A word and the class that styles it.
    func fields(_ words: Words) -> Fields {
        switch self {
        case .undecided: ["label": .text(words(.undecided)), "style": "open", "date": .flag(false)]
        case .decided(let verdict, let date):
            ["label": .text(words(verdict)), "style": .text(verdict.slug), "date": .text(words.day(date))]
        }
    }
}

extension FindingRow {
    func fields(_ words: Words) -> Fields {
        [
            "path": .text(SitePath.finding(id)), "id": .text(id.text), "summary": .text(summary),
            "accounts": .text(coordination.map { words.number($0.accounts) } ?? "–"),
            "objects": .text(coordination.map { words.number($0.objects) } ?? "–"),
            "p": coordination.map { .group(NumberText.fields($0.strongestP)) } ?? .flag(false),
            "created": .text(words.day(created)), "state": .group(state.fields(words)),
        ]
    }
}

extension Subject {
    /// The subject as a link to its page.
    func fields(_ words: Words) -> Fields {
        ["kind": .text(words(kind)), "identifier": .text(identifier), "path": .text(SitePath.ask(self))]
    }

    /// Where a subject that came from data leads; `nil` when the data holds an identifier that cannot be one.
    static func path(_ kind: Kind, _ identifier: String) -> String? {
        (try? Subject(kind, identifier)).map { SitePath.ask($0) }
    }
}

/// A problem with one field of a form: the summary on top links to the field, the field repeats the message.
struct FieldProblem: Hashable, Sendable {
    /// The `id` of the input the summary leads to.
    var target: String
    var message: String

    var fields: Fields { ["target": .text(target), "message": .text(message)] }
}

extension Collection<FieldProblem> {
    /// What the partial template `errors` shows; absent when there are none.
    var summary: Fields.Value {
        isEmpty ? .flag(false) : .group(["list": .list(map(\.fields))])
    }

    /// The message beside one field.
    func message(at target: String) -> Fields.Value { .optional(first { $0.target == target }?.message) }
}

extension Fields.Value: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .text(value) }
}
