import Daylight
import HTTPTypes

/// An error in the shape of the interfaces that others defined and whose clients ask here.
struct ForeignError: Error, Hashable {
    /// Whose shape it is.
    enum Shape: Hashable, Sendable {
        /// Google's APIs: `{"error": {"code", "message", "status"}}`.
        case google
        /// The AT Protocol: `{"error", "message"}`.
        case xrpc
    }

    let shape: Shape
    let status: HTTPResponse.Status
    /// What programs look at.
    let name: String
    let message: String

    static func google(_ status: HTTPResponse.Status, _ name: String, _ message: String) -> ForeignError {
        ForeignError(shape: .google, status: status, name: name, message: message)
    }

    static func xrpc(_ status: HTTPResponse.Status, _ name: String, _ message: String) -> ForeignError {
        ForeignError(shape: .xrpc, status: status, name: name, message: message)
    }

    /// A parameter or a body that cannot be used.
    static func google(_ error: InputError) -> ForeignError { .google(.badRequest, "INVALID_ARGUMENT", error.description) }

    /// Whether errors at an address are told in one of these shapes.
    static func isShape(_ path: String) -> Bool { Shape(path: path) != nil }

    var reply: Reply {
        let body: JSONValue =
            switch shape {
            case .google: ["error": ["code": .integer(status.code), "message": .string(message), "status": .string(name)]]
            case .xrpc: ["error": .string(name), "message": .string(message)]
            }
        return .json(body, status: status, caching: .never)
    }
}

extension ForeignError.Shape {
    /// The shape in which errors at an address are told; `nil` where it is our own.
    init?(path: String) {
        if path.utf8.starts(with: "/v1alpha1/".utf8) {
            self = .google
        } else if path.utf8.starts(with: "/xrpc/".utf8) {
            self = .xrpc
        } else {
            return nil
        }
    }

    /// One of our problems in this shape.
    func error(_ problem: Problem) -> ForeignError {
        switch self {
        case .google:
            // The interface has one status for everything that is wrong with what was sent.
            let status = problem.kind == .invalidContent ? .badRequest : problem.status
            return .google(status, Self.googleName(of: problem.kind), problem.detail)
        case .xrpc:
            let status: HTTPResponse.Status = problem.kind == .notFound ? .notImplemented : problem.status
            return .xrpc(status, Self.xrpcName(of: problem.kind), problem.detail)
        }
    }

    private static func xrpcName(of kind: Problem.Kind) -> String {
        switch kind {
        case .notFound, .methodNotAllowed: "MethodNotImplemented"
        case .notSignedIn: "AuthenticationRequired"
        case .tooManyRequests: "RateLimitExceeded"
        case .internalFault: "InternalServerError"
        case .unavailable, .tookTooLong: "NotEnoughResources"
        default: "InvalidRequest"
        }
    }

    private static func googleName(of kind: Problem.Kind) -> String {
        switch kind {
        case .malformedRequest, .unknownParameter, .invalidParameter, .tooLarge, .wrongMediaType, .invalidContent, .keyReused:
            "INVALID_ARGUMENT"
        case .notSignedIn: "UNAUTHENTICATED"
        case .notAllowed, .formRefused: "PERMISSION_DENIED"
        case .notFound: "NOT_FOUND"
        case .methodNotAllowed: "UNIMPLEMENTED"
        case .inProgress: "ABORTED"
        case .tooManyRequests: "RESOURCE_EXHAUSTED"
        case .internalFault: "INTERNAL"
        case .unavailable, .tookTooLong: "UNAVAILABLE"
        }
    }
}
