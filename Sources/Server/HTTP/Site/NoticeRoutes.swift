import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// Transparency notices as everybody reads them, under addresses short enough to be typed in from a poster.
struct NoticeRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, "/t/{code}", access: .everyone, handle: notice),
            Route(.get, "/t/{code}/versions/{version}", access: .everyone, handle: version),
            Route(.get, "/t/{code}/versions/{version}/notice.json", access: .everyone, isShared: true, handle: json),
            Route(.get, "/t/{code}/notice.jsonld", access: .everyone, isShared: true, handle: linkedData),
            Route(.get, "/t/{code}/qr.svg", access: .everyone, handle: qr),
            Route(.get, "/t/{code}/label", access: .everyone, handle: label),
        ]
    }

    private func notice(_ call: Call) async throws -> Reply {
        let typed = try call.parameter("code")
        let published = try await site.notice(of: call)
        // Codes are read from paper: one way of writing is the address, the others lead to it.
        guard typed == published.code.text else { return .permanentRedirect(SitePath.notice(published.code)) }
        return try await page(published, call)
    }

    private func version(_ call: Call) async throws -> Reply { try await page(try await site.notice(of: call), call) }

    private func page(_ published: PublishedNotice, _ call: Call) async throws -> Reply {
        let versions = try await site.notices.versions(published.code)
        let newest = versions[0].notice.version
        guard let (label, qr) = label(of: published) else { throw Problem(.internalFault, "This notice has no label.") }
        let stop = try await site.notices.stop(published.code)
        let page = NoticePage(
            code: published.code, notice: published.notice,
            standing: published.notice.version == newest ? .current : .replaced(newest: newest),
            versions: versions.map { ($0.notice.version, $0.record.created) },
            statement: try await site.statementNumber(of: published.record), label: label, qr: qr,
            stop: stop, creatives: stop == nil ? try await site.creatives.named(published.notice.creatives) : [],
            canRevise: (call.visitor.user?.role).map { $0 >= .publisher } ?? false)
        return try await site.page(page, for: call)
    }

    private func label(of published: PublishedNotice) -> (Label, QRCode)? {
        let text = NoticeDesk(site).address(published.code)
        guard let address = SecureLink(text), let qr = QRCode(text) else { return nil }
        let words = NoticeText(published.notice).words
        return (Label(of: published.notice, at: address, words: words), qr)
    }

    private func label(_ call: Call) async throws -> Reply {
        let published = try await site.notice(of: call)
        guard let (label, qr) = label(of: published) else { throw Problem(.internalFault, "This notice has no label.") }
        let page = NoticeLabelPage(
            code: published.code, notice: published.notice, label: label, qr: qr,
            statement: try await site.statementNumber(of: published.record))
        return try await site.page(page, for: call)
    }

    private func json(_ call: Call) async throws -> Reply {
        let published = try await site.notice(of: call)
        return Reply(type: MediaTypeText.json, body: published.record.body)
    }

    private func linkedData(_ call: Call) async throws -> Reply {
        .json(.object(try await site.notice(of: call).notice.linkedData), type: TransparencyNotice.linkedDataType)
    }

    private func qr(_ call: Call) async throws -> Reply {
        let published = try await site.notice(of: call)
        guard let (_, qr) = label(of: published) else { throw Problem(.internalFault, "This notice has no code.") }
        return Reply(type: MediaTypeText.svg, body: Array(qr.svg(title: NoticeDesk(site).address(published.code)).utf8))
    }
}

extension Site {
    var notices: NoticeShelf { NoticeShelf(store: store, context: configuration.advertising.noticeContext) }

    /// The notice, and the version of it, that an address names.
    func notice(of call: Call) async throws -> PublishedNotice {
        let version = call.parameters["version"].map { Int($0) ?? 0 }
        guard let code = ShortCode(try call.parameter("code")),
            let notice = try await notices.notice(code, version: version)
        else { throw Problem.notFound("This notice") }
        return notice
    }

    /// Where the statement about a record stands in the log; `nil` while it waits.
    func statementNumber(of record: AdRecord) async throws -> Int? {
        guard let id = record.statement else { return nil }
        return try await store.statement(id)?.logged.map { Int($0.number) }
    }
}
