import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// Stopping an ad. Its notice stays, with the reason (TTPA Art. 12(4), 13(4)).
struct StopRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/t/{code}/stop", access: .person(.publisher), handle: form),
            Route(.post, "/t/{code}/stop", access: .person(.publisher), body: .form, handle: stop),
        ]
    }

    private func form(_ call: Call) async throws -> Reply {
        let published = try await site.notice(of: call)
        var filled = Filled()
        if let stop = try await site.notices.stop(published.code) {
            filled.values = ["ground": stop.ground.rawValue, "reason": stop.reason, "day": stop.day.description]
        } else {
            filled.values["day"] = site.configuration.advertising.zone.day(of: call.now).description
        }
        return try await form(call, published, filled)
    }

    private func form(
        _ call: Call, _ published: PublishedNotice, _ filled: Filled, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        let page = StopPage(
            code: published.code, noticeTitle: published.notice.displayTitle, keptUntil: published.notice.keptUntil(nil),
            filled: filled)
        return try await site.page(page, for: call, status: status)
    }

    private func stop(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let published = try await site.notice(of: call)
        var reading = FormReading(call.form)
        let ground = reading.choice("ground", LibraryAd.Removal.Ground.self)
        let reason = reading.text("reason", limit: 10_000, mayBreak: true)
        let day = CivilDate(iso8601: reading.text("day", limit: 10))
        if let day {
            if day > site.configuration.advertising.zone.day(of: call.now) { reading.refuse("day", .dayInFuture) }
        } else {
            reading.refuse("day", .notADay)
        }
        guard reading.isRight, let ground, let day else {
            return try await form(call, published, reading.filled, status: .unprocessableContent)
        }
        let stop = AdStop(ground: ground, reason: reason, day: day)
        try await site.observatory.advertisingTurn.run { [store = site.store] in
            let earlier = try await store.adRecordVersions(.publication, published.code.text)
            // The second click of two changes nothing.
            guard earlier.lazy.compactMap(AdStop.init).first?.json != stop.json else { return }
            try await store.add([
                NewAdRecord(
                    kind: .publication, key: published.code.text, version: (earlier.first?.version ?? 0) + 1, body: stop.body,
                    author: user.name, created: call.now)
            ])
        }
        return .seeOther(SitePath.notice(published.code))
    }
}
