import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// The publisher's side of notifications: the list, answers, erasing.
struct NotificationRoutes: Sendable {
    let site: Site

    /// Most notifications that one form answers.
    private static let groupLimit = 40
    private static let answeredLimit = 200

    var routes: [Route] {
        [
            Route(.get, SitePath.notifications, access: .person(.publisher), handle: list),
            Route(.get, SitePath.notificationsCSV, access: .person(.publisher)) { try await table($0).csv },
            Route(.get, SitePath.notificationsJSON, access: .person(.publisher)) { try await table($0).json },
            Route(.post, SitePath.answerNotifications, access: .person(.publisher), body: .form, handle: answer),
            Route(.post, "/ads/notifications/{reference}/erase", access: .person(.publisher), body: .form, handle: erase),
        ]
    }

    private func list(_ call: Call) async throws -> Reply { try await list(call, nil) }

    private func list(
        _ call: Call, _ wrong: (code: ShortCode, filled: Filled)?, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let all = try await site.store.duties(AdNotification.self).map {
            NotificationsPage.Item(reference: $0.key, notification: $0.content)
        }
        let open = all.filter { $0.notification.answer == nil }.sorted(by: Self.isMoreUrgent)
        var codes: [ShortCode] = []
        for item in open where !codes.contains(item.notification.code) { codes.append(item.notification.code) }
        let groups = codes.map { code in
            NotificationsPage.Group(
                code: code, items: Array(open.filter { $0.notification.code == code }.prefix(Self.groupLimit)),
                filled: wrong?.code == code ? wrong?.filled ?? Filled() : Filled())
        }
        let page = NotificationsPage(
            open: groups, answered: Array(all.filter { $0.notification.answer != nil }.prefix(Self.answeredLimit)),
            zone: site.configuration.advertising.zone)
        return try await site.page(page, for: call, status: status)
    }

    private static func isMoreUrgent(_ left: NotificationsPage.Item, _ right: NotificationsPage.Item) -> Bool {
        func rank(_ item: NotificationsPage.Item) -> (Int64, Int64, String) {
            let notification = item.notification
            return (notification.time?.target.milliseconds ?? .max, notification.received.milliseconds, item.reference)
        }
        return rank(left) < rank(right)
    }

    private func answer(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        guard let code = call.form["code"].flatMap({ ShortCode($0) }) else { throw Problem.notFound("This notice") }
        var reading = FormReading(call.form)
        let outcome = reading.choice("outcome", AdNotification.Outcome.self)
        let text = reading.text("answer", limit: 10_000, mayBreak: true)
        let chosen = reading.filled.values.keys.filter { $0.hasPrefix(NotificationsPage.box("")) }
            .map { String($0.dropFirst(NotificationsPage.box("").count)) }
        if chosen.isEmpty { reading.refuse("chosen", .nobodyChosen) }
        guard reading.isRight, let outcome else {
            return try await list(call, (code, reading.filled), status: .unprocessableContent)
        }
        try await NotificationDesk(site).answer(
            chosen,
            AdNotification.Answer(outcome: outcome, text: text, wasAutomated: call.form["automated"] != nil, at: call.now),
            by: user.name)
        return .seeOther(SitePath.notifications)
    }

    private func erase(_ call: Call) async throws -> Reply {
        try await NotificationDesk(site).erase(try call.parameter("reference"))
        return .seeOther(SitePath.notifications)
    }

    private func table(_ call: Call) async throws -> DutyTable {
        var table = DutyTable(
            name: "notifications",
            columns: [
                "reference", "ad", "received", "reasons", "seen", "name", "email", "target", "latest", "outcome", "answer",
                "automated", "answered",
            ])
        let zone = site.configuration.advertising.zone
        func instant(_ value: Timestamp?) -> JSONValue { value.map { .string(zone.text($0)) } ?? .null }
        func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
        for kept in try await site.store.duties(AdNotification.self) {
            let (notification, answer) = (kept.content, kept.content.answer)
            table.rows.append([
                .string(kept.key), .string(notification.code.text), instant(notification.received),
                .string(notification.reasons), text(notification.place), text(notification.notifier?.name),
                text(notification.notifier?.email.text), instant(notification.time?.target),
                instant(notification.time?.latest), text(answer?.outcome.rawValue), text(answer?.text),
                answer.map { .bool($0.wasAutomated) } ?? .null, instant(answer?.at),
            ])
        }
        return table
    }
}
