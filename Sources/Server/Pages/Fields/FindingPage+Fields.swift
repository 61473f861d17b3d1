import Daylight

extension FindingPage {
    static var template: Template { .finding }
    static var section: NavigationSection? { .findings }

    /// Longest tables on the page; the rest is in the downloads.
    static let rowLimit = 200

    func title(_ words: Words) -> String {
        let title = words(.titleFinding, ["id": id.text])
        guard case .open(let form) = form, !form.problems.isEmpty else { return title }
        return words(.titleWithErrors, ["title": title])
    }

    func fields(_ words: Words) -> Fields {
        evidence.fields(words).adding([
            "id": .text(id.text), "summary": .text(summary), "created": .text(words.moment(created)),
            "dataPath": .text(dataPath), "dataFile": .text(dataFile),
            "state": .group(state.fields(words)),
            "network": .drawing(network), "timeline": .drawing(timeline),
            "command": .text(command),
            "downloads": .list(downloads(words)),
            "decisions": .list(decisions.map { $0.fields(words) }),
            "hasDecisions": .flag(!decisions.isEmpty),
            "form": formFields(words),
            "signInFirst": form == .signInFirst ? .text(SitePath.signIn(returningTo: SitePath.finding(id))) : .flag(false),
            "notAllowed": .flag(form == .notAllowed),
            "problems": problems(words).summary,
            "method": .text(SitePath.method),
        ])
    }

    private var state: DecisionState {
        decisions.first.map { .decided($0.verdict, $0.date) } ?? .undecided
    }

    /// The exact command that recomputes every number of the evidence.
    private var command: String {
        "daylight accounts evidence verify \(ShellText.quoted("\(id).json")) posts.csv"
    }

    private func downloads(_ words: Words) -> [Fields] {
        [
            (Phrase.downloadEvidence, SitePath.evidence(id)),
            (.downloadEdges, SitePath.edgesCSV(id)),
            (.downloadTimelineCSV, SitePath.timelineCSV(id)),
            (.downloadNetworkSVG, SitePath.networkSVG(id)),
            (.downloadTimelineSVG, SitePath.timelineSVG(id)),
        ].map { phrase, path in ["label": .text(words(phrase)), "path": .text(path)] }
    }

    private func problems(_ words: Words) -> [FieldProblem] {
        guard case .open(let form) = form else { return [] }
        return form.fieldProblems(words)
    }

    private func formFields(_ words: Words) -> Fields.Value {
        guard case .open(let form) = form else { return .flag(false) }
        let problems = form.fieldProblems(words)
        return .group([
            "action": .text(SitePath.decision(id)),
            "key": .text(form.key),
            "verdicts": .list(Verdict.allCases.map { form.choice($0, words) }),
            "reasons": .text(form.reasons),
            "verdictProblem": problems.message(at: DecisionForm.verdictTarget),
            "reasonsProblem": problems.message(at: DecisionForm.reasonsTarget),
            "limit": .text(words.number(DecisionForm.reasonsLimit)),
        ])
    }
}

extension DecisionForm {
    /// The summary leads to the first choice.
    static let verdictTarget = "verdict-\(Verdict.allCases[0].slug)"
    static let reasonsTarget = "reasons"

    fileprivate func fieldProblems(_ words: Words) -> [FieldProblem] {
        problems.map { problem in
            switch problem {
            case .verdictMissing, .expired: FieldProblem(target: Self.verdictTarget, message: words(problem))
            case .reasonsMissing, .reasonsTooLong: FieldProblem(target: Self.reasonsTarget, message: words(problem))
            }
        }
    }

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

extension ReviewerWords {
    /// The words, or which phrase stands in their place.
    fileprivate var fields: Fields {
        var fields: Fields = ["reasons": .flag(false), "withheld": .flag(self == .withheld), "erased": .flag(self == .erased)]
        if case .shown(let text) = self { fields["reasons"] = .text(text) }
        return fields
    }
}

extension DecisionMadePage {
    static var template: Template { .decisionMade }
    static var section: NavigationSection? { .findings }

    func title(_ words: Words) -> String { words(.titleDecisionMade) }

    func fields(_ words: Words) -> Fields {
        let fields: Fields = [
            "reference": .text(words.number(statement)), "verdict": .text(words(verdict)), "isCorrected": .flag(!isCurrent),
            "style": .text(verdict.slug), "date": .text(words.moment(date)), "leafHash": .text(leafHash.hex),
            "finding": .group(["id": .text(finding.text), "path": .text(SitePath.finding(finding))]),
            "statement": .text(SitePath.statement(statement)), "receipt": .text(SitePath.receipt(statement)),
            "command": .text(verifyCommand), "findings": .text("\(SitePath.findings)?filter=undecided"),
            "explanation": .text(SitePath.receipts), "policy": .text(policy),
        ]
        return fields.adding(reasons.fields)
    }
}
