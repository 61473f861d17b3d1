import HTTPTypes

/// Short addresses that people and programs expect, each leading to the one place where the thing is.
struct AliasRoutes: Sendable {
    private static let aliases: [(path: String, target: String)] = [
        ("/style.css", SitePath.stylesheet), ("/favicon.svg", SitePath.favicon), ("/favicon.ico", SitePath.favicon),
    ]

    var routes: [Route] {
        Self.aliases.map { alias in
            Route(.get, alias.path, access: .everyone) { _ in .permanentRedirect(alias.target) }
        }
    }
}

extension Reply {
    /// 308: the method and the body stay.
    static func permanentRedirect(_ location: String) -> Reply {
        var reply = Reply(status: .permanentRedirect, type: MediaTypeText.plain, body: [])
        reply.headers[.location] = location
        return reply
    }
}
