import Daylight
import Tally

extension ElectionsPage {
    static var template: Template { .elections }
    static var section: NavigationSection? { .count }

    func title(_ words: Words) -> String { words(.titleElections) }

    func fields(_ words: Words) -> Fields {
        [
            "items": .list(
                items.map { item in
                    [
                        "name": .text(item.title), "path": .text(SitePath.election(item.id)),
                        "status": .text(words(item.status)), "received": .text(words.number(item.received)),
                        "expected": .text(words.number(item.expected)),
                        "entries": .optional(mayType ? SitePath.entries(item.id) : nil),
                    ]
                }), "hasItems": .flag(!items.isEmpty), "define": .optional(mayDefine ? SitePath.defineElection : nil),
        ]
    }
}

extension DefinePage {
    static var template: Template { .countDefine }
    static var section: NavigationSection? { .count }

    func title(_ words: Words) -> String {
        let title = words(.titleDefine)
        return fault != nil || challenge?.isWrong == true ? words(.titleWithErrors, ["title": title]) : title
    }

    func fields(_ words: Words) -> Fields {
        [
            "action": .text(SitePath.defineElection), "text": .text(text), "fault": .optional(fault),
            "keys": .text(keys),
            "challenge": .optional(challenge.map { $0.fields(words) }),
        ]
    }
}

extension DefinePage.Challenge {
    fileprivate func fields(_ words: Words) -> Fields {
        var blanks = 0
        let groups = challenge.shown.map { group -> Fields in
            if group == nil { blanks += 1 }
            return [
                "text": .optional(group), "name": .text("group-\(blanks)"), "isFirst": .flag(group == nil && blanks == 1),
                "number": .text("\(blanks)"),
            ]
        }
        return [
            "election": .text(title), "units": .text(words.number(units)), "lists": .text(words.number(lists)),
            "groups": .list(groups), "isWrong": .flag(isWrong),
        ]
    }
}

extension EntriesPage {
    static var template: Template { .countEntries }
    static var section: NavigationSection? { .count }

    func title(_ words: Words) -> String { words(.titleEntries, ["election": title]) }

    func fields(_ words: Words) -> Fields {
        [
            "election": .text(title), "results": .text(SitePath.election(election)),
            "action": .text(SitePath.entries(election)), "notFound": .optional(notFound),
            "counts": .list(
                EntryState.allCases.filter { counts[$0] ?? 0 > 0 }.map { state in
                    ["label": .text(words(state)), "n": .text(words.number(counts[state] ?? 0))]
                }),
            "rows": .list(
                rows.map { row in
                    [
                        "unit": .text(row.unit.id), "name": .text(row.unit.title),
                        "path": .text(SitePath.entry(election, row.unit.id)),
                        "state": .text(words(row.state)), "style": .text("entry-\(row.state.rawValue)"),
                        "isOwn": .flag(row.isOwn),
                        "version": .text(row.version.map(String.init) ?? "–"),
                    ]
                }),
        ]
    }
}

extension EntrySheet.Section {
    /// As it stands in addresses.
    var slug: String {
        switch self {
        case .votes: "votes"
        case .differences: "differences"
        case .list(let index): "list-\(index + 1)"
        }
    }

    func label(_ words: Words, of definition: ElectionDefinition) -> String {
        switch self {
        case .votes: words(CountPhrase.sectionVotes)
        case .differences: words(CountPhrase.sectionDifferences)
        case .list(let index):
            words.fill(words(CountPhrase.sectionList), ["list": definition.lists[index].title])
        }
    }
}

extension EntrySheet.Field {
    /// What a field is called on paper: its box and what the box holds.
    func label(_ words: Words, of definition: ElectionDefinition) -> (box: String?, text: String) {
        if let box = ReportBox(rawValue: name) { return (box.letter, words(box)) }
        let parts = name.split(separator: "/")
        switch (parts.first, parts.count) {
        case ("listTotals", 3):
            let place = Int(parts[1]) ?? 0
            return ("E.\(place + 1)", words.fill(words(CountPhrase.listBox), ["list": definition.lists[place].title]))
        case ("lists", 3): return (nil, words(CountPhrase.listTotal))
        case ("lists", 5):
            let (list, place) = (definition.lists[Int(parts[1]) ?? 0], Int(parts[3]) ?? 0)
            return ("\(place + 1)", list.candidateTitle(place + 1))
        default:
            return (nil, words(parts.last == "yes" ? CountPhrase.yes : CountPhrase.no))
        }
    }
}

