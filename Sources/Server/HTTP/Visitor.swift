import Storage

/// Who sent a request, as far as the server could make sure.
enum Visitor: Sendable {
    /// Nobody signed in; `form` is the secret of the sign-in form, when the browser carries one.
    case anonymous(form: Secret?)
    /// A person in a browser.
    case person(Session)
    /// A program that showed an API token.
    case program(Token)

    var user: User? {
        switch self {
        case .anonymous: nil
        case .person(let session): session.user
        case .program(let token): token.user
        }
    }

    /// What the hidden field of this visitor's forms must hold.
    var formToken: String {
        switch self {
        case .anonymous(let secret): secret.map(FormToken.token) ?? ""
        case .person(let session): session.csrf
        case .program: ""
        }
    }

    /// Whether the credentials travel with every request of a browser, also with one that another site caused.
    var isAmbient: Bool { if case .program = self { false } else { true } }
}

/// Who may use a route.
enum Access: Hashable, Sendable {
    /// Everybody, always.
    case everyone
    /// Everybody, unless the configuration asks readers to sign in.
    case reading
    /// People with at least this role; programs need the scope as well.
    case role(Role, scope: Scope)
    /// People with a session and at least this role; no program.
    case person(Role)
}
