import Daylight

/// The hidden field that shows a form was made by this server for this visitor.
enum FormToken {
    /// The field's name in every form.
    static let field = "csrf"

    /// For a visitor without a session: bound to the form cookie, which scripts and other hosts cannot read or set.
    static func token(for secret: Secret) -> String {
        Base64URL.encode(Digest(of: Array("daylight-form/v1\n".utf8) + secret.bytes).bytes)
    }

    /// Constant-time comparison of what was sent with what was expected.
    static func matches(_ sent: String?, _ expected: String) -> Bool {
        guard let sent, !expected.isEmpty else { return false }
        return ConstantTime.equal(Array(sent.utf8), Array(expected.utf8))
    }
}
