import Daylight
import Sponsorship

extension DutySection {
    private var path: String {
        switch self {
        case .due: SitePath.due
        case .notifications: SitePath.notifications
        case .requests: SitePath.inquiries
        case .repository: SitePath.repository
        case .declarations: SitePath.declarations
        }
    }

    /// The links between the pages, for the partial template `duties`.
    func fields(_ words: Words) -> Fields.Value {
        .list(
            Self.allCases.map { section in
                ["path": .text(section.path), "label": .text(words(section)), "isHere": .flag(section == self)]
            })
    }
}

extension Words {
    /// An instant where the publisher works, with its offset.
    func moment(_ instant: Timestamp, _ zone: Zone) -> String {
        let text = zone.text(instant)
        guard let day = CivilDate(iso8601: text.prefix(10)) else { return text }
        return "\(self.day(day)), \(text.dropFirst(11).prefix(5))"
    }

    /// A title that says first when something is wrong.
    func title(_ phrase: Phrase, hasProblems: Bool, _ arguments: [String: String] = [:]) -> String {
        let title = self(phrase, arguments)
        return hasProblems ? self(.titleWithErrors, ["title": title]) : title
    }
}

extension ReportPage {
    static var template: Template { .report }
    static var section: NavigationSection? { .ads }

    static let inputs = [
        FormField(name: "reasons", kind: .area, label: .reasons, hint: .reasonsHint),
        FormField(name: "place", kind: .line(type: "text", limit: 500, autocomplete: nil), label: .place, hint: .placeHint),
        FormField(
            name: "name", kind: .line(type: "text", limit: 200, autocomplete: "name"), label: .notifier, hint: .notifierHint),
        FormField(name: "email", kind: .line(type: "email", limit: 254, autocomplete: "email"), label: .email),
    ]

    func title(_ words: Words) -> String {
        words.title(.titleReport, hasProblems: isExpired || !filled.problems.isEmpty)
    }

    func fields(_ words: Words) -> Fields {
        let inputs = Self.inputs.filled(filled)
        let expired = isExpired ? [FieldProblem(target: "reasons", message: words(DutyPhrase.expired))] : []
        return [
            "code": .text(code.text), "noticeTitle": .text(noticeTitle), "notice": .text(SitePath.notice(code)),
            "action": .text(SitePath.reportAd(code)), "key": .text(key), "inputs": inputs.fields(words),
            "problems": (expired + inputs.faults(words)).summary,
        ]
    }
}

extension NotificationPage {
    static var template: Template { .notification }
    static var section: NavigationSection? { .ads }

    func title(_ words: Words) -> String { words(.titleNotification) }

    func fields(_ words: Words) -> Fields {
        [
            "reference": .text(reference), "code": .text(notification.code.text),
            "notice": .text(SitePath.notice(notification.code)), "received": .text(words.moment(notification.received)),
            "isOpen": .flag(notification.answer == nil),
            "by": .optional(notification.time.map { words.moment($0.target) }),
            "answer": .optional(notification.answer?.fields(words)),
        ]
    }
}

extension AdNotification.Answer {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "outcome": .text(words(outcome)), "text": .text(text), "date": .text(words.moment(at)),
            "wasAutomated": .flag(wasAutomated),
        ]
    }
}

extension NotificationsPage {
    static var template: Template { .notifications }
    static var section: NavigationSection? { .ads }

    static func inputs(_ words: Words) -> [FormField] {
        [
            FormField(name: "outcome", kind: .choice(AdNotification.Outcome.options(words)), label: .outcome),
            FormField(name: "answer", kind: .area, label: .answer, hint: .answerHint),
            FormField(name: "automated", kind: .check, label: .automated),
        ]
    }

    /// The name of the box that chooses a notification.
    static func box(_ reference: String) -> String { "n-\(reference)" }

    func title(_ words: Words) -> String {
        words.title(.titleNotifications, hasProblems: open.contains { !$0.filled.problems.isEmpty })
    }

    func fields(_ words: Words) -> Fields {
        let faults = open.flatMap { group in
            Self.inputs(words).filled(group.filled).faults(words, prefix: "\(group.code)-")
                + (group.filled.problems["chosen"].map {
                    [FieldProblem(target: Self.box(group.items[0].reference), message: words($0))]
                } ?? [])
        }
        return [
            "duties": DutySection.notifications.fields(words), "problems": faults.summary,
            "groups": .list(open.map { fields($0, words) }), "hasOpen": .flag(!open.isEmpty),
            "answered": .list(answered.map { fields($0, words) }), "hasAnswered": .flag(!answered.isEmpty),
            "action": .text(SitePath.answerNotifications),
            "csv": .text(SitePath.notificationsCSV), "json": .text(SitePath.notificationsJSON),
        ]
    }

    private func fields(_ group: Group, _ words: Words) -> Fields {
        [
            "code": .text(group.code.text), "notice": .text(SitePath.notice(group.code)),
            "stop": .text(SitePath.stopAd(group.code)), "items": .list(group.items.map { fields($0, words, in: group) }),
            "inputs": Self.inputs(words).filled(group.filled).fields(words, prefix: "\(group.code)-"),
        ]
    }

