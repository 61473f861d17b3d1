import Sponsorship

/// Says in the form's language what is wrong with an answer, beside the field where it is mended.
struct NoticeFaultText: Sendable {
    let answers: NoticeAnswers
    let words: FormWords

    /// What is wrong with answers that no rule of notices looks at.
    var ownProblems: [NoticeProblem] {
        guard let piece = answers["sites"].flatMap({ SiteNames($0).fault }) else { return [] }
        return [NoticeProblem(field: "sites", message: words("fault.sites", ["found": piece]))]
    }

    /// The problems that a finding of the rules is, one for each field that has to change.
    func problems(_ finding: NoticeFinding) -> [NoticeProblem] {
        let basis = "\(finding.rule.rawValue) · \(finding.rule.basis)"
        let field = NoticeQuestion.field(at: finding.field)
        let blank = Self.together(field, answers).filter { answers[$0] == nil }
        guard blank.isEmpty else {
            return blank.map { NoticeProblem(field: $0, message: words("fault.missing"), basis: basis) }
        }
        return [NoticeProblem(field: field, message: text(finding, field), basis: basis)]
    }

    /// Fields that one finding is about together.
    private static func together(_ field: String, _ answers: NoticeAnswers) -> [String] {
        switch field {
        case "amount": ["amount", "currency"]
        case "benefits": ["benefits", "benefits-what"]
        case "funds-kind", "funds-place": ["funds-kind", "funds-place"]
        case "suspended" where answers["suspended"] == "yes": ["suspension-reason", "suspension-date"]
        case "views", "views-date": ["views", "views-date"]
        case "control" where answers["control"] == "person": party("controller", answers)
        case "payment" where answers["payment"] == "person": party("payer", answers)
        default: [field]
        }
    }

    private static func party(_ name: String, _ answers: NoticeAnswers) -> [String] {
        let isPerson = answers["\(name)-kind"] == "naturalPerson"
        return ["kind", "name", "email", "country"].map { "\(name)-\($0)" } + (isPerson ? [] : ["\(name)-establishment"])
    }

    /// A sentence for the kind of field; what has none is said in the words of the rule.
    private func text(_ finding: NoticeFinding, _ name: String) -> String {
        switch finding.rule {
        case .n21: return words("fault.campaign")
        case .n22: return words("fault.period")
        case .n23: return words("fault.official")
        default: break
        }
        let field = NoticeQuestion.asking(for: name).fields.first { $0.name == name }
        switch field?.kind {
        case .email: return words("fault.email")
        case .country: return words("fault.country")
        case .link: return words("fault.link")
        case .date: return words("fault.date")
        case .number: return words("fault.number")
        default: return finding.message
        }
    }
}
