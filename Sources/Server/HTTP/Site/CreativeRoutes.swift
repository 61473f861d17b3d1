import Daylight
import HTTPTypes
import Sponsorship

/// Pictures and texts of ads as everybody gets them, each under the digest of its bytes.
struct CreativeRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [Route(.get, "/creatives/{sha256}", access: .everyone, isShared: true, handle: creative)]
    }

    /// Only lower-case digits are the address: one file has one.
    private func creative(_ call: Call) async throws -> Reply {
        let name = try call.parameter("sha256")
        guard let sha256 = Digest(hex: name), sha256.hex == name, let found = try await site.creatives.content(sha256),
            try await !site.library.isWithdrawn(sha256, now: call.now)
        else { throw Problem.notFound("This creative") }
        var reply = Reply(type: found.kept.type.header, body: found.bytes, caching: .immutable)
        reply.headers[.contentSecurityPolicy] = SecurityHeaders.foreignFilePolicy
        return reply
    }
}

extension Creative.MediaType {
    /// The `Content-Type` it is answered with.
    fileprivate var header: String { self == .text ? MediaTypeText.plain : rawValue }
}
