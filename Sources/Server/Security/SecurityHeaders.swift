import HTTPTypes

/// What every answer tells the browser not to do.
struct SecurityHeaders: Sendable {
    private let fields: HTTPFields

    /// - Parameter isBehindTLS: whether readers reach the server by HTTPS; only then is HSTS sent.
    init(isBehindTLS: Bool) {
        var fields = HTTPFields()
        fields[.contentSecurityPolicy] = Self.contentPolicy(scripts: "'none'")
        fields[.referrerPolicy] = "same-origin"
        fields[.xContentTypeOptions] = "nosniff"
        fields[.permissionsPolicy] = "interest-cohort=()"
        fields[.crossOriginOpenerPolicy] = "same-origin"
        if isBehindTLS { fields[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
        self.fields = fields
    }

    /// For pages of a results feed, which carry their styles so that they look the same on every host.
    static let staticPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"

    /// For files from outside: whatever a browser makes of one, it runs, loads and sends nothing. Browsers lay a picture out with
    /// styles of their own.
    static let foreignFilePolicy = staticPolicy + "; sandbox"

    /// For pages that run the verifier: only its file from here, which may write nothing but text.
    static let verifierPolicy = contentPolicy(scripts: "'self'") + "; " + noMarkupFromScripts

    /// A script that would turn text into markup is stopped (Trusted Types, W3C).
    static let noMarkupFromScripts = "require-trusted-types-for 'script'; trusted-types 'none'"

    private static func contentPolicy(scripts: String) -> String {
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src \(scripts); form-action 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'"
    }

    /// Adds them where the answer has not set its own.
    func apply(to headers: inout HTTPFields) {
        for field in fields where headers[field.name] == nil { headers[field.name] = field.value }
    }
}

extension HTTPField.Name {
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
    static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
}
