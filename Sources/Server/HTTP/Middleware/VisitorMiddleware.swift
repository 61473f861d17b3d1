import Daylight
import HTTPTypes
import Hummingbird
import Storage

/// Finds out who sends a request, and stops what another site makes a browser send.
struct VisitorMiddleware: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.visitor = try await visitor(of: request, now: context.received)
        if let user = context.visitor.user {
            let standing = site.limits.person.take("\(user.id.rawValue)", now: context.received)
            guard standing.isAllowed else { throw Problem(exceeded: standing) }
        }
        let isSafe = [.get, .head, .options].contains(request.method)
        if !isSafe, context.visitor.isAmbient, isForeign(request) {
            throw Problem(.formRefused, "The request was started by another site.")
        }
        return try await next(request, context)
    }

    private func isForeign(_ request: Request) -> Bool {
        CrossSite.isForeign(
            request.headers, origin: site.configuration.publicURL, authority: request.head.authority)
    }

    private func visitor(of request: Request, now: Timestamp) async throws -> Visitor {
        // Bluesky's tokens name its readers; nothing there depends on who reads (see ``FeedGeneratorRoutes``).
        if ForeignError.Shape(path: request.uri.path) == .xrpc { return .anonymous(form: nil) }
        if let credentials = request.headers[.authorization] { return try await program(credentials, now: now) }
        let cookies = request.headers[.cookie]
        if let secret = SessionCookie.secret(named: SessionCookie.name, in: cookies),
            let session = try await site.store.session(secret.digest, now: now)
        {
            return .person(session)
        }
        return .anonymous(form: SessionCookie.secret(named: SessionCookie.formName, in: cookies))
    }

    /// A token that is not known is an error and never an anonymous visit, so that programs notice.
    private func program(_ credentials: String, now: Timestamp) async throws -> Visitor {
        let parts = credentials.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", let token = APIToken(parts[1]),
            let found = try await site.store.token(token.digest, now: now)
        else { throw Problem.badToken }
        // Once an hour is enough to see which tokens are in use.
        if found.lastUsed.map({ now.seconds - $0.seconds > 3600 }) ?? true {
            try await site.store.markTokenUsed(found.id, at: now)
        }
        return .program(found)
    }
}

extension Problem {
    fileprivate static var badToken: Problem {
        Problem(
            .notSignedIn, "The token is not known; it may have expired or been revoked.",
            headers: [.wwwAuthenticate: "Bearer realm=\"Daylight\", error=\"invalid_token\""])
    }
}
