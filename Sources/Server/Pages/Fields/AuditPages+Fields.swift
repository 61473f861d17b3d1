import Daylight
import Tally

extension NewAuditPage {
    static var template: Template { .auditNew }
    static var section: NavigationSection? { .count }

    func title(_ words: Words) -> String {
        fault == nil ? words(.titleNewAudit) : words(.titleWithErrors, ["title": words(.titleNewAudit)])
    }

    func fields(_ words: Words) -> Fields {
        [
            "election": .text(SitePath.election(election)), "name": .text(title), "action": .text(SitePath.newAudit(election)),
            "text": .text(text), "fault": .optional(fault),
        ]
    }
}

extension AuditPage {
    static var template: Template { .audit }
    static var section: NavigationSection? { .count }
    /// Most papers listed on the page.
    private static let paperLimit = 200

    func title(_ words: Words) -> String {
        problem == nil ? process.setup.name : words(.titleWithErrors, ["title": process.setup.name])
    }

    func fields(_ words: Words) -> Fields {
        let papers = process.papers
        let may = { (kind: AuditEvent.Kind) in process.stage.takes(kind) }
        return [
            "election": .text(SitePath.election(election)), "electionTitle": .text(electionTitle),
            "name": .text(process.setup.name), "problem": .optional(problem),
            "stage": .text(words(process.stage)), "next": .text(process.stage.next),
            "isDone": .flag(process.isOutcomeConfirmed != nil), "isRight": .flag(process.isOutcomeConfirmed == true),
            "method": .text(process.setup.method.rawValue), "limit": .text(words.percent(process.setup.limit.value)),
            "risk": .optional(process.risk.map { words.risk($0.p) }), "round": .text(words.number(process.round)),
            "draws": .text(words.number(process.size)), "settled": .text(words.number(papers.settled)),
            "waiting": .text(words.number(papers.waiting.count + papers.enteredOnce.count)),
            "contests": .list(process.setup.contests.map { fields($0, words) }),
            "events": .list(process.entries.enumerated().compactMap { event($1, number: $0 + 1, words) }),
            "hasEvents": .flag(!process.entries.isEmpty),
            "lists": .list(
                (0..<process.round).map {
                    ["round": .text("\($0 + 1)"), "path": .text(SitePath.retrievalList(election, key, $0 + 1))]
                }), "hasLists": .flag(process.round > 0),
            "record": .text(SitePath.auditRecord(election, key)), "isBlind": .flag(process.isBlind),
            "head": .text(process.head.shortGroups.joined(separator: " ")),
            "action": .text(SitePath.audit(election, key)),
            "mayCommit": .flag(isCoordinator && may(.commit)), "maySeed": .flag(isCoordinator && may(.seed)),
            "mayDraw": .flag(isCoordinator && may(.round)), "size": .text(process.proposedNextSize.map(String.init) ?? ""),
            "mayMeasure": .flag(isCoordinator && may(.measure)), "mayCount": .flag(isCoordinator && may(.fullCount)),
            "mayRecordCount": .flag(isCoordinator && may(.handCount)),
            "papers": .optional(isClerk && process.stage == .entering ? self.papers(papers) : nil),
            "discrepancies": .list(
                process.isBlind
                    ? []
                    : process.discrepancies.prefix(Self.paperLimit).map { discrepancy in
                        ["text": .text(discrepancy.paper.description), "contest": .text(discrepancy.contest)]
                    }),
            "hasDiscrepancies": .flag(!process.isBlind && !process.discrepancies.isEmpty),
        ]
    }

    private func fields(_ contest: AuditedContest, _ words: Words) -> Fields {
        let risk = process.risks.first { $0.contest == contest.id }?.risk
        return [
            "id": .text(contest.id), "outcome": .text(contest.outcome.rawValue),
            "risk": .text(risk.map { words.risk($0.p) } ?? "–"),
            "votes": .text(
                zip(contest.contest.names, contest.contest.votes).map { "\($0) \(words.number($1))" }.joined(separator: ", ")),
            "counts": .list(
                contest.contest.names.enumerated().map { index, name in
                    [
                        "id": .text("\(contest.id)-\(index)"), "name": .text(ReadingPage.field(contest, index)),
                        "label": .text(name),
                    ]
                }), "isRanked": .flag(contest.outcome == .irv), "winner": .text(ReadingPage.winnerField(contest)),
        ]
    }