extension EntrySectionPage {
    static var template: Template { .countSection }
    static var section: NavigationSection? { .count }

    private var heading: CountPhrase { isSecond ? .secondEntry : .firstEntry }

    func title(_ words: Words) -> String {
        let title = "\(section.label(words, of: definition)), \(unit.title)"
        return problems.isEmpty ? title : words(.titleWithErrors, ["title": title])
    }

    func fields(_ words: Words) -> Fields {
        let sections = EntrySheet.sections(of: definition)
        let faults = sheet.fields(section, of: definition).filter { problems[$0.name] != nil }.map { field in
            FieldProblem(target: field.name, message: "\(field.text(words, definition)): \(words(CountPhrase.notACount))")
        }
        let place = sections.firstIndex(of: section) ?? 0
        return [
            "problems": faults.summary, "heading": .text(section.label(words, of: definition)),
            "kicker": .text(
                words.fill(
                    words(CountPhrase.progress),
                    [
                        "entry": words(heading), "unit": unit.title, "n": "\(place + 1)", "total": "\(sections.count)",
                    ])),
            "action": .text(SitePath.entrySection(election, unit.id, section)),
            "back": .text(
                place == 0
                    ? SitePath.entry(election, unit.id) : SitePath.entrySection(election, unit.id, sections[place - 1])),
            "overview": .text(SitePath.entry(election, unit.id)),
            "differs": .flag(!differing.isEmpty), "groups": .list(groups(words)),
        ]
    }

    /// Ticks of one question stand together.
    private func groups(_ words: Words) -> [Fields] {
        var groups: [Fields] = []
        if section == .votes { groups.append(method(words)) }
        var open: (legend: String, fields: [Fields])?
        func close() {
            if let open { groups.append(["legend": .text(open.legend), "fields": .list(open.fields)]) }
            open = nil
        }
        for field in sheet.fields(section, of: definition) {
            let legend = field.legend(words)
            if open?.legend != legend { close() }
            guard let legend else {
                groups.append(["legend": .flag(false), "fields": .list([fields(field, words)])])
                continue
            }
            open = (legend, (open?.fields ?? []) + [fields(field, words)])
        }
        close()
        return groups
    }

    private func method(_ words: Words) -> Fields {
        let options = [CountingMethod.decentral, .central].map { method -> Fields in
            [
                "id": .text("\(EntrySheet.methodField)-\(method.rawValue)"), "name": .text(EntrySheet.methodField),
                "value": .text(method.rawValue), "isChosen": .flag(sheet.method == method), "isChoice": .flag(true),
                "isTick": .flag(false), "isCount": .flag(false), "differs": .flag(false), "problem": .flag(false),
                "box": .flag(false), "label": .text(words(method == .central ? CountPhrase.central : .decentral)),
                "isFirst": .flag(false),
            ]
        }
        return ["legend": .text(words(CountPhrase.method)), "fields": .list(options)]
    }

    private func fields(_ field: EntrySheet.Field, _ words: Words) -> Fields {
        let label = field.label(words, of: definition)
        let value = sheet[field.name]
        let first = sheet.fields(section, of: definition).first
        return [
            "id": .text(field.name), "name": .text(field.name), "label": .text(label.text), "box": .optional(label.box),
            "isCount": .flag(field.kind == .count), "isTick": .flag(field.kind == .tick), "isChoice": .flag(false),
            "value": .text(value), "isChosen": .flag(!value.isEmpty), "differs": .flag(differing.contains(field.name)),
            "problem": .optional(problems[field.name].map { _ in words(CountPhrase.notACount) }),
            "isFirst": .flag(field == first),
        ]
    }
}

extension EntrySheet.Field {
    /// Box and words in one line.
    fileprivate func text(_ words: Words, _ definition: ElectionDefinition) -> String {
        let label = label(words, of: definition)
        return label.box.map { "\($0) \(label.text)" } ?? label.text
    }

    /// The question that a tick answers; `nil` for a count.
    fileprivate func legend(_ words: Words) -> String? {
        guard kind == .tick else { return nil }
        if name.hasPrefix("compare/") { return words(CountPhrase.compare) }
        return ReportBox(rawValue: name.split(separator: "/").dropLast().joined(separator: "/")).map { words($0) }
    }
}

extension EntryPage {
    static var template: Template { .countEntry }
    static var section: NavigationSection? { .count }

