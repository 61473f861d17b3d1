import Daylight
import Sponsorship

extension NoticeQuestionPage {
    static var template: Template { .noticeQuestion }
    static var section: NavigationSection? { .ads }

    func title(_ words: Words) -> String {
        let title = self.words("question.\(question.slug).title")
        return problems.isEmpty ? title : words(.titleWithErrors, ["title": title])
    }

    func fields(_ words: Words) -> Fields {
        [
            "language": .text(self.words.tag), "heading": .text(self.words("question.\(question.slug).title")),
            "lede": .text(self.words("question.\(question.slug).lede")),
            "progress": .text(
                self.words("form.progress", ["n": String(question.rawValue), "total": String(NoticeQuestion.allCases.count)])),
            "action": .text(SitePath.draft(draft, question)),
            "back": question.previous.map { .text(SitePath.draft(draft, $0)) } ?? .flag(false),
            "backLabel": .text(self.words("form.back")), "continueLabel": .text(self.words("form.continue")),
            "savedNote": .text(self.words("form.saved")),
            "revises": .optional(revises.map { self.words("form.revise", ["code": $0.text]) }),
            "hasFiles": .flag(question.fields.contains { $0.name == NoticeField.creatives }),
            "groups": .list(question.groups.map(fields(of:))),
            "problems": Self.summary(problems, question), "steps": .list(steps),
            "stepsLabel": .text(self.words("form.questions")),
        ]
    }

    /// The summary on top leads to the fields.
    private static func summary(_ problems: [NoticeProblem], _ question: NoticeQuestion) -> Fields.Value {
        problems.map { problem in
            FieldProblem(target: question.target(of: problem.field), message: problem.message)
        }.summary
    }

    private var steps: [Fields] {
        NoticeQuestion.allCases.map { step in
            [
                "label": .text(words("question.\(step.slug).title")), "path": .text(SitePath.draft(draft, step)),
                "isHere": .flag(step == question), "number": .text(String(step.rawValue)),
            ]
        }
    }

    private func fields(of group: NoticeFieldGroup) -> Fields {
        let style = group.condition.map { "\($0.isShown ? "when" : "unless")-\($0.field)-\($0.value)" }
        return ["style": .text(style ?? "always"), "fields": .list(group.fields.map(fields(of:)))]
    }

    private func fields(of field: NoticeField) -> Fields {
        let problem = problems.first { $0.field == field.name }
        var fields: Fields = [
            "name": .text(field.name), "label": .text(words.label(of: field)), "hint": .optional(words.hint(of: field)),
            "article": .text(words("form.article", ["article": field.basis])), "value": .text(answers.values[field.name] ?? ""),
            "problem": .optional(problem?.message), "autocomplete": .optional(field.autocomplete),
            "isChoice": .flag(false), "isList": .flag(false), "isArea": .flag(false), "isLine": .flag(false),
            "type": .text(field.inputType), "mode": .optional(field.inputMode),
            "limit": .text(field.kind == .country ? "2" : "2000"),
            "file": .optional(field.name == NoticeField.creatives ? fileInput : nil),
            "options": .list([]), "choose": .text(words("form.choose")),
        ]
        switch field.kind {
        case .choice(let options), .list(let options):
            fields[field.isChoice ? "isChoice" : "isList"] = .flag(true)
            fields["options"] = .list(options.map { option($0, of: field) })
        case .area: fields["isArea"] = .flag(true)
        case .line, .email, .link, .date, .number, .country: fields["isLine"] = .flag(true)
        }
        return fields
    }

    private var fileInput: Fields {
        [
            "fileName": .text(NoticeField.creativeFile), "fileLabel": .text(words("field.creatives.file")),
            "accept": .text(Creative.MediaType.allCases.map(\.rawValue).joined(separator: ",")),
        ]
    }

    private func option(_ value: String, of field: NoticeField) -> Fields {
        [
            "value": .text(value), "label": .text(words.option(value, of: field)), "field": .text(field.name),
            "isChosen": .flag(answers[field.name] == value),
        ]
    }
}

extension NoticeQuestion {
    /// The `id` that an error in the summary leads to: of radio buttons the first.
    func target(of name: String) -> String {
        guard let field = fields.first(where: { $0.name == name }), case .choice(let options) = field.kind else { return name }
        return "\(name)-\(options[0])"
    }
}

