import Daylight
import Sponsorship

@testable import Server

extension PageSample {
    /// The pages about duties, in every state that their templates know.
    static func dutyPages() throws -> [PageSample] {
        try reportPages() + notificationPages() + requestPages() + repositoryPages() + duePages() + declarationPages()
    }

    private static let time = DutyTime(target: .sample, latest: Timestamp(seconds: Timestamp.sample.seconds + 3600))

    /// A form with everything wrong in it.
    private static func wrong(_ inputs: [FormField], also more: [String: DutyPhrase] = [:]) -> Filled {
        var filled = Filled()
        for input in inputs {
            filled.values[input.name] = hostile
            if input.kind != .check { filled.problems[input.name] = .missing }
        }
        filled.problems.merge(more) { $1 }
        return filled
    }

    private static func reportPages() throws -> [PageSample] {
        let page = ReportPage(code: NoticeSample.code, noticeTitle: hostile, key: "k", filled: Filled(), isExpired: false)
        var wrong = page
        wrong.filled = Self.wrong(ReportPage.inputs)
        wrong.isExpired = true
        let words = Words(messages: try Messages.english())
        let stop = StopPage(
            code: NoticeSample.code, noticeTitle: hostile, keptUntil: CivilDate(year: 2033, month: 9, day: 13),
            filled: Filled(values: ["day": "2026-09-01", "ground": "law"]))
        var wrongStop = stop
        wrongStop.keptUntil = nil
        wrongStop.filled = Self.wrong(StopPage.inputs(words))
        return [
            PageSample(name: "report", page: page, chrome: .anonymous),
            PageSample(name: "report-wrong", page: wrong, chrome: .anonymous),
            PageSample(name: "stop", page: stop), PageSample(name: "stop-wrong", page: wrongStop),
        ]
    }

    private static func notificationPages() throws -> [PageSample] {
        let words = Words(messages: try Messages.english())
        let open = DutySample.notification(time: time)
        let answered = DutySample.notification(answer: DutySample.answer)
        var erased = DutySample.notification(
            answer: .init(outcome: .noBreach, text: "No.", wasAutomated: false, at: .sample))
        erased.notifier = nil
        var bare = AdNotification(
            code: NoticeSample.code, received: .sample, reasons: "x", place: nil,
            notifier: .init(name: "x", email: EmailAddress("a@b.example")!), time: nil)
        bare.notifier = nil
        let group = NotificationsPage.Group(
            code: NoticeSample.code, items: [.init(reference: "a", notification: open)], filled: Filled())
        let wrong = NotificationsPage.Group(
            code: ShortCode("00000001")!, items: [.init(reference: "b", notification: bare)],
            filled: Self.wrong(NotificationsPage.inputs(words), also: ["chosen": .nobodyChosen]))
        return [
            PageSample(
                name: "notification", page: NotificationPage(reference: "a", notification: open), chrome: .anonymous),
            PageSample(name: "notification-answered", page: NotificationPage(reference: "b", notification: answered)),
            PageSample(name: "notification-erased", page: NotificationPage(reference: "c", notification: erased)),
            PageSample(
                name: "notifications",
                page: NotificationsPage(
                    open: [group, wrong],
                    answered: [.init(reference: "c", notification: answered), .init(reference: "d", notification: erased)],
                    zone: .brussels)),
            PageSample(name: "notifications-empty", page: NotificationsPage(open: [], answered: [], zone: .brussels)),
        ]
    }

    private static func requestPages() throws -> [PageSample] {
        let words = Words(messages: try Messages.english())
        var acknowledged = DutySample.inquiry(code: nil, elections: [Election(date: CivilDate(iso8601: "2026-12-01")!)])
        acknowledged.acknowledgedAt = .sample
        var answered = DutySample.inquiry(.journalist)
        answered.answeredAt = .sample
        let page = RequestsPage(
            open: [
                .init(reference: "a", inquiry: DutySample.inquiry()), .init(reference: "b", inquiry: acknowledged),
                .init(reference: "c", inquiry: DutySample.inquiry(.observer)),
            ], answered: [.init(reference: "d", inquiry: answered)], key: "k", filled: Filled(values: ["asker": "observer"]),
            zone: .brussels)
        let empty = RequestsPage(
            open: [], answered: [], key: "k", filled: wrong(RequestsPage.inputs(words)), zone: .brussels)
        return [PageSample(name: "requests", page: page), PageSample(name: "requests-wrong", page: empty)]
    }

    private static func repositoryPages() throws -> [PageSample] {
        let queued = try Submission(
            MemberReader(["state": "queued", "noticeVersion": 1, "firstAt": "2026-09-01T10:00:00Z"] as JSONObject))
        let accepted = queued.accepted(.init(repositoryID: hostile, version: 1, at: .sample))
        func row(_ code: String, _ submission: Submission, hasChanged: Bool = false) -> RepositoryPage.Row {
            RepositoryPage.Row(
                code: ShortCode(code)!, title: hostile, submission: submission, time: time, hasChanged: hasChanged)
        }
        return [
            PageSample(
                name: "repository",
                page: RepositoryPage(
                    rows: [
                        row("00000001", queued), row("00000002", accepted, hasChanged: true), row("00000003", accepted),
                    ], problem: nil, zone: .brussels)),
            PageSample(
                name: "repository-wrong",
                page: RepositoryPage(rows: [row("00000001", queued)], problem: ShortCode("00000001"), zone: .brussels)),
            PageSample(name: "repository-empty", page: RepositoryPage(rows: [], problem: nil, zone: .brussels)),
        ]
    }

    private static func declarationPages() throws -> [PageSample] {
        let declaration = try Declaration(DutySample.declaration)
        func item(_ rules: [DeclarationRule], isPolitical: Bool, statement: Int?) throws -> DeclarationsPage.Item {
            var object = SponsorDeclaration(declaration, commitment: Samples.digest, rules: rules).json
            object["isPolitical"] = .bool(isPolitical)
            return DeclarationsPage.Item(
                code: NoticeSample.code, version: 1, declaration: try SponsorDeclaration(MemberReader(object)),
                statement: statement)
        }
        return [
            PageSample(
                name: "declarations",
                page: DeclarationsPage(
                    items: [
                        try item([.d07], isPolitical: true, statement: 3), try item([], isPolitical: false, statement: nil),
                    ], filled: Filled(), fault: nil, zone: .brussels)),
            PageSample(
                name: "declarations-wrong",
                page: DeclarationsPage(
                    items: [], filled: wrong(DeclarationsPage.inputs), fault: "expected an object, found \(hostile)",
                    zone: .brussels)),
        ]
    }

    private static func duePages() throws -> [PageSample] {
        func line(_ rule: String, _ task: DueLine.Task, _ effect: Effect?, _ code: ShortCode?, _ time: DutyTime?) -> DueLine {
            DueLine(
                rule: rule, basis: "TTPA Art. 13(2)", task: task, effect: effect, subject: "x", code: code,
                target: time?.target, latest: time?.latest, path: "/ads/repository")
        }
        let end = DutyTime(target: .sample, latest: .sample)
        return [
            PageSample(
                name: "due",
                page: DuePage(
                    lines: [
                        line("R01", .submit, .warn, NoticeSample.code, time), line("R05", .answerInterested, nil, nil, end),
                        line("R02", .answerNotification, nil, NoticeSample.code, nil),
                    ], zone: .brussels, country: "SE")),
            PageSample(name: "due-empty", page: DuePage(lines: [], zone: .brussels, country: nil)),
        ]
    }
}
