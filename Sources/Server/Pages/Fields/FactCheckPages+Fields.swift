import Credibility
import Daylight

extension FactChecksPage {
    static var template: Template { .factChecks }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words(.titleFactChecks) }

    func fields(_ words: Words) -> Fields {
        [
            "action": .text(SitePath.factChecks), "query": .text(query), "feed": .text(SitePath.factCheckFeed),
            "total": .text(words.number(total)), "hasItems": .flag(!items.isEmpty),
            "write": .optional(mayWrite ? SitePath.newFactCheck : nil),
            "items": .list(
                items.map { item in
                    [
                        "claim": .text(item.check.claim), "path": .text(SitePath.factCheck(item.check.id.hex)),
                        "verdict": .text(words(item.check.verdict)), "publisher": .text(item.check.publisher),
                        "date": .optional(item.check.reviewDate.map { words.day($0) }),
                        "isWithdrawn": .flag(item.isWithdrawn), "isUnverified": .flag(item.check.status == .unverified),
                    ]
                }),
        ]
    }
}

extension FactCheckPage {
    static var template: Template { .factCheck }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words(.titleFactCheck) }

    func fields(_ words: Words) -> Fields {
        let path = SitePath.factCheck(check.id.hex)
        let problems = check.problems.map { words($0) }
        return [
            "list": .text(SitePath.factChecks), "claim": .text(check.claim), "verdict": .text(words(check.verdict)),
            "meaning": .text(words(isWithdrawn ? .factCheckWithdrawn : check.meaning)),
            // What nothing follows from must not look like a verdict at a glance.
            "counts": .flag(!isWithdrawn && check.status == .accepted),
            "verdictText": .optional(check.verdictText), "publisher": .text(check.publisher), "article": .text(check.url),
            "claimant": .optional(check.claimant), "claimDate": .optional(check.claimDate.map { words.day($0) }),
            "reviewDate": .optional(check.reviewDate.map { words.day($0) }), "language": .optional(check.language),
            "appearances": .texts(check.appearances), "hasAppearances": .flag(!check.appearances.isEmpty),
            "problems": .texts(problems), "hasProblems": .flag(!problems.isEmpty), "isWithdrawn": .flag(isWithdrawn),
            "change": .optional(mayChange ? "\(path)/edit" : nil), "withdraw": .text("\(path)/withdraw"),
            "mayWithdraw": .flag(mayChange && !isWithdrawn),
            "markup": .source(.linkedData(.array(check.linkedData(terms).map(JSONValue.object)))),
            "versions": .list(
                versions.reversed().map { version in
                    [
                        "number": .text(words.number(version.number)), "verdict": .text(words(version.verdict)),
                        "isWithdrawn": .flag(version.isWithdrawn), "created": .text(words.moment(version.created)),
                        "file": .text("\(path)/versions/\(version.number)"),
                        "statement": .optional(version.statement.map { SitePath.statement($0) }),
                    ]
                }),
        ]
    }
}

extension FactCheckFormPage {
    static var template: Template { .factCheckForm }
    static var section: NavigationSection? { .claims }

    static let inputs = [
        FormField(name: "claim", kind: .area, label: .checkedClaim, hint: .checkedClaimHint),
        FormField(
            name: "verdict", kind: .line(type: "text", limit: 200, autocomplete: nil), label: .checkVerdict,
            hint: .checkVerdictHint),
        FormField(
            name: "url", kind: .line(type: "url", limit: 2048, autocomplete: "off"), label: .checkArticle,
            hint: .checkArticleHint),
        FormField(
            name: "publisher", kind: .line(type: "text", limit: 200, autocomplete: "organization"), label: .checkPublisher),
        FormField(name: "reviewDate", kind: .line(type: "date", limit: 10, autocomplete: nil), label: .checkDay),
        FormField(
            name: "claimant", kind: .line(type: "text", limit: 200, autocomplete: "off"), label: .claimant,
            hint: .claimantHint),
        FormField(name: "claimDate", kind: .line(type: "date", limit: 10, autocomplete: nil), label: .claimDay),
        FormField(name: "appearances", kind: .area, label: .appearances, hint: .appearancesHint),
        FormField(
            name: "language", kind: .line(type: "text", limit: 35, autocomplete: nil), label: .checkLanguage,
            hint: .checkLanguageHint),
    ]

    func title(_ words: Words) -> String {
        words.title(corrected == nil ? .titleNewFactCheck : .titleCorrectFactCheck, hasProblems: !filled.problems.isEmpty)
    }

    func fields(_ words: Words) -> Fields {
        let inputs = Self.inputs.filled(filled)
        return [
            "heading": .text(words(corrected == nil ? .titleNewFactCheck : .titleCorrectFactCheck)),
            "list": .text(SitePath.factChecks),
            "action": .text(corrected.map { "\(SitePath.factCheck($0))/edit" } ?? SitePath.newFactCheck),
            "inputs": inputs.fields(words), "problems": inputs.faults(words).summary,
        ]
    }
}

extension FactCheck {
    /// Who checked, as far as it is known.
    var publisher: String { publisherName ?? publisherDomain?.text ?? url }

    fileprivate var meaning: Phrase { status == .accepted ? .factCheckAccepted : .factCheckUnverified }
}

extension FactCheckVerdict: Worded {
    var phraseKey: String { "claim-verdict.\(rawValue)" }
}

extension FactCheckProblem: Worded {
    var phraseKey: String { "claim-problem.\(rawValue)" }
}
