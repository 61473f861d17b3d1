import Daylight
import HTTPTypes
import Storage

extension Site {
    /// A page as an answer. What is shown to one visitor is not kept anywhere.
    func page<Content: Page>(_ page: Content, for call: Call, status: HTTPResponse.Status = .ok) async throws -> Reply {
        let chrome = await chrome(for: call.visitor, location: call.location)
        let isPersonal: Bool = if case .anonymous = call.visitor { false } else { true }
        var reply = Reply(
            status: status, type: MediaTypeText.html, body: Array(pages.render(page, chrome: chrome).utf8),
            caching: isPersonal ? .never : .revalidated)
        if Content.runsScript { reply.headers[.contentSecurityPolicy] = SecurityHeaders.verifierPolicy }
        return reply
    }

    /// A page with a form that nobody needs to sign in for. The form carries a token bound to a cookie of its own, because there
    /// is no session yet.
    func openForm<Content: Page>(
        _ page: Content, for call: Call, status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        var call = call
        var cookie: String?
        if case .anonymous(let held) = call.visitor {
            let secret = held ?? Secret(from: entropy)
            call.visitor = .anonymous(form: secret)
            cookie = SessionCookie.set(SessionCookie.formName, to: secret, seconds: 3600)
        }
        var reply = try await self.page(page, for: call, status: status)
        reply.caching = .never
        if let cookie { reply.headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return reply
    }

    /// A problem as a page for a browser.
    func errorPage(_ problem: Problem, context: VisitContext, path: String) async -> Reply {
        let chrome = await chrome(for: context.visitor, location: path)
        let page = ErrorPage(
            kind: ErrorPage.Kind(status: problem.status.code), detail: problem.detail, requestID: context.requestID)
        return Reply(
            status: problem.status, type: MediaTypeText.html, body: Array(pages.render(page, chrome: chrome).utf8),
            caching: .never)
    }

    private func chrome(for visitor: Visitor, location: String) async -> Chrome {
        // A page must show even when the store does not answer; it then says that there is no data.
        let newest = try? await store.datasets().first
        return Chrome(
            siteTitle: configuration.siteTitle,
            visitor: visitor.user.map { .signedIn(name: $0.name, role: $0.role.rawValue) } ?? .anonymous,
            csrfToken: visitor.formToken, currentPath: location,
            freshness: newest.map { .asOf($0.imported) } ?? .noData, policy: observatory.current.policyPath)
    }
}