    func title(_ words: Words) -> String {
        let title = words.fill(words(CountPhrase.stationTitle), ["unit": unit.title])
        return problem == nil ? title : words(.titleWithErrors, ["title": title])
    }

    func fields(_ words: Words) -> Fields {
        var fields: Fields = [
            "heading": .text(unit.title), "unit": .text(unit.id), "entries": .text(SitePath.entries(election)),
            "election": .text(definition.title), "problem": .optional(problem.map { words($0) }),
            "action": .text(SitePath.entry(election, unit.id)), "isCoordinator": .flag(isCoordinator),
            "findings": .list(findings.map { self.fields($0, words) }), "hasFindings": .flag(!findings.isEmpty),
            "mustAccept": .flag(mustAccept), "hasWarnings": .flag(findings.contains { $0.code.severity == .warning }),
            "hasErrors": .flag(findings.contains { $0.code.severity == .error }),
        ]
        for name in ["begin", "needsAnother", "taken", "own", "firstErrors", "different", "definitive"] {
            fields[name] = .flag(false)
        }
        switch stage {
        case .open(let isSecond): fields["begin"] = .text(words(isSecond ? CountPhrase.secondEntry : .firstEntry))
        case .needsAnother: fields["needsAnother"] = .flag(true)
        case .taken(let user): fields["taken"] = .text(user)
        case .own(let sheet, let isSecond, let isCorrection):
            fields["own"] = .group(own(sheet, isSecond, isCorrection, words))
        case .hasErrors(let user): fields["firstErrors"] = .text(user)
        case .differs(let differences): fields["different"] = .group(self.fields(differences, words))
        case .definitive(let digest, let finishedAt, let withWarnings):
            fields["definitive"] = .group([
                "groups": .optional(digest.map { $0.shortGroups.joined(separator: " ") }), "at": .text(words.moment(finishedAt)),
                "withWarnings": .flag(withWarnings), "page": .text(SitePath.unit(election, unit.id)),
            ])
        }
        return fields
    }

    private func own(_ sheet: EntrySheet, _ isSecond: Bool, _ isCorrection: Bool, _ words: Words) -> Fields {
        [
            "entry": .text(words(isSecond ? CountPhrase.secondEntry : .firstEntry)), "isCorrection": .flag(isCorrection),
            "isComplete": .flag(sheet.isComplete(of: definition)),
            "sections": .list(
                EntrySheet.sections(of: definition).map { section in
                    let isWrong = !sheet.problems(section, of: definition).isEmpty
                    return [
                        "path": .text(SitePath.entrySection(election, unit.id, section)),
                        "label": .text(section.label(words, of: definition)),
                        "isSaved": .flag(sheet.has(section, of: definition) && !isWrong),
                    ]
                }),
        ]
    }

    private func fields(_ differences: Differences, _ words: Words) -> Fields {
        let names = Dictionary(
            EntrySheet.sections(of: definition).flatMap { EntrySheet().fields($0, of: definition) }.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first })
        return [
            "firstUser": .text(differences.firstUser), "secondUser": .text(differences.secondUser),
            "firstHasErrors": .flag(differences.firstHasErrors), "secondHasErrors": .flag(differences.secondHasErrors),
            "rows": .list(
                differences.rows.map { row in
                    [
                        "field": .text(names[row.field]?.text(words, definition) ?? row.field), "first": .text(row.first),
                        "second": .text(row.second),
                    ]
                }),
        ]
    }

    private func fields(_ finding: CountFinding, _ words: Words) -> Fields {
        let advice = finding.code.advice
        return [
            "code": .text(finding.code.rawValue), "severity": .text(words(finding.code.severity)),
            "style": .text("severity-\(finding.code.severity.rawValue)"), "titleText": .text(advice.title),
            "message": .text(finding.message), "look": .text(advice.look), "advice": .text(advice.action),
            "path": .optional(path(of: finding)),
        ]
    }

    /// The field of the visitor's own sheet that a finding is about.
    private func path(of finding: CountFinding) -> String? {
        guard case .own(let sheet, _, _) = stage, let pointer = finding.paths.first else { return nil }
        let name = String(pointer.dropFirst())
        for section in EntrySheet.sections(of: definition) {
            guard
                let field = sheet.fields(section, of: definition).first(where: {
                    $0.name == name || $0.name.hasPrefix(name + "/")
                })
            else { continue }
            return "\(SitePath.entrySection(election, unit.id, section))#\(field.name)"
        }
        return nil
    }
}