    /// Readings are not listed one by one: the record has them.
    private func event(_ entry: AuditEntry, number: Int, _ words: Words) -> Fields? {
        let text: String
        switch entry.event.action {
        case .commit: text = words(CountPhrase.eventCommit)
        case .seed(let digits, let people):
            text = words.fill(words(CountPhrase.eventSeed), ["seed": digits, "people": people.joined(separator: ", ")])
        case .round(let size): text = words.fill(words(CountPhrase.eventRound), ["n": words.number(size)])
        case .measure:
            let risks = (entry.json["risks"]?.objectValue?.members ?? []).map {
                "\($0.name) \(words.risk($0.value.doubleValue ?? 1))"
            }
            text = words.fill(words(CountPhrase.eventMeasure), ["risks": risks.joined(separator: ", ")])
        case .fullCount(let reason): text = words.fill(words(CountPhrase.eventFullCount), ["reason": reason])
        case .handCount: text = words(CountPhrase.eventHandCount)
        case .enter, .resolve: return nil
        }
        return ["text": .text(text), "at": .text(words.moment(entry.event.at)), "by": .text(entry.event.actor)]
    }

    private func papers(_ papers: AuditProcess.Papers) -> Fields {
        func row(_ paper: AuditPaper, _ people: [String], isDiffering: Bool = false) -> Fields {
            [
                "label": .text(paper.description), "path": .text(SitePath.reading(election, key, paper)),
                "people": .text(people.joined(separator: ", ")), "isDiffering": .flag(isDiffering),
            ]
        }
        let rows =
            papers.differing.map { row($0.paper, $0.by, isDiffering: true) }
            + papers.enteredOnce.map { row($0.paper, [$0.by]) } + papers.waiting.map { row($0, []) }
        return ["rows": .list(Array(rows.prefix(Self.paperLimit))), "hasRows": .flag(!rows.isEmpty)]
    }
}

extension RetrievalPage {
    static var template: Template { .auditList }
    static var section: NavigationSection? { .count }

    func title(_ words: Words) -> String { words(.titleRetrieval, ["round": "\(list.round)"]) }

    func fields(_ words: Words) -> Fields {
        [
            "audit": .text(SitePath.audit(election, key)), "name": .text(list.audit), "round": .text("\(list.round)"),
            "count": .text(words.number(list.count)), "csv": .text(SitePath.retrievalCSV(election, key, list.round)),
            "sections": .list(
                list.sections.enumerated().map { index, section in
                    [
                        "id": .text("office-\(index)"),
                        "jurisdiction": .optional(section.jurisdiction.isEmpty ? nil : section.jurisdiction),
                        "batches": .list(
                            section.batches.map { batch in
                                [
                                    "batch": .text(batch.name), "ballots": .text(words.number(batch.ballots)),
                                    "positions": .optional(
                                        batch.positions.isEmpty
                                            ? nil : batch.positions.map { words.number($0) }.joined(separator: " · ")),
                                ]
                            }),
                    ]
                }),
        ]
    }
}

extension ReadingPage {
    static var template: Template { .auditReading }
    static var section: NavigationSection? { .count }

    /// The form's field for a name of a contest.
    static func field(_ contest: AuditedContest, _ name: Int) -> String { "\(contest.id)/\(name)" }
    static func winnerField(_ contest: AuditedContest) -> String { "\(contest.id)/winner" }

    func title(_ words: Words) -> String {
        problem == nil ? paper.description : words(.titleWithErrors, ["title": paper.description])
    }

    func fields(_ words: Words) -> Fields {
        [
            "audit": .text(SitePath.audit(election, key)), "name": .text(setup.name), "paper": .text(paper.description),
            "action": .text(SitePath.reading(election, key, paper)), "problem": .optional(problem),
            "isResolving": .flag(isResolving), "isBatch": .flag(paper.position == nil),
            "contests": .list(setup.contests.map(fields)),
        ]
    }

    private func fields(_ contest: AuditedContest) -> Fields {
        let isBatch = paper.position == nil
        let kind = isBatch ? "count" : contest.outcome == .irv ? "rank" : "mark"
        return [
            "contest": .text(contest.id),
            "names": .list(
                contest.contest.names.enumerated().map { index, name in
                    [
                        "id": .text("\(contest.id)-\(index)"), "field": .text(Self.field(contest, index)), "label": .text(name),
                        "isMark": .flag(kind == "mark"), "isNumber": .flag(kind != "mark"), "isRank": .flag(kind == "rank"),
                    ]
                }),
        ]
    }
}