    private func fields(_ item: Item, _ words: Words, in group: Group? = nil) -> Fields {
        let notification = item.notification
        let box = Self.box(item.reference)
        // At first all are chosen; a form that comes back keeps what was chosen.
        let isChosen = group.map { $0.filled.values.isEmpty || !$0.filled[box].isEmpty } ?? false
        return [
            "box": .text(box), "isChosen": .flag(isChosen), "reference": .text(item.reference),
            "path": .text(SitePath.notification(item.reference)), "code": .text(notification.code.text),
            "notice": .text(SitePath.notice(notification.code)), "reasons": .text(notification.reasons),
            "place": .optional(notification.place),
            "notifier": .optional(notification.notifier.map { "\($0.name), \($0.email)" }),
            "received": .text(words.moment(notification.received, zone)),
            "by": .optional(notification.time.map { words.moment($0.target, zone) }),
            "answer": .optional(notification.answer?.fields(words)),
            "erase": .optional(notification.notifier == nil ? nil : SitePath.eraseNotifier(item.reference)),
        ]
    }
}

extension AdNotification.Outcome {
    fileprivate static func options(_ words: Words) -> [FormField.Option] {
        allCases.map { FormField.Option(value: $0.rawValue, label: words($0)) }
    }
}

extension StopPage {
    static var template: Template { .stop }
    static var section: NavigationSection? { .ads }

    static func inputs(_ words: Words) -> [FormField] {
        let grounds = LibraryAd.Removal.Ground.allCases.map { FormField.Option(value: $0.rawValue, label: words($0)) }
        return [
            FormField(name: "ground", kind: .choice(grounds), label: .ground),
            FormField(name: "reason", kind: .area, label: .stopReason, hint: .stopReasonHint),
            FormField(
                name: "day", kind: .line(type: "date", limit: 10, autocomplete: nil), label: .stopDay, hint: .stopDayHint),
        ]
    }

    func title(_ words: Words) -> String { words.title(.titleStop, hasProblems: !filled.problems.isEmpty) }

    func fields(_ words: Words) -> Fields {
        let inputs = Self.inputs(words).filled(filled)
        return [
            "noticeTitle": .text(noticeTitle), "notice": .text(SitePath.notice(code)), "action": .text(SitePath.stopAd(code)),
            "inputs": inputs.fields(words), "problems": inputs.faults(words).summary,
            "keptUntil": .optional(keptUntil.map { words.day($0) }),
        ]
    }
}

extension RequestsPage {
    static var template: Template { .requests }
    static var section: NavigationSection? { .ads }

    static func inputs(_ words: Words) -> [FormField] {
        let askers = Inquiry.Asker.allCases.map { FormField.Option(value: $0.rawValue, label: words($0)) }
        return [
            FormField(name: "asker", kind: .choice(askers), label: .asker),
            FormField(name: "name", kind: .line(type: "text", limit: 500, autocomplete: nil), label: .askerName),
            FormField(
                name: "received", kind: .line(type: "datetime-local", limit: 16, autocomplete: nil), label: .received,
                hint: .receivedHint),
            FormField(name: "question", kind: .area, label: .question),
            FormField(
                name: "code", kind: .line(type: "text", limit: ShortCode.length, autocomplete: nil), label: .aboutCode,
                hint: .aboutCodeHint),
        ]
    }

    func title(_ words: Words) -> String { words.title(.titleRequests, hasProblems: !filled.problems.isEmpty) }

    func fields(_ words: Words) -> Fields {
        let inputs = Self.inputs(words).filled(filled)
        return [
            "duties": DutySection.requests.fields(words), "problems": inputs.faults(words).summary,
            "open": .list(open.map { fields($0, words) }), "hasOpen": .flag(!open.isEmpty),
            "answered": .list(answered.map { fields($0, words) }), "hasAnswered": .flag(!answered.isEmpty),
            "action": .text(SitePath.inquiries), "key": .text(key), "inputs": inputs.fields(words),
            "zone": .text(zone.name), "csv": .text(SitePath.inquiriesCSV), "json": .text(SitePath.inquiriesJSON),
        ]
    }

    private func fields(_ item: Item, _ words: Words) -> Fields {
        let inquiry = item.inquiry
        return [
            "id": .text("r-\(item.reference)"), "asker": .text(words(inquiry.asker)), "name": .text(inquiry.name),
            "question": .text(inquiry.question), "received": .text(words.moment(inquiry.received, zone)),
            "code": .optional(inquiry.code?.text), "notice": .optional(inquiry.code.map { SitePath.notice($0) }),
            "acknowledgeBy": .optional(inquiry.acknowledge.map { words.moment($0.target, zone) }),
            "acknowledged": .optional(inquiry.acknowledgedAt.map { words.moment($0, zone) }),
            "answerBy": .text(words.moment(inquiry.answer.target, zone)),
            "latest": .optional(
                inquiry.answer.latest == inquiry.answer.target ? nil : words.moment(inquiry.answer.latest, zone)),
            "answeredAt": .optional(inquiry.answeredAt.map { words.moment($0, zone) }),
            "acknowledge": .optional(
                inquiry.acknowledge != nil && inquiry.acknowledgedAt == nil && inquiry.isOpen
                    ? SitePath.acknowledgeInquiry(item.reference) : nil),
            "answer": .optional(inquiry.isOpen ? SitePath.answerInquiry(item.reference) : nil),
            "export": .text(SitePath.inquiryExport(item.reference)),
        ]
    }
}

