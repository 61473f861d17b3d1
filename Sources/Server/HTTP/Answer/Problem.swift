import Daylight
import HTTPTypes

/// A request that is answered with an error, in the terms of RFC 9457.
struct Problem: Error, Hashable {
    /// One thing that is wrong with what was sent.
    struct Fault: Hashable, Sendable {
        /// JSON Pointer (RFC 6901) into the body, or the name of a field or parameter after `#`.
        var pointer: String
        /// Stable, short, for programs.
        var code: String
        /// One sentence for people.
        var detail: String
    }

    var kind: Kind
    /// What happened this time.
    var detail: String
    var faults: [Fault] = []
    /// Fields this problem adds to the answer: `Allow`, `Retry-After`, `WWW-Authenticate`.
    var headers = HTTPFields()

    init(_ kind: Kind, _ detail: String, faults: [Fault] = [], headers: HTTPFields = HTTPFields()) {
        self.kind = kind
        self.detail = detail
        self.faults = faults
        self.headers = headers
    }

    var status: HTTPResponse.Status { kind.status }

    /// The document of a program's answer.
    func json(publicURL: String, instance: String, requestID: String) -> JSONValue {
        var object: JSONObject = [
            "type": .string("\(publicURL)/api/v1/problems/\(kind.rawValue)"),
            "title": .string(kind.title),
            "status": .integer(status.code),
            "detail": .string(detail),
            "instance": .string(instance),
            "code": .string(kind.rawValue),
            "requestId": .string(requestID),
        ]
        if !faults.isEmpty {
            object["errors"] = .array(
                faults.map { ["pointer": .string($0.pointer), "code": .string($0.code), "detail": .string($0.detail)] })
        }
        return .object(object)
    }
}

extension Problem {
    static func notFound(_ what: String) -> Problem { Problem(.notFound, "\(what) is not here.") }

    /// Input that one of the strict readers refused.
    init(_ error: InputError, pointer: String) {
        self.init(
            .invalidContent, error.description, faults: [Fault(pointer: pointer, code: "invalid", detail: error.description)])
    }

    static func invalidParameter(_ name: String, _ detail: String) -> Problem {
        Problem(.invalidParameter, detail, faults: [Fault(pointer: "#\(name)", code: "invalid", detail: detail)])
    }
}
