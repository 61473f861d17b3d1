import HTTPTypes
import Hummingbird

/// Finds out the client's address, counts its requests and tells on every answer how many are left.
///
/// It stands outside ``ProblemMiddleware``, which refuses a request beyond the limit, so that refusals carry the fields too.
struct LimitMiddleware: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.client = ClientAddress.of(
            peer: context.peer, headers: request.headers, trustedProxies: site.configuration.trustedProxies)
        let standing = site.limits.address.take(context.client.key, now: context.received)
        context.allowance = standing
        var response = try await next(request, context)
        if response.headers[.rateLimit] == nil { standing.write(to: &response.headers) }
        return response
    }
}

extension RateLimiter.Standing {
    /// The two fields of the IETF draft.
    func write(to headers: inout HTTPFields) {
        headers[.rateLimitPolicy] = policy.header
        headers[.rateLimit] = header
    }
}

extension Problem {
    /// 429 with the time to wait.
    init(exceeded standing: RateLimiter.Standing) {
        var headers = HTTPFields()
        standing.write(to: &headers)
        headers[.retryAfter] = String(standing.reset)
        self.init(
            .tooManyRequests,
            "At most \(standing.policy.quota) requests in \(standing.policy.window) seconds; try again in \(standing.reset) seconds.",
            headers: headers)
    }
}
