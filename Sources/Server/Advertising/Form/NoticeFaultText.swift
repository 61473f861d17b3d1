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

    /// A sentence for the rule or, where it asks for a shape only, for the kind of field.
    private func text(_ finding: NoticeFinding, _ name: String) -> String {
        switch finding.rule {
        case .n03 where answers["payment"] == "sameAsControllingEntity" && answers["control"] != "person":
            return words("fault.payer")
        case .n02, .n03: return words("fault.person")
        case .n21: return words("fault.campaign")
        case .n22: return words("fault.period")
        case .n23: return words("fault.official")
        case .n28: return words("fault.same")
        case .n00 where name == "creatives":
            return words("fault.creatives", ["limit": "\(TransparencyNotice.creativeLimit)"])
        case .n29: return words("fault.estimate")
        default: return text(NoticeQuestion.asking(for: name).fields.first { $0.name == name }?.kind)
        }
    }

    private func text(_ kind: NoticeField.Kind?) -> String {
        switch kind {
        case .email?: words("fault.email")
        case .country?: words("fault.country")
        case .link?: words("fault.link")
        case .date?: words("fault.date")
        case .number?: words("fault.number")
        case .line?, .area?: words("fault.text")
        case .choice?, .list?, nil: words("fault.option")
        }
    }
}
