import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// Requests of authorities and interested entities, recorded by the publisher (TTPA Art. 16, 17).
struct InquiryRoutes: Sendable {
    let site: Site

    private static let answeredLimit = 200

    var routes: [Route] {
        [
            Route(.get, SitePath.inquiries, access: .person(.publisher), handle: list),
            Route(.post, SitePath.inquiries, access: .person(.publisher), body: .form, handle: record),
            Route(.get, SitePath.inquiriesCSV, access: .person(.publisher)) { try await table($0).csv },
            Route(.get, SitePath.inquiriesJSON, access: .person(.publisher)) { try await table($0).json },
            Route(.get, "/ads/requests/{request}/export.json", access: .person(.publisher), handle: export),
            Route(
                .post, "/ads/requests/{request}/acknowledge", access: .person(.publisher), body: .form, handle: acknowledge),
            Route(.post, "/ads/requests/{request}/answer", access: .person(.publisher), body: .form, handle: answer),
        ]
    }

    private var zone: Zone { site.configuration.advertising.zone }

    private func list(_ call: Call) async throws -> Reply {
        var filled = Filled()
        filled.values["received"] = zone.local(call.now)
        return try await list(call, filled)
    }

    private func list(_ call: Call, _ filled: Filled, status: HTTPResponse.Status = .ok) async throws -> Reply {
        let all = try await site.store.duties(Inquiry.self).map { RequestsPage.Item(reference: $0.key, inquiry: $0.content) }
        let open = all.filter(\.inquiry.isOpen).sorted { left, right in
            (left.inquiry.due?.milliseconds ?? 0, left.reference) < (right.inquiry.due?.milliseconds ?? 0, right.reference)
        }
        let page = RequestsPage(
            open: open, answered: Array(all.filter { !$0.inquiry.isOpen }.prefix(Self.answeredLimit)),
            key: Base64URL.encode(site.entropy.bytes(16)), filled: filled, zone: zone)
        return try await site.page(page, for: call, status: status)
    }

    private func record(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        var reading = FormReading(call.form)
        let asker = reading.choice("asker", Inquiry.Asker.self)
        let name = reading.text("name", limit: 500)
        let received = zone.instant(local: reading.text("received", limit: 16))
        if let received {
            if received > call.now { reading.refuse("received", .dayInFuture) }
        } else {
            reading.refuse("received", .notAnInstant)
        }
        let question = reading.text("question", limit: 10_000, mayBreak: true)
        let code = try await code(&reading)
        guard reading.isRight, let asker, let received else {
            return try await list(call, reading.filled, status: .unprocessableContent)
        }
        let desk = InquiryDesk(site)
        let configuration = site.configuration.advertising
        let inquiry = Inquiry(
            asker: asker, name: name, received: received, question: question, code: code,
            elections: try await desk.elections(code), clock: configuration.clock(at: received), size: configuration.size)
        guard let inquiry else { throw Problem(.invalidContent, "The calendar ends before this request is due.") }
        return try await site.replays.onceForForm(call.form["key"] ?? "", call, user: user) { [site] in
            let key = Base64URL.encode(site.entropy.bytes(12))
            try await desk.keep(inquiry, key: key, by: user.name, now: call.now)
            return SitePath.inquiry(key)
        }
    }

    /// The notice it is about; none means all.
    private func code(_ reading: inout FormReading) async throws -> ShortCode? {
        guard let typed = reading.optional("code", limit: 40) else { return nil }
        guard let code = ShortCode(typed), try await site.notices.notice(code) != nil else {
            reading.refuse("code", .unknownNotice)
            return nil
        }
        return code
    }

    private func acknowledge(_ call: Call) async throws -> Reply {
        try await advance(call) { inquiry in inquiry.acknowledgedAt = inquiry.acknowledgedAt ?? call.now }
    }

    private func answer(_ call: Call) async throws -> Reply {
        try await advance(call) { inquiry in inquiry.answeredAt = call.now }
    }

    private func advance(_ call: Call, _ change: @escaping @Sendable (inout Inquiry) -> Void) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let key = try call.parameter("request")
        try await InquiryDesk(site).advance(key, by: user.name, now: call.now, change)
        return .seeOther(SitePath.inquiry(key))
    }

    private func export(_ call: Call) async throws -> Reply {
        let key = try call.parameter("request")
        guard let kept = try await site.store.duty(Inquiry.self, key) else { throw Problem.notFound("This request") }
        let object = try await InquiryDesk(site).export(kept, now: call.now)
        return DutyTable.personal(
            .download(Array((CanonicalJSON.line(.object(object)) + "\n").utf8), type: MediaTypeText.json, name: "answer.json"))
    }

    private func table(_ call: Call) async throws -> DutyTable {
        var table = DutyTable(
            name: "requests",
            columns: [
                "reference", "asker", "name", "received", "question", "ad", "acknowledge_by", "acknowledged", "answer_target",
                "answer_latest", "answered",
            ])
        let zone = zone
        func instant(_ value: Timestamp?) -> JSONValue { value.map { .string(zone.text($0)) } ?? .null }
        for kept in try await site.store.duties(Inquiry.self) {
            let inquiry = kept.content
            table.rows.append([
                .string(kept.key), .string(inquiry.asker.rawValue), .string(inquiry.name), instant(inquiry.received),
                .string(inquiry.question), inquiry.code.map { .string($0.text) } ?? .null,
                instant(inquiry.acknowledge?.target), instant(inquiry.acknowledgedAt), instant(inquiry.answer.target),
                instant(inquiry.answer.latest), instant(inquiry.answeredAt),
            ])
        }
        return table
    }
}
