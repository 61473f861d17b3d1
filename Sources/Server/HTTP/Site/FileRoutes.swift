import Daylight
import HTTPTypes

/// Files that browsers and robots look for.
struct FileRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        StaticAsset.all.map { asset in
            Route(.get, asset.path, access: .everyone) { _ in Reply(type: asset.contentType, body: asset.bytes) }
        } + [
            Route(.get, "/robots.txt", access: .everyone) { _ in .text(robots) },
            Route(.get, "/.well-known/security.txt", access: .everyone) { call in .text(security(now: call.now)) },
        ]
    }

    /// Pages about single accounts are for people who ask, not for search engines.
    private var robots: String {
        (["User-agent: *"] + ["/account/", "/ask", "/notifications/", "/search"].map { "Disallow: \($0)" })
            .map { "\($0)\n" }.joined()
    }

    /// RFC 9116; `Expires` is always less than a year ahead.
    private func security(now: Timestamp) -> String {
        let expires = Timestamp(seconds: (now.seconds / 86_400 + 180) * 86_400)
        return "Contact: \(site.configuration.contact)\nExpires: \(expires)\nPreferred-Languages: en\n"
            + "Canonical: \(site.configuration.publicURL)/.well-known/security.txt\n"
    }
}
