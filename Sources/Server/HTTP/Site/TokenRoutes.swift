import Daylight
import HTTPTypes
import Storage

/// The API tokens of the person who is signed in.
struct TokenRoutes: Sendable {
    let site: Site

    /// How long a token works, in days.
    private static let lifetime: Int64 = 365

    var routes: [Route] {
        [
            Route(.get, SitePath.tokens, access: .person(.reader), handle: list),
            Route(.post, SitePath.tokens, access: .person(.reader), body: .keptForm, handle: create),
            Route(.post, "/tokens/{id}/revoke", access: .person(.reader), body: .form, handle: revoke),
        ]
    }

    private func list(_ call: Call) async throws -> Reply {
        try await page(call, name: "", chosen: [], outcome: .none, problems: [])
    }

    private func page(
        _ call: Call, name: String, chosen: Set<Scope>, outcome: TokensPage.Outcome, problems: [TokensPage.Problem]
    ) async throws -> Reply {
        let user = try Self.person(call)
        let tokens = try await site.store.tokens(of: user.id)
        let page = TokensPage(
            tokens: tokens.map(Self.row),
            scopes: Scope.allCases.filter { $0.role <= user.role }.map { scope in
                TokensPage.Scope(value: scope.rawValue, label: scope.label, isChosen: chosen.contains(scope))
            },
            name: name, outcome: outcome, problems: problems)
        let status: HTTPResponse.Status = problems.isEmpty ? .ok : .unprocessableContent
        return try await site.page(page, for: call, status: status)
    }

    private static func person(_ call: Call) throws(Problem) -> User {
        guard case .person(let session) = call.visitor else { throw .signInNeeded }
        return session.user
    }

    private static func row(_ token: Token) -> TokensPage.Token {
        TokensPage.Token(
            id: String(token.id.rawValue), name: token.name, scopes: token.scopes.map(\.rawValue).sorted(),
            created: token.created,
            lastUsed: token.lastUsed)
    }

    private func create(_ call: Call) async throws -> Reply {
        let user = try Self.person(call)
        let name = call.form["name"] ?? ""
        let wanted = call.form.values(of: "scope").compactMap(Scope.init(rawValue:))
        let scopes = Set(wanted.filter { $0.role <= user.role })
        var problems: [TokensPage.Problem] = call.formIsGenuine ? [] : [.expired]
        if name.allSatisfy(\.isWhitespace) || name.utf8.count > 100 { problems.append(.nameMissing) }
        if scopes.isEmpty { problems.append(.scopeMissing) }
        let names = try await site.store.tokens(of: user.id).map(\.name)
        if names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { problems.append(.nameTaken) }
        guard problems.isEmpty else {
            return try await page(call, name: name, chosen: scopes, outcome: .none, problems: problems)
        }
        let token = APIToken(from: site.entropy)
        let expires = Timestamp(seconds: call.now.seconds + Self.lifetime * 86_400)
        _ = try await site.store.createToken(
            digest: token.digest, user: user.id, name: name, scopes: scopes, created: call.now, expires: expires)
        return try await page(call, name: "", chosen: [], outcome: .created(name: name, secret: token.text), problems: [])
    }

    private func revoke(_ call: Call) async throws -> Reply {
        let user = try Self.person(call)
        let tokens = try await site.store.tokens(of: user.id)
        let id = try call.parameter("id")
        guard let token = tokens.first(where: { String($0.id.rawValue) == id }) else { throw Problem.notFound("This token") }
        try await site.store.revokeToken(token.id)
        return try await page(call, name: "", chosen: [], outcome: .revoked(name: token.name), problems: [])
    }
}

extension Scope {
    /// The lowest role that may hand the scope to a program.
    var role: Role {
        switch self {
        case .read, .note, .review: .reader
        case .count: .clerk
        case .publish: .publisher
        case .decide, .append: .reviewer
        }
    }

    /// What the scope allows, in words.
    var label: String {
        switch self {
        case .read: "Read everything I can read"
        case .note: "Write and rate notes in my name"
        case .publish: "Publish transparency notices in my name"
        case .count: "Define elections and send result reports in my name"
        case .decide: "Decide on findings in my name"
        case .append: "Add statements of admitted signers to the log"
        case .review: "Review drafts on the sounding board in my name"
        }
    }
}
