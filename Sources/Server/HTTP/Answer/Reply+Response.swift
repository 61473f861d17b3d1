import HTTPTypes
import Hummingbird
import NIOCore

extension Reply {
    /// The HTTP response, with ETag and 304 where the answer may be kept.
    func response(to request: Request, isShared: Bool) -> Response {
        var headers = headers
        headers[.cacheControl] = caching.header
        headers[.vary] = "Accept, Authorization, Cookie"
        if isShared {
            headers[.accessControlAllowOrigin] = "*"
            headers[.accessControlExposeHeaders] = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id"
        }
        guard status == .ok, caching != .never, request.method == .get || request.method == .head else {
            return Response(status: status, headers: headers, body: responseBody)
        }
        let tag = EntityTag.of(body)
        headers[.eTag] = tag
        guard !EntityTag.isNamed(tag, in: request.headers) else {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: status, headers: headers, body: responseBody)
    }

    private var responseBody: ResponseBody { ResponseBody(byteBuffer: ByteBuffer(bytes: body)) }
}

extension Reply.Caching {
    var header: String {
        switch self {
        case .immutable: "public, max-age=31536000, immutable"
        case .revalidated: "no-cache"
        case .personal: "private, no-cache"
        case .never: "no-store"
        }
    }
}