extension NoticeField {
    fileprivate var isChoice: Bool { if case .choice = kind { true } else { false } }

    fileprivate var inputType: String {
        switch kind {
        case .email: "email"
        case .link: "url"
        case .date: "date"
        default: "text"
        }
    }

    fileprivate var inputMode: String? { kind == .number ? "decimal" : nil }
}

extension NoticeCheckPage {
    static var template: Template { .noticeCheck }
    static var section: NavigationSection? { .ads }

    func title(_ words: Words) -> String { self.words("form.check.title") }

    func fields(_ words: Words) -> Fields {
        [
            "language": .text(self.words.tag), "heading": .text(self.words("form.check.title")),
            "lede": .text(self.words("form.check.lede")), "action": .text(SitePath.publishDraft(draft)), "key": .text(key),
            "publishLabel": .text(self.words("form.check.publish")), "note": .text(self.words("form.check.note")),
            "changeLabel": .text(self.words("form.check.change")),
            "status": .text(self.words(problems.isEmpty ? "form.check.ready" : "form.check.faults")),
            "isReady": .flag(problems.isEmpty), "faults": .list(problems.map(fields(of:))),
            "hasFaults": .flag(!problems.isEmpty), "warnings": .list(warnings.map(fields(of:))),
            "hasWarnings": .flag(!warnings.isEmpty), "warningsLabel": .text(self.words("form.check.warnings")),
            "revises": .optional(revises.map { self.words("form.revise", ["code": $0.text]) }),
            "questions": .list(NoticeQuestion.allCases.map(fields(of:))),
        ]
    }

    private func fields(of problem: NoticeProblem) -> Fields {
        let question = NoticeQuestion.asking(for: problem.field)
        return [
            "message": .text(problem.message), "basis": .optional(problem.basis.isEmpty ? nil : problem.basis),
            "path": .text("\(SitePath.draft(draft, question))#\(question.target(of: problem.field))"),
            "question": .text(words("question.\(question.slug).title")),
        ]
    }

    private func fields(of question: NoticeQuestion) -> Fields {
        let shown = question.groups.filter { $0.isShown(by: answers) }.flatMap(\.fields)
        return [
            "number": .text(String(question.rawValue)), "title": .text(words("question.\(question.slug).title")),
            "path": .text(SitePath.draft(draft, question)),
            "answers": .list(
                shown.map { field in
                    ["label": .text(words.label(of: field)), "answer": .text(text(of: field))]
                }),
        ]
    }

    private func text(of field: NoticeField) -> String {
        guard let answer = answers[field.name] else { return words("form.check.missing") }
        switch field.kind {
        case .choice, .list: return words.option(answer, of: field)
        default: return answer
        }
    }
}

extension NoticeFieldGroup {
    /// Whether the answers ask for the group.
    func isShown(by answers: NoticeAnswers) -> Bool {
        guard let condition else { return true }
        return (answers[condition.field] == condition.value) == condition.isShown
    }
}

extension NewNoticePage {
    static var template: Template { .noticeNew }
    static var section: NavigationSection? { .ads }

    func title(_ words: Words) -> String { self.words("form.new.title") }

    func fields(_ words: Words) -> Fields {
        [
            "language": .text(self.words.tag), "heading": .text(self.words("form.new.title")),
            "lede": .text(self.words("form.new.lede")), "inHouse": .text(self.words("form.new.in-house")),
            "startLabel": .text(self.words("form.new.start")), "action": .text(SitePath.newNotice),
            "languagesLabel": .text(self.words("form.languages")), "draftsLabel": .text(self.words("form.new.drafts")),
            "discardLabel": .text(self.words("form.new.discard")), "hasDrafts": .flag(!drafts.isEmpty),
            "languages": .list(
                FormWords.languages.map { tag in
                    [
                        "tag": .text(tag), "label": .text(FormWords(tag).name), "isHere": .flag(tag == self.words.tag),
                        "path": .text("\(SitePath.newNotice)?lang=\(tag)"),
                    ]
                }),
            "drafts": .list(
                drafts.map { draft in
                    [
                        "draftTitle": .text(draft.title ?? self.words("form.new.untitled")),
                        "path": .text(SitePath.checkDraft(draft.id)), "changed": .text(words.moment(draft.changed)),
                        "discard": .text(SitePath.discardDraft(draft.id)),
                    ]
                }),
        ]
    }
}
