import Daylight

extension FindingDecisions {
    var state: DecisionState {
        decisions.first.map { .decided($0.verdict, $0.date) } ?? .undecided
    }

    /// The title of the page, which says so when something typed was wrong.
    func title(_ words: Words) -> String {
        let title = words(.titleFinding, ["id": id.text])
        guard case .open(let form) = form, !form.problems.isEmpty else { return title }
        return words(.titleWithErrors, ["title": title])
    }

    func fields(_ words: Words) -> Fields {
        [
            "state": .group(state.fields(words)), "decisions": .list(decisions.map { $0.fields(words) }),
            "hasDecisions": .flag(!decisions.isEmpty), "form": formFields(words),
            "signInFirst": form == .signInFirst ? .text(SitePath.signIn(returningTo: SitePath.finding(id))) : .flag(false),
            "notAllowed": .flag(form == .notAllowed), "problems": problems(words).summary,
        ]
    }

    /// The summary of faults leads to the first choice.
    private var verdictTarget: String { "verdict-\(verdicts.first?.slug ?? "")" }
    private static let reasonsTarget = "reasons"

    private func problems(_ words: Words) -> [FieldProblem] {
        guard case .open(let form) = form else { return [] }
        return form.problems.map { problem in
            switch problem {
            case .verdictMissing, .expired: FieldProblem(target: verdictTarget, message: words(problem))
            case .reasonsMissing, .reasonsTooLong: FieldProblem(target: Self.reasonsTarget, message: words(problem))
            }
        }
    }

    private func formFields(_ words: Words) -> Fields.Value {
        guard case .open(let form) = form else { return .flag(false) }
        let problems = problems(words)
        return .group([
            "action": .text(SitePath.decision(id)), "key": .text(form.key),
            "verdicts": .list(verdicts.map { form.choice($0, words) }), "reasons": .text(form.reasons),
            "verdictProblem": problems.message(at: verdictTarget), "reasonsProblem": problems.message(at: Self.reasonsTarget),
            "limit": .text(words.number(DecisionForm.reasonsLimit)),
        ])
    }
}

extension DecisionForm {
    fileprivate func choice(_ choice: Verdict, _ words: Words) -> Fields {
        [
            "value": .text(choice.slug), "label": .text(words(choice)),
            "hint": .text(words(VerdictHint(verdict: choice))), "isChosen": .flag(choice == verdict),
        ]
    }
}

extension FindingPage.DecisionRow {
    fileprivate func fields(_ words: Words) -> Fields {
        let fields: Fields = [
            "label": .text(words(verdict)), "style": .text(verdict.slug), "isCorrected": .flag(!isCurrent),
            "by": .text(words(.decisionBy, ["reviewer": reviewer, "date": words.moment(date)])),
            "index": .text(words.number(statement)), "statement": .text(SitePath.statement(statement)),
            "receipt": .text(SitePath.receipt(statement)),
        ]
        return fields.adding(reasons.fields)
    }
}
