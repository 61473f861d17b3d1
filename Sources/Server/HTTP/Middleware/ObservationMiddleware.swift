import Hummingbird
import Logging

/// Names every request, times it, counts it and writes one line about it.
///
/// The line has the route's template and never the path or the query: those hold names of people.
struct ObservationMiddleware: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.received = site.clock()
        context.requestID = Base64URL.encode(site.entropy.bytes(12))
        let start = ContinuousClock.now
        site.metrics.begin()
        defer { site.metrics.end() }
        var response = try await next(request, context)
        response.headers[.xRequestID] = context.requestID
        let duration = ContinuousClock.now - start
        let route = context.endpointPath ?? "none"
        site.metrics.count(method: request.method.rawValue, route: route, status: response.status.code, duration: duration)
        site.logger.info(
            "request",
            metadata: [
                "request": "\(context.requestID)", "method": "\(request.method.rawValue)", "route": "\(route)",
                "status": "\(response.status.code)", "ms": "\(duration.milliseconds)",
            ])
        return response
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }

    /// Seconds with their fraction.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
