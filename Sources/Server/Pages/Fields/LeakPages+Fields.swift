import Credibility
import Daylight

extension LeaksPage {
    static var template: Template { .leaks }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words(.titleLeaks) }

    func fields(_ words: Words) -> Fields {
        let rows = { (items: [LeakDesk.Row]) -> Fields.Value in
            .list(
                items.map { item in
                    [
                        "title": .text(item.title), "path": .text(SitePath.leak(item.id)), "state": .text(words(item.state)),
                        "label": .text(item.sentence), "changed": .text(words.moment(item.changed)),
                    ]
                })
        }
        return [
            "hasReleased": .flag(!released.isEmpty), "released": rows(released), "isOffice": .flag(written != nil),
            "hasWritten": .flag(!(written ?? []).isEmpty), "written": rows(written ?? []), "new": .text(SitePath.newLeak),
            "downloads": .group(ListDownloads(csv: SitePath.leaksCSV, json: SitePath.leaksJSON).fields),
            "hasDemoted": .flag(!demoted.isEmpty), "demoted": .list(demoted.map { $0.fields(words) }),
        ]
    }
}

extension LeakPage {
    static var template: Template { .leak }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { leak.title }

    func fields(_ words: Words) -> Fields {
        let path = SitePath.leak(leak.id)
        let label = LeakLabel(leak)
        let guidance = leak.guidance(at: now).map(\.sentence)
        return facts(words).adding([
            "list": .text(SitePath.leaks), "title": .text(leak.title), "state": .text(words(leak.state)), "id": .text(leak.id),
            "label": .texts(label.sentences), "guidance": .texts(guidance), "hasGuidance": .flag(!guidance.isEmpty),
            "items": itemRows(words), "hasPages": .flag(pages > 1), "pages": pageLinks(words, path),
            "itemCount": .text(words.number(leak.items.count)), "redaction": redactionRows(words),
            "decisions": decisionRows(words), "hasDecisions": .flag(!leak.decisions.isEmpty),
            "demotions": demotionRows(words), "hasDemotions": .flag(!leak.demotions.isEmpty || !demotions.isEmpty),
            "demoted": .optional(demoted.map { $0.fields(words) }),
            "hasReleases": .flag(!releases.isEmpty), "file": .text(SitePath.leakFile(leak.id)),
            "releases": Self.rows(releases, "\(path)/versions", words),
            "demotionFiles": Self.rows(demotions, "\(path)/demotions", words),
            "office": .optional(office.map { $0.fields(words, leak) }),
        ])
    }

    private static func rows(_ releases: [Release], _ path: String, _ words: Words) -> Fields.Value {
        .list(
            releases.reversed().map { release in
                [
                    "number": .text(words.number(release.version)), "created": .text(words.moment(release.created)),
                    "file": .text("\(path)/\(release.version)"),
                    "statement": .optional(release.statement.map { SitePath.statement($0) }),
                ]
            })
    }

    private var pages: Int { (leak.items.count + Self.pageSize - 1) / Self.pageSize }

    private func pageLinks(_ words: Words, _ path: String) -> Fields.Value {
        .list(
            (1...max(1, pages)).map { number in
                [
                    "number": .text(words.number(number)), "path": .text("\(path)?page=\(number)"),
                    "isHere": .flag(number == self.number),
                ]
            })
    }

    private func facts(_ words: Words) -> Fields {
        var address: String?
        if case .address(let place)? = leak.firstSeen?.place { address = place.text }
        let techniques = LeakTechnique.allCases.filter(leak.techniques.contains)
        return [
            "firstSeen": .optional(leak.firstSeen.map { words.moment($0.time) }), "address": .optional(address),
            "archive": .optional(leak.firstSeen?.archive?.hex),
            "holders": .optional(leak.holders.isEmpty ? nil : leak.holders.joined(separator: ", ")),
            "origin": .optional(leak.purportedOrigin), "vote": .optional(leak.election.votingDay.map { words.day($0) }),
            "claims": .texts(leak.claims), "hasClaims": .flag(!leak.claims.isEmpty), "advice": .optional(leak.advice),
            "hasTechniques": .flag(!techniques.isEmpty),
            "techniques": .list(techniques.map { ["id": .text($0.rawValue), "name": .text(words($0))] }),
            "hasCampaign": .flag(!leak.campaign.isEmpty),
            "campaign": .list(leak.campaign.map { ["text": .text($0.description), "path": .text(SitePath.ask($0))] }),
        ]
    }

    private func itemRows(_ words: Words) -> Fields.Value {
        let start = min(max(0, (number - 1) * Self.pageSize), leak.items.count)
        let shown = leak.items[start...].prefix(Self.pageSize)
        return .list(
            zip(shown.indices, shown).map { index, item in
                [
                    "number": .text(words.number(index + 1)), "file": .text(item.file), "sha256": .text(item.sha256.hex),
                    "type": .text(item.type.rawValue), "size": .text(words.number(item.size)),
                    "mail": .optional(item.mail.map { LeakPage.sentence($0) }),
                    "assess": .optional(office == nil ? nil : "\(SitePath.leak(leak.id))/items/\(index + 1)"),
                    "findings": .list(
                        LeakAspect.allCases.map { aspect in
                            [
                                "aspect": .text(words(aspect)),
                                "finding": .optional(item.findings[aspect].map { $0.fields(words, aspect) }),
                            ]
                        }),
                ]
            })
    }

