import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// Saying that an ad may break the rules, for everybody and without signing in, and coming back for the answer (TTPA Art. 15).
struct ReportRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/t/{code}/report", access: .everyone, handle: form),
            Route(.post, "/t/{code}/report", access: .everyone, body: .keptForm, handle: report),
            Route(.get, "/notifications/{reference}", access: .everyone, handle: notification),
        ]
    }

    private func form(_ call: Call) async throws -> Reply {
        try await form(call, try await site.notice(of: call), Filled())
    }

    private func form(
        _ call: Call, _ published: PublishedNotice, _ filled: Filled, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let page = ReportPage(
            code: published.code, noticeTitle: published.notice.displayTitle,
            key: filled.values["key"] ?? Base64URL.encode(site.entropy.bytes(16)), filled: filled,
            isExpired: status != .ok && !call.formIsGenuine)
        return try await site.openForm(page, for: call, status: status)
    }

    private func report(_ call: Call) async throws -> Reply {
        let published = try await site.notice(of: call)
        var reading = FormReading(call.form)
        let reasons = reading.text("reasons", limit: 10_000, mayBreak: true)
        let place = reading.optional("place", limit: 500)
        let name = reading.text("name", limit: 200)
        let email = EmailAddress(reading.text("email", limit: EmailAddress.longest))
        if email == nil { reading.refuse("email", .notAnAddress) }
        guard call.formIsGenuine, reading.isRight, let email else {
            return try await form(call, published, reading.filled, status: .unprocessableContent)
        }
        let standing = site.limits.report.take("address \(call.client.key)", now: call.now)
        guard standing.isAllowed else { throw Problem(exceeded: standing) }
        let desk = NotificationDesk(site)
        let reference = reference(call)
        try await desk.receive(
            AdNotification(
                code: published.code, received: call.now, reasons: reasons, place: place,
                notifier: .init(name: name, email: email), time: desk.time(published.notice, now: call.now)),
            reference: reference, now: call.now)
        return .seeOther(SitePath.notification(reference))
    }

    /// Hard to guess for others, and the same for what is sent twice from one form.
    private func reference(_ call: Call) -> String {
        guard !call.visitor.formToken.isEmpty else { return Base64URL.encode(site.entropy.bytes(16)) }
        let sent = [Array(call.visitor.formToken.utf8), Array(call.path.utf8), call.body].joined(separator: [0x0A])
        return Base64URL.encode(Array(Digest(of: Array(sent)).bytes.prefix(16)))
    }

    private func notification(_ call: Call) async throws -> Reply {
        let reference = try call.parameter("reference")
        guard let kept = try await site.store.duty(AdNotification.self, reference) else {
            throw Problem.notFound("This notification")
        }
        return try await site.page(NotificationPage(reference: reference, notification: kept.content), for: call)
    }
}
