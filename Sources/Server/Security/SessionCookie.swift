import Daylight

/// The two cookies Daylight sets, both only for this host, only over HTTPS and never readable by scripts.
///
/// The prefix `__Host-` makes browsers refuse the cookie unless it is Secure, has Path=/ and no Domain, so that no
/// neighbouring host can plant one.
enum SessionCookie {
    static let name = "__Host-daylight"
    /// Carries the secret of the sign-in form before there is a session.
    static let formName = "__Host-daylight-form"
    /// How long a session lasts, in seconds.
    static let lifetime: Int64 = 12 * 3600

    static func set(_ name: String, to secret: Secret, seconds: Int64) -> String {
        "\(name)=\(secret.text); Path=/; Max-Age=\(seconds); Secure; HttpOnly; SameSite=Lax"
    }

    static func clear(_ name: String) -> String {
        "\(name)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"
    }

    /// The secret a request's `Cookie` field carries under a name; `nil` when it is absent, there twice or not a secret.
    static func secret(named name: String, in header: String?) -> Secret? {
        guard let header, header.utf8.count <= 8192 else { return nil }
        let values = header.split(separator: ";").compactMap { pair -> Substring? in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name else { return nil }
            return parts[1]
        }
        guard values.count == 1 else { return nil }
        return Secret(values[0])
    }
}