    /// What the best signature of a mail says.
    static func sentence(_ mail: LeakMail) -> String {
        let parts =
            [mail.verdict.name, mail.domain].compactMap { $0 }
            + (mail.headersNotCovered.isEmpty ? [] : ["not signed: \(mail.headersNotCovered.joined(separator: ", "))"])
            + mail.warnings.map(\.rawValue)
        return parts.joined(separator: ", ")
    }

    private func redactionRows(_ words: Words) -> Fields.Value {
        .list(
            LeakPrivateMatter.allCases.map { matter in
                var reason: String?
                if case .notApplicable(let given)? = leak.redaction[matter]?.outcome { reason = given }
                return [
                    "matter": .text(words(matter)), "isDone": .flag(leak.redaction[matter]?.outcome == .done),
                    "reason": .optional(reason), "isOpen": .flag(leak.redaction[matter] == nil),
                ]
            })
    }

    private func decisionRows(_ words: Words) -> Fields.Value {
        .list(
            leak.decisions.reversed().map { decision in
                [
                    "event": .text(words(decision.event)), "by": .text(decision.by), "at": .text(words.moment(decision.at)),
                    "reason": .text(decision.reason),
                ]
            })
    }

    private func demotionRows(_ words: Words) -> Fields.Value {
        .list(
            zip(leak.demotions.indices, leak.demotions).reversed().map { index, demotion in
                [
                    "reason": .text(demotion.reason), "by": .text(demotion.by), "since": .text(words.moment(demotion.since)),
                    "until": .text(words.moment(demotion.ended?.at ?? demotion.until)),
                    "cause": .optional(demotion.ended.map { words($0.cause) }),
                    "isActive": .flag(demotion.isActive(at: now)),
                ]
            })
    }
}

extension LeakDemotions.Decided {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "id": .text(id), "reason": .text(demotion.reason), "until": .text(words.moment(demotion.until)),
            "document": .text(path),
        ]
    }
}

extension LeakFinding {
    fileprivate func fields(_ words: Words, _ aspect: LeakAspect) -> Fields {
        [
            "level": .text(words(LeakAnswerWords(aspect: aspect, level: level))), "sentence": .text(sentence), "by": .text(by),
            "at": .text(words.moment(at)),
            "evidence": .list(evidence.map { ["address": .text($0.text)] }), "hasEvidence": .flag(!evidence.isEmpty),
        ]
    }
}

extension LeakPage.Office {
    fileprivate func fields(_ words: Words, _ leak: LeakCase) -> Fields {
        let path = SitePath.leak(leak.id)
        return [
            "gaps": .texts(gaps.map(\.sentence)), "hasGaps": .flag(!gaps.isEmpty), "isReleased": .flag(isReleased),
            "mustWait": .flag(mustWait), "isOpen": .flag(leak.state.status != .closed),
            "details": .text("\(path)/details"), "checklist": .text("\(path)/redaction"),
            "action": .text("\(path)/decisions"), "version": .text("\(version)"), "reason": .text(reason),
            "problem": .optional(problem.map { words($0) }), "hasSteps": .flag(!steps.isEmpty),
            "steps": .list(
                steps.map { step in
                    [
                        "id": .text("step-\(step.rawValue)"), "value": .text(step.rawValue), "label": .text(words(step)),
                        "isChosen": .flag(step == chosen),
                    ]
                }),
        ]
    }
}

extension LeakFormPage {
    static var template: Template { .leakForm }
    static var section: NavigationSection? { .claims }

    static let inputs = [
        FormField(name: "title", kind: .line(type: "text", limit: 300, autocomplete: "off"), label: .leakTitle),
        FormField(
            name: "address", kind: .line(type: "url", limit: 2048, autocomplete: "off"), label: .leakAddress,
            hint: .leakAddressHint),
        FormField(
            name: "firstSeen", kind: .line(type: "text", limit: 30, autocomplete: "off"), label: .leakInstant,
            hint: .leakInstantHint),
        FormField(
            name: "archive", kind: .line(type: "text", limit: 64, autocomplete: "off"), label: .leakArchive,
            hint: .leakArchiveHint),
        FormField(name: "origin", kind: .line(type: "text", limit: 300, autocomplete: "off"), label: .leakOrigin),
        FormField(name: "holders", kind: .area, label: .leakHolders, hint: .leakHoldersHint),
        FormField(name: "votingDay", kind: .line(type: "date", limit: 10, autocomplete: nil), label: .leakVotingDay),
        FormField(
            name: "opens", kind: .line(type: "text", limit: 30, autocomplete: "off"), label: .leakOpening,
            hint: .leakOpeningHint),
        FormField(name: "claims", kind: .area, label: .leakClaims, hint: .leakClaimsHint),
        FormField(name: "techniques", kind: .area, label: .leakTechniques, hint: .leakTechniquesHint),
        FormField(name: "campaign", kind: .area, label: .leakCampaign, hint: .leakCampaignHint),
        FormField(name: "advice", kind: .area, label: .leakAdvice),
    ]

