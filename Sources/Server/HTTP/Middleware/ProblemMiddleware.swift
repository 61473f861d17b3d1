import Daylight
import EvidenceLog
import HTTPTypes
import Hummingbird
import Logging
import Storage

/// Turns whatever was thrown into an answer: a page for browsers, `application/problem+json` for programs.
struct ProblemMiddleware: RouterMiddleware {
    let site: Site
    let table: RouteTable

    func handle(
        _ request: Request, context: VisitContext, next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        let target = request.head.path?.utf8.count ?? 0
        let problem: Problem
        do {
            if let allowance = context.allowance, !allowance.isAllowed { throw Problem(exceeded: allowance) }
            let limit = site.configuration.limits.target
            guard target <= limit else { throw Problem(.tooLarge, "An address may have at most \(limit) bytes.") }
            return try await next(request, context)
        } catch let error as ForeignError {
            return error.reply.response(to: request, isShared: true)
        } catch {
            problem = self.problem(for: error, request: request, context: context)
        }
        let reply = await reply(to: problem, request: request, context: context)
        return reply.response(to: request, isShared: Route.isAPI(request.uri.path) || ForeignError.isShape(request.uri.path))
    }

    private func problem(for error: any Error, request: Request, context: VisitContext) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as HTTPError where error.status == .notFound: return missing(request)
        case let error as HTTPError: return Problem(.malformedRequest, "The request was refused: \(error.status.code).")
        case let error as ObservatoryError where error.isUnfitVerdict:
            return Problem(
                .invalidContent, error.description,
                faults: [.init(pointer: "/verdict", code: "invalid", detail: error.description)])
        case ObservatoryError.noFinding: return .notFound("This finding")
        case let error as LogError:
            site.logger.error("log", metadata: ["request": "\(context.requestID)", "error": "\(error)"])
            return Problem(.unavailable, "The evidence log takes no statements at the moment.", headers: [.retryAfter: "5"])
        case is CancellationError: return Problem(.tookTooLong, "The request was cancelled.")
        case let error as StoreError where error.isTransient:
            site.logger.warning("store", metadata: ["request": "\(context.requestID)", "error": "\(error)"])
            return Problem(.unavailable, "The store does not answer at the moment.", headers: [.retryAfter: "5"])
        default:
            site.logger.error("failure", metadata: ["request": "\(context.requestID)", "error": "\(type(of: error)): \(error)"])
            return Problem(.internalFault, "The request could not be answered.")
        }
    }

    /// Nothing there at all, or nothing for this method.
    private func missing(_ request: Request) -> Problem {
        let methods = table.methods(for: request.uri.path)
        guard !methods.isEmpty else { return .notFound("A page") }
        let allowed = methods.map(\.rawValue).joined(separator: ", ")
        return Problem(
            .methodNotAllowed, "\(request.method.rawValue) is not answered here, only \(allowed).", headers: [.allow: allowed])
    }

    private func reply(to problem: Problem, request: Request, context: VisitContext) async -> Reply {
        let path = request.uri.path
        var reply: Reply
        if let shape = ForeignError.Shape(path: path) {
            reply = shape.error(problem).reply
        } else if Route.isAPI(path) || !MediaPreference.prefersPage(request.headers[.accept]) {
            let document = problem.json(
                publicURL: site.configuration.publicURL, instance: path, requestID: context.requestID)
            reply = .json(document, status: problem.status, type: MediaTypeText.problem, caching: .never)
        } else if problem.kind == .notSignedIn, request.method == .get {
            reply = .seeOther(SitePath.signIn(returningTo: request.head.path ?? "/"))
        } else {
            reply = await site.errorPage(problem, context: context, path: path)
        }
        for field in problem.headers { reply.headers[field.name] = field.value }
        return reply
    }
}
