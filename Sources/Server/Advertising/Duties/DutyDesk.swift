public import Daylight
public import Sponsorship
public import Storage

/// One thing that has to be done.
public struct DueLine: Hashable, Sendable {
    /// Rule of reference 8.2, such as `R01`.
    public let rule: String
    /// The article it enforces.
    public let basis: String
    public let task: Task
    /// What the rule does now; `nil` while there is time.
    public let effect: Effect?
    /// Key of the notification, request or notice.
    public let subject: String
    /// The ad it is about; `nil` for a request about all.
    public let code: ShortCode?
    /// When to be done; `nil` where the law sets no hours.
    public let target: Timestamp?
    /// When it is too late in law.
    public let latest: Timestamp?
    /// Where it is done, a path on this site.
    public let path: String

    /// What there is to do. Each of them is the publisher's to do.
    public enum Task: String, CaseIterable, Hashable, Sendable {
        case submit, answerNotification, acknowledge, answerAuthority, answerInterested, replaceEstimate

        /// In one English sentence.
        public var sentence: String {
            switch self {
            case .submit: "Hand the ad to the European repository."
            case .answerNotification: "Examine and answer the notification."
            case .acknowledge: "Acknowledge the authority's request and say what you do about it."
            case .answerAuthority: "Answer the authority."
            case .answerInterested: "Answer the request."
            case .replaceEstimate: "Replace the estimate by the final amount, in a new version of the notice."
            }
        }
    }

    /// Who has to act.
    public var actor: String { "publisher" }

    public var isLate: Bool { effect != nil }

    /// The line for programs, its instants in a zone.
    public func json(_ zone: Zone) -> JSONObject {
        func text(_ instant: Timestamp?) -> JSONValue { instant.map { .string(zone.text($0)) } ?? .null }
        return [
            "rule": .string(rule), "basis": .string(basis), "task": .string(task.rawValue), "message": .string(task.sentence),
            "actor": .string(actor), "subject": .string(subject), "ad": code.map { .string($0.text) } ?? .null,
            "target": text(target), "latest": text(latest), "late": .bool(isLate),
            "effect": effect.map { .string("\($0)") } ?? .null, "path": .string(path),
        ]
    }
}

/// Collects what is due. Needs only the store, so that asking works while a server runs.
public struct DutyDesk: Sendable {
    let store: Store
    let configuration: AdvertisingConfiguration

    public init(store: Store, configuration: AdvertisingConfiguration) {
        self.store = store
        self.configuration = configuration
    }

    private var shelf: NoticeShelf { NoticeShelf(store: store, context: configuration.noticeContext) }

    /// Everything that has to be done, the most urgent first and what has no hours last.
    ///
    /// - Throws: an error of the store.
    public func due(now: Timestamp) async throws -> [DueLine] {
        let lines =
            try await submissions(now) + notifications(now) + inquiries(now) + estimates(now)
        return lines.sorted { left, right in
            (left.target?.milliseconds ?? .max, left.subject, left.rule)
                < (right.target?.milliseconds ?? .max, right.subject, right.rule)
        }
    }

    /// R01.
    private func submissions(_ now: Timestamp) async throws -> [DueLine] {
        let clock = configuration.clock(at: now)
        return try await store.duties(Submission.self).flatMap { kept -> [DueLine] in
            let (submission, time) = (kept.content, kept.content.time(clock))
            guard let code = ShortCode(kept.key), let id = RecordID(kept.key) else { return [] }
            let duty = Duty.repository(
                ad: id, target: time.target, latest: time.latest, isAccepted: submission.state == .accepted)
            return lines(duty, now, [(.submit, time)], kept.key, code, SitePath.repository)
        }
    }

    /// R02.
    private func notifications(_ now: Timestamp) async throws -> [DueLine] {
        try await store.duties(AdNotification.self).flatMap { kept -> [DueLine] in
            guard let id = RecordID(kept.key) else { return [] }
            let notification = kept.content
            let duty = Duty.notification(id: id, target: notification.time?.target, answeredAt: notification.answer?.at)
            return lines(
                duty, now, [(.answerNotification, notification.time)], kept.key, notification.code, SitePath.notifications)
        }
    }

    /// R03 and R05.
    private func inquiries(_ now: Timestamp) async throws -> [DueLine] {
        try await store.duties(Inquiry.self).flatMap { kept -> [DueLine] in
            guard let id = RecordID(kept.key) else { return [] }
            let inquiry = kept.content
            let path = SitePath.inquiry(kept.key)
            guard let acknowledge = inquiry.acknowledge else {
                let duty = Duty.interestedEntity(id: id, answerBy: inquiry.answer.target, answeredAt: inquiry.answeredAt)
                return lines(duty, now, [(.answerInterested, inquiry.answer)], kept.key, inquiry.code, path)
            }
            let duty = Duty.authority(
                id: id, acknowledgeBy: acknowledge.target, acknowledgedAt: inquiry.acknowledgedAt,
                answerBy: inquiry.answer.target, answeredAt: inquiry.answeredAt)
            let acknowledging: [(DueLine.Task, DutyTime?)] = inquiry.acknowledgedAt == nil ? [(.acknowledge, acknowledge)] : []
            return lines(duty, now, acknowledging + [(.answerAuthority, inquiry.answer)], kept.key, inquiry.code, path)
        }
    }

    /// The lines of one duty: as many as it has items, each with its task and time.
    private func lines(
        _ duty: Duty, _ now: Timestamp, _ steps: [(task: DueLine.Task, time: DutyTime?)], _ subject: String,
        _ code: ShortCode?, _ path: String
    ) -> [DueLine] {
        var items = Duty.due([duty], now: now)
        return steps.compactMap { step in
            guard let place = items.firstIndex(where: { $0.due == step.time?.target }) else { return nil }
            let item = items.remove(at: place)
            return DueLine(
                rule: item.rule.rawValue, basis: item.rule.basis, task: step.task, effect: item.effect, subject: subject,
                code: code, target: step.time?.target, latest: step.time?.latest, path: path)
        }
    }

    /// N29: amounts that were an estimate, once the ad has run.
    private func estimates(_ now: Timestamp) async throws -> [DueLine] {
        let today = configuration.zone.day(of: now)
        var lines: [DueLine] = []
        for record in try await store.newestAdRecords(of: .notice, limit: Store.dutyLimit) {
            // Most notices have none, and reading one in full takes longer.
            guard Self.mentionsEstimate(record.body) else { continue }
            let published = try shelf.published(record)
            let end = published.notice.period.end
            guard published.notice.hasEstimate, today > end else { continue }
            let time = DutyTime(endOf: end.adding(days: Int64(Law.estimateGraceDays)), configuration.zone)
            lines.append(
                DueLine(
                    rule: NoticeRule.n29.rawValue, basis: NoticeRule.n29.basis, task: .replaceEstimate,
                    effect: now >= time.target ? NoticeRule.n29.effect : nil, subject: record.key, code: published.code,
                    target: time.target, latest: time.latest, path: SitePath.notice(published.code)))
        }
        return lines
    }

    private static func mentionsEstimate(_ body: [UInt8]) -> Bool {
        guard let notice = try? JSONParser.parse(body) else { return false }
        return ["amountsAd", "amountsCampaign"].contains { notice[$0]?["estimate"] == true }
    }
}
