import Daylight

/// What a program shows instead of a session: `dl_` and a ``Secret``.
///
/// The prefix lets secret scanners find a token that was published by mistake.
struct APIToken: Hashable, Sendable {
    static let prefix = "dl_"

    let secret: Secret

    init(from entropy: Entropy) { secret = Secret(from: entropy) }

    /// `nil` unless the text is `dl_` and 43 base64url characters.
    init?(_ text: some StringProtocol) {
        guard text.utf8.starts(with: Self.prefix.utf8), let secret = Secret(text.dropFirst(Self.prefix.count)) else { return nil }
        self.secret = secret
    }

    var text: String { Self.prefix + secret.text }

    /// What the store keeps.
    var digest: Digest { Digest(of: Array(text.utf8)) }
}
