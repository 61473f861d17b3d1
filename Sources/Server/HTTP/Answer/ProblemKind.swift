import HTTPTypes

extension Problem {
    /// Every way a request can fail, each with a page that explains it at `/api/v1/problems/{code}`.
    enum Kind: String, CaseIterable, Hashable, Sendable {
        case malformedRequest = "malformed-request"
        case unknownParameter = "unknown-parameter"
        case invalidParameter = "invalid-parameter"
        case notSignedIn = "not-signed-in"
        case notAllowed = "not-allowed"
        case formRefused = "form-refused"
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case inProgress = "in-progress"
        case tooLarge = "too-large"
        case wrongMediaType = "wrong-media-type"
        case keyReused = "key-reused"
        case invalidContent = "invalid-content"
        case tooManyRequests = "too-many-requests"
        case internalFault = "internal-fault"
        case unavailable = "unavailable"
        case tookTooLong = "took-too-long"

        var status: HTTPResponse.Status {
            switch self {
            case .malformedRequest, .unknownParameter, .invalidParameter: .badRequest
            case .notSignedIn: .unauthorized
            case .notAllowed, .formRefused: .forbidden
            case .notFound: .notFound
            case .methodNotAllowed: .methodNotAllowed
            case .inProgress: .conflict
            case .tooLarge: .contentTooLarge
            case .wrongMediaType: .unsupportedMediaType
            case .keyReused, .invalidContent: .unprocessableContent
            case .tooManyRequests: .tooManyRequests
            case .internalFault: .internalServerError
            case .unavailable, .tookTooLong: .serviceUnavailable
            }
        }

        /// What is wrong, the same words every time.
        var title: String {
            switch self {
            case .malformedRequest: "The request could not be read"
            case .unknownParameter: "The address has a parameter that is not known here"
            case .invalidParameter: "A parameter of the address has a value that does not fit"
            case .notSignedIn: "You need to sign in"
            case .notAllowed: "You may not do this"
            case .formRefused: "The form could not be accepted"
            case .notFound: "There is nothing at this address"
            case .methodNotAllowed: "This address does not answer to that method"
            case .inProgress: "The same request is still being worked on"
            case .tooLarge: "The request is too large"
            case .wrongMediaType: "The body has a type that is not read here"
            case .keyReused: "The idempotency key was used for another request"
            case .invalidContent: "The content does not fit"
            case .tooManyRequests: "Too many requests"
            case .internalFault: "Something went wrong on our side"
            case .unavailable: "The service is not available at the moment"
            case .tookTooLong: "The answer took too long"
            }
        }

        /// What the sender can do next.
        var remedy: String {
            switch self {
            case .malformedRequest: "Check the request against the description at /api/v1/openapi.json."
            case .unknownParameter: "Leave the parameter out, or use one of those listed."
            case .invalidParameter: "Correct the value named in the message."
            case .notSignedIn: "Sign in, or send an API token as `Authorization: Bearer dl_…`."
            case .notAllowed: "Ask an administrator for the role or the token scope that is named."
            case .formRefused: "Open the page again and send the form from there."
            case .notFound: "Check the address, or search for what you expected to find."
            case .methodNotAllowed: "Use one of the methods listed in the Allow field."
            case .inProgress: "Wait a moment and send the request again with the same key."
            case .tooLarge: "Send less; the limit is named in the message."
            case .wrongMediaType: "Send the type that is named in the message."
            case .keyReused: "Use a new key for a new request."
            case .invalidContent: "Correct what is listed and send it again."
            case .tooManyRequests: "Wait as many seconds as the Retry-After field says."
            case .internalFault: "Try again. If it happens again, report the request id."
            case .unavailable, .tookTooLong: "Try again in a few seconds."
            }
        }
    }
}