extension RepositoryPage {
    static var template: Template { .repository }
    static var section: NavigationSection? { .ads }

    func title(_ words: Words) -> String { words.title(.titleRepository, hasProblems: problem != nil) }

    func fields(_ words: Words) -> Fields {
        let faults = problem.map { [FieldProblem(target: "id-\($0)", message: words(DutyPhrase.missing))] } ?? []
        return [
            "duties": DutySection.repository.fields(words), "problems": faults.summary,
            "rows": .list(rows.map { fields($0, words) }), "hasRows": .flag(!rows.isEmpty),
            "lines": .text(SitePath.repositoryLines), "xml": .text(SitePath.repositoryXML),
        ]
    }

    private func fields(_ row: Row, _ words: Words) -> Fields {
        let acceptance = row.submission.acceptance
        let isWaiting = acceptance == nil || row.hasChanged
        return [
            "code": .text(row.code.text), "notice": .text(SitePath.notice(row.code)), "rowTitle": .text(row.title),
            "first": .text(words.moment(row.submission.firstAt, zone)),
            "by": .optional(acceptance == nil ? words.moment(row.time.target, zone) : nil),
            "latest": .text(words.moment(row.time.latest, zone)),
            "isAccepted": .flag(acceptance != nil), "hasChanged": .flag(row.hasChanged),
            "repositoryID": .text(acceptance?.repositoryID ?? ""),
            "accept": .optional(isWaiting ? SitePath.acceptSubmission(row.code) : nil),
            "problem": .optional(problem == row.code ? words(DutyPhrase.missing) : nil),
        ]
    }
}

extension DeclarationsPage {
    static var template: Template { .declarations }
    static var section: NavigationSection? { .ads }

    static let inputs = [
        FormField(
            name: "code", kind: .line(type: "text", limit: ShortCode.length, autocomplete: nil), label: .declarationCode,
            hint: .declarationCodeHint),
        FormField(name: "declaration", kind: .area, label: .declaration, hint: .declarationHint),
    ]

    func title(_ words: Words) -> String { words.title(.titleDeclarations, hasProblems: !filled.problems.isEmpty) }

    func fields(_ words: Words) -> Fields {
        let inputs = Self.inputs.filled(filled)
        return [
            "duties": DutySection.declarations.fields(words), "problems": inputs.faults(words).summary,
            "items": .list(items.map { fields($0, words) }), "hasItems": .flag(!items.isEmpty),
            "action": .text(SitePath.declarations), "inputs": inputs.fields(words), "fault": .optional(fault),
        ]
    }

    private func fields(_ item: Item, _ words: Words) -> Fields {
        [
            "code": .text(item.code.text), "notice": .text(SitePath.notice(item.code)), "version": .text("\(item.version)"),
            "declared": .text(words.moment(item.declaration.declaredAt, zone)),
            "isPolitical": .flag(item.declaration.isPolitical), "eligibility": .text(words(item.declaration.eligibility)),
            "rules": .list(
                item.declaration.rules.map { rule in
                    ["rule": .text(rule.rawValue), "effect": .text("\(rule.effect)"), "basis": .text(rule.basis)]
                }),
            "statement": .optional(item.statement.map { SitePath.statement($0) }),
        ]
    }
}

extension DuePage {
    static var template: Template { .due }
    static var section: NavigationSection? { .ads }

    func title(_ words: Words) -> String { words(.titleDue) }

    func fields(_ words: Words) -> Fields {
        [
            "duties": DutySection.due.fields(words), "zone": .text(zone.name), "country": .optional(country),
            "lines": .list(lines.map { fields($0, words) }), "hasLines": .flag(!lines.isEmpty),
            "csv": .text(SitePath.dueCSV), "json": .text(SitePath.dueJSON),
        ]
    }

    private func fields(_ line: DueLine, _ words: Words) -> Fields {
        [
            "task": .text(words(line.task)), "path": .text(line.path), "rule": .text(line.rule), "basis": .text(line.basis),
            "code": .optional(line.code?.text), "notice": .optional(line.code.map { SitePath.notice($0) }),
            "target": .optional(line.target.map { words.moment($0, zone) }),
            "latest": .optional(line.latest == line.target ? nil : line.latest.map { words.moment($0, zone) }),
            "isLate": .flag(line.isLate),
        ]
    }
}
