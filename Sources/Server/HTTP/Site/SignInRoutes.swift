import Daylight
import HTTPTypes
import Storage

/// Signing in and out.
struct SignInRoutes: Sendable {
    let site: Site

    private static let back = QueryParameter("return", "Where to go afterwards, a path on this site.", example: "/findings")

    var routes: [Route] {
        [
            Route(.get, SitePath.signIn, access: .everyone, query: [Self.back], handle: show),
            Route(.post, SitePath.signIn, access: .everyone, body: .keptForm, handle: signIn),
            Route(.post, SitePath.signOut, access: .everyone, body: .form, handle: signOut),
        ]
    }

    private func show(_ call: Call) async throws -> Reply {
        try await form(call, name: "", back: ReturnPath(call.query["return"]), problems: [])
    }

    private func form(
        _ call: Call, name: String, back: ReturnPath, problems: [SignInPage.Problem], status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        try await site.openForm(
            SignInPage(name: name, returnPath: back.text, problems: problems), for: call, status: status)
    }

    private func signIn(_ call: Call) async throws -> Reply {
        let name = call.form["name"] ?? ""
        let password = call.form["password"] ?? ""
        let back = ReturnPath(call.form["return"])
        var problems: [SignInPage.Problem] = call.formIsGenuine ? [] : [.expired]
        if name.isEmpty { problems.append(.nameMissing) }
        if password.isEmpty { problems.append(.passwordMissing) }
        guard problems.isEmpty else {
            return try await form(call, name: name, back: back, problems: problems, status: .unprocessableContent)
        }
        if let exceeded = exceeded(call, name: name) { throw Problem(exceeded: exceeded) }
        let user = try await site.store.user(named: name)
        let known = user.flatMap { $0.isDisabled ? nil : $0 }
        guard await site.passwords.check(password, against: known?.passwordHash), let known else {
            return try await form(call, name: name, back: back, problems: [.refused], status: .unprocessableContent)
        }
        return try await open(call, for: known, back: back)
    }

    /// Counted for the address and for the name, so that neither one address nor many can guess on.
    private func exceeded(_ call: Call, name: String) -> RateLimiter.Standing? {
        let keys = ["address \(call.client.key)", "name \(Digest(of: Array(name.lowercased().utf8)).hex)"]
        return keys.map { site.limits.signIn.take($0, now: call.now) }.first { !$0.isAllowed }
    }

    /// A new session under a new secret, whatever the browser held before: nobody can fix a session in advance.
    private func open(_ call: Call, for user: User, back: ReturnPath) async throws -> Reply {
        if case .person(let old) = call.visitor { try await site.store.deleteSession(old.tokenDigest) }
        try await site.store.deleteExpiredSessions(now: call.now)
        let secret = Secret(from: site.entropy)
        let expires = Timestamp(seconds: call.now.seconds + SessionCookie.lifetime)
        try await site.store.createSession(
            tokenDigest: secret.digest, user: user.id, csrf: Secret(from: site.entropy).text, created: call.now,
            expires: expires)
        var reply = Reply.seeOther(back.text)
        let cookie = SessionCookie.set(SessionCookie.name, to: secret, seconds: SessionCookie.lifetime)
        reply.headers.append(HTTPField(name: .setCookie, value: cookie))
        reply.headers.append(HTTPField(name: .setCookie, value: SessionCookie.clear(SessionCookie.formName)))
        return reply
    }

    private func signOut(_ call: Call) async throws -> Reply {
        if case .person(let session) = call.visitor { try await site.store.deleteSession(session.tokenDigest) }
        var reply = Reply.seeOther(SitePath.home)
        reply.headers.append(HTTPField(name: .setCookie, value: SessionCookie.clear(SessionCookie.name)))
        return reply
    }
}

/// Where signing in leads: a path of this site and never another one.
struct ReturnPath: Hashable, Sendable {
    let text: String

    /// Anything that is not a plain path of this site becomes the first screen.
    init(_ text: String?) {
        let allowed = text.map { text in
            let bytes = Array(text.utf8)
            // `//host` and `/\host` would leave the site; control characters would break the field.
            return bytes.count <= 2048 && bytes.first == UInt8(ascii: "/") && !bytes.dropFirst().starts(with: "/".utf8)
                && !bytes.contains(UInt8(ascii: "\\")) && bytes.allSatisfy { (0x21...0x7E).contains($0) }
        }
        self.text = allowed == true ? text ?? SitePath.home : SitePath.home
    }
}
