import Daylight
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Takes a request in for a route: who may ask, what may be asked, how much may be sent, and how long it may take.
struct RequestDesk: Sendable {
    let site: Site

    func answer(_ route: Route, to request: Request, context: VisitContext) async throws -> Response {
        try Self.check(route.access, of: context.visitor, readers: site.configuration.readers)
        let parameters = try Self.parameters(context)
        let query = try Self.query(of: request, route: route)
        var reply = try await Deadline.run(site.configuration.limits.request) {
            let body = try await read(route, request)
            let call = Call(
                headers: request.headers, path: request.uri.path, parameters: parameters, query: query, form: body.form,
                files: body.files,
                json: body.json, body: body.bytes, visitor: context.visitor, client: context.client,
                requestID: context.requestID, now: context.received)
            if [.form, .formWithFiles].contains(route.body) { try Self.checkForm(call) }
            return try await route.handle(call)
        }
        // Answers may differ for people who are known, for instance by a reviewer's name.
        if context.visitor.user != nil, reply.caching == .revalidated { reply.caching = .personal }
        return reply.response(to: request, isShared: route.isShared)
    }

    static func check(_ access: Access, of visitor: Visitor, readers: ServerConfiguration.Readers) throws(Problem) {
        switch access {
        case .everyone: return
        case .reading:
            if readers == .signedIn, visitor.user == nil { throw .signInNeeded }
            // A token does what its scopes say, also where anybody may read: it would be shown more than anybody is.
            if case .program(let token) = visitor, !token.scopes.contains(.read) { throw .scopeMissing(.read) }
        case .role(let role, let scope):
            guard let user = visitor.user else { throw .signInNeeded }
            if case .program(let token) = visitor, !token.scopes.contains(scope) { throw .scopeMissing(scope) }
            guard user.role >= role else { throw Problem(.notAllowed, "This needs the role \(role) or higher.") }
        case .person(let role):
            guard case .person(let session) = visitor else { throw .signInNeeded }
            guard session.user.role >= role else { throw Problem(.notAllowed, "This needs the role \(role) or higher.") }
        }
    }

    private static func parameters(_ context: VisitContext) throws(Problem) -> [String: String] {
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters {
            guard let decoded = PercentEncoding.decode(value) else {
                throw Problem(.malformedRequest, "The address holds an escape that is not UTF-8.")
            }
            parameters[String(name)] = decoded
        }
        return parameters
    }

    private static func query(of request: Request, route: Route) throws(Problem) -> FormFields {
        let fields: FormFields
        let repeatable = Set(route.query.filter(\.mayRepeat).map(\.name))
        do { fields = try FormFields(request.uri.query ?? "", mayRepeat: repeatable) } catch { throw Problem(error) }
        let known = route.query.map(\.name)
        let strangers = fields.fields.map(\.name).filter { !known.contains($0) }
        guard strangers.isEmpty else {
            let list = known.isEmpty ? "none" : known.joined(separator: ", ")
            throw Problem(
                .unknownParameter, "Parameters known here: \(list).",
                faults: strangers.map { .init(pointer: "#\($0)", code: "unknown", detail: "known here: \(list)") })
        }
        for parameter in route.query { try check(parameter, in: fields) }
        return fields
    }

    private static func check(_ parameter: QueryParameter, in fields: FormFields) throws(Problem) {
        guard let value = fields[parameter.name] else {
            guard !parameter.isRequired else {
                throw .invalidParameter(parameter.name, "\(parameter.name) is required: \(parameter.meaning)")
            }
            return
        }
        var json = JSONValue.string(value)
        if case .integer = parameter.schema {
            guard let number = Int64(value) else {
                throw .invalidParameter(parameter.name, "\(parameter.name): expected a whole number, found \(value.prefix(40))")
            }
            json = .integer(number)
        }
        guard let fault = parameter.schema.faults(in: json).first else { return }
        throw .invalidParameter(parameter.name, "\(parameter.name): \(fault.detail)")
    }

    private static func checkForm(_ call: Call) throws(Problem) {
        guard call.formIsGenuine else {
            throw Problem(.formRefused, "The form does not carry the token of your session; it may have expired.")
        }
    }
}

extension Problem {
    static var signInNeeded: Problem {
        var headers = HTTPFields()
        headers[.wwwAuthenticate] = "Bearer realm=\"Daylight\""
        return Problem(.notSignedIn, "This is only for people who are signed in.", headers: headers)
    }

    fileprivate static func scopeMissing(_ scope: Scope) -> Problem {
        Problem(.notAllowed, "This needs a token with the scope \(scope.rawValue).")
    }

    init(_ fault: FormFields.Fault) {
        switch fault {
        case .tooMany(let limit): self.init(.malformedRequest, "At most \(limit) parameters or fields are read.")
        case .encoding(let name): self.init(.malformedRequest, "\(name): expected percent-encoded UTF-8.")
        case .twice(let name): self.init(.malformedRequest, "\(name) is there twice.")
        }
    }
}