    func title(_ words: Words) -> String {
        words.title(
            changed == nil ? .titleNewLeak : .titleEditLeak, hasProblems: fault != nil || !filled.problems.isEmpty)
    }

    func fields(_ words: Words) -> Fields {
        let inputs = Self.inputs.filled(filled)
        let faults = (fault.map { [FieldProblem(target: "inventory", message: $0)] } ?? []) + inputs.faults(words)
        return [
            "heading": .text(words(changed == nil ? .titleNewLeak : .titleEditLeak)), "isNew": .flag(changed == nil),
            "list": .text(changed.map { SitePath.leak($0.id) } ?? SitePath.leaks),
            "listTitle": .text(changed?.title ?? words(.titleLeaks)),
            "action": .text(changed.map { "\(SitePath.leak($0.id))/details" } ?? SitePath.newLeak),
            "inventory": .text(inventory), "fault": .optional(fault),
            "version": .optional(changed.map { "\($0.version)" }),
            "techniques": .list(LeakTechnique.allCases.map { ["id": .text($0.rawValue), "name": .text(words($0))] }),
            "inputs": inputs.fields(words), "problems": faults.summary,
        ]
    }
}

extension LeakItemPage {
    static var template: Template { .leakItem }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words.title(.titleLeakItem, hasProblems: !filled.problems.isEmpty) }

    func fields(_ words: Words) -> Fields {
        [
            "case": .text(SitePath.leak(id)), "caseTitle": .text(title), "file": .text(item.file),
            "number": .text(words.number(number)), "sha256": .text(item.sha256.hex), "type": .text(item.type.rawValue),
            "size": .text(words.number(item.size)), "mail": .optional(item.mail.map { LeakPage.sentence($0) }),
            "version": .text("\(version)"), "action": .text("\(SitePath.leak(id))/items/\(number)"),
            "problems": faults(words).summary, "isLast": .flag(isLast),
            "aspects": .list(LeakAspect.allCases.map { fields($0, words) }),
        ]
    }

    /// In the order of the page; that on a level leads to its first choice.
    private func faults(_ words: Words) -> [FieldProblem] {
        LeakAspect.allCases.flatMap { aspect in
            [
                ("level", "\(aspect.rawValue)-\(LeakLevel.verifiedPart.rawValue)"), ("sentence", "\(aspect.rawValue)-sentence"),
                ("evidence", "\(aspect.rawValue)-evidence"),
            ].compactMap { field, target in
                filled.problems["\(aspect.rawValue)-\(field)"].map { FieldProblem(target: target, message: words($0)) }
            }
        }
    }

    private func fields(_ aspect: LeakAspect, _ words: Words) -> Fields {
        let name = aspect.rawValue
        let message = { (field: String) -> Fields.Value in .optional(filled.problems["\(name)-\(field)"].map { words($0) }) }
        return [
            "name": .text(name), "legend": .text(words(aspect)), "sentence": .text(filled["\(name)-sentence"]),
            "evidence": .text(filled["\(name)-evidence"]), "sentenceFault": message("sentence"),
            "evidenceFault": message("evidence"), "levelFault": message("level"), "isOfAll": .flag(aspect.isOfTheWholeFind),
            "isForAll": .flag(filled.values["\(name)-all"] != nil),
            "levels": .list(
                LeakLevel.allCases.map { level in
                    [
                        "id": .text("\(name)-\(level.rawValue)"), "value": .text(level.rawValue),
                        "label": .text(words(LeakAnswerWords(aspect: aspect, level: level))),
                        "isChosen": .flag(filled["\(name)-level"] == level.rawValue),
                    ]
                }),
        ]
    }
}

extension LeakRedactionPage {
    static var template: Template { .leakRedaction }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words.title(.titleLeakRedaction, hasProblems: !filled.problems.isEmpty) }

    func fields(_ words: Words) -> Fields {
        [
            "case": .text(SitePath.leak(id)), "caseTitle": .text(title), "action": .text("\(SitePath.leak(id))/redaction"),
            "version": .text("\(version)"),
            "problems": faults(words).summary,
            "points": .list(
                LeakPrivateMatter.allCases.map { matter in
                    let name = matter.rawValue
                    let state = filled.values[name] ?? "open"
                    return [
                        "name": .text(name), "legend": .text(words(matter)), "reason": .text(filled["\(name)-reason"]),
                        "fault": .optional(filled.problems["\(name)-reason"].map { words($0) }), "isOpen": .flag(state == "open"),
                        "isDone": .flag(state == "done"), "isNotApplicable": .flag(state == "not-applicable"),
                    ]
                }),
        ]
    }

    private func faults(_ words: Words) -> [FieldProblem] {
        LeakPrivateMatter.allCases.compactMap { matter in
            let target = "\(matter.rawValue)-reason"
            return filled.problems[target].map { FieldProblem(target: target, message: words($0)) }
        }
    }
}
