import Daylight

extension FindingPage {
    static var template: Template { .finding }
    static var section: NavigationSection? { .findings }

    /// Longest tables on the page; the rest is in the downloads.
    static let rowLimit = 200

    func title(_ words: Words) -> String { deciding.title(words) }

    func fields(_ words: Words) -> Fields {
        evidence.fields(words).adding([
            "id": .text(id.text), "summary": .text(summary), "created": .text(words.moment(created)),
            "dataPath": .text(dataPath), "dataFile": .text(dataFile),
            "network": .drawing(network), "timeline": .drawing(timeline),
            "command": .text(command),
            "downloads": .list(downloads(words)),
            "method": .text(SitePath.method),
        ]).adding(deciding.fields(words))
    }

    private var deciding: FindingDecisions {
        FindingDecisions(id: id, verdicts: Question.isItARealPerson.verdicts, decisions: decisions, form: form)
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
}

extension ReviewerWords {
    /// The words, or which phrase stands in their place.
    var fields: Fields {
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
