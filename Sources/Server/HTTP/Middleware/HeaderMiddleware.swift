import HTTPTypes
import Hummingbird

/// Puts the security fields on every answer, also on errors.
struct HeaderMiddleware: RouterMiddleware {
    private let headers: SecurityHeaders

    init(site: Site) { headers = SecurityHeaders(isBehindTLS: site.configuration.isBehindTLS) }

    func handle(
        _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        headers.apply(to: &response.headers)
        return response
    }
}

extension HTTPField.Name {
    static let xRequestID = HTTPField.Name("X-Request-Id")!
    static let rateLimit = HTTPField.Name("RateLimit")!
    static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")!
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed")!
    static let link = HTTPField.Name("Link")!
}
