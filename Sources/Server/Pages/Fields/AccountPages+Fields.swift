import Daylight

extension SignInPage {
    static var template: Template { .signIn }
    static var section: NavigationSection? { nil }

    func title(_ words: Words) -> String {
        problems.isEmpty ? words(.titleSignIn) : words(.titleWithErrors, ["title": words(.titleSignIn)])
    }

    func fields(_ words: Words) -> Fields {
        let problems = problems.map { problem in
            FieldProblem(target: problem == .passwordMissing ? "password" : "name", message: words(problem))
        }
        return [
            "name": .text(name), "returnPath": .text(returnPath), "action": .text(SitePath.signIn),
            "problems": problems.summary,
            "nameProblem": problems.message(at: "name"), "passwordProblem": problems.message(at: "password"),
        ]
    }
}

extension TokensPage {
    static var template: Template { .tokens }
    static var section: NavigationSection? { nil }

    func title(_ words: Words) -> String {
        problems.isEmpty ? words(.titleTokens) : words(.titleWithErrors, ["title": words(.titleTokens)])
    }

    func fields(_ words: Words) -> Fields {
        let problems = fieldProblems(words)
        return [
            "tokens": .list(tokens.map { $0.fields(words) }), "hasTokens": .flag(!tokens.isEmpty),
            "scopes": .list(scopes.enumerated().map { $1.fields(number: $0 + 1) }),
            "name": .text(name), "action": .text(SitePath.tokens), "created": created, "revoked": revoked,
            "problems": problems.summary,
            "nameProblem": problems.message(at: "name"), "scopeProblem": problems.message(at: Self.scopeTarget),
        ]
    }

    private static let scopeTarget = "scope-1"

    private func fieldProblems(_ words: Words) -> [FieldProblem] {
        problems.map { problem in
            FieldProblem(target: problem == .scopeMissing ? Self.scopeTarget : "name", message: words(problem))
        }
    }

    private var created: Fields.Value {
        guard case .created(let name, let secret) = outcome else { return .flag(false) }
        return .group(["tokenName": .text(name), "secret": .text(secret)])
    }

    private var revoked: Fields.Value {
        guard case .revoked(let name) = outcome else { return .flag(false) }
        return .group(["tokenName": .text(name)])
    }
}

extension TokensPage.Token {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "tokenName": .text(name), "scopes": .text(scopes.joined(separator: ", ")), "created": .text(words.day(created)),
            "lastUsed": .text(lastUsed.map { words.day($0) } ?? words(.neverUsed)), "revoke": .text(SitePath.revokeToken(id)),
        ]
    }
}

extension TokensPage.Scope {
    fileprivate func fields(number: Int) -> Fields {
        ["id": .text("scope-\(number)"), "value": .text(value), "label": .text(label), "isChosen": .flag(isChosen)]
    }
}
