import Daylight
import HTTPTypes

/// What the OpenAPI document says about one route of the API; it stands beside the handler in the route table.
struct Operation: Sendable {
    /// Unique, in camel case.
    var id: String
    /// One short line.
    var summary: String
    var tag: String
    /// What an answer with `status` looks like.
    var schema: Schema
    var example: JSONValue
    var status: HTTPResponse.Status = .ok
    /// What is sent, where something is.
    var body: Body?
    /// The problems it may answer besides those that every route may.
    var problems: [Problem.Kind] = []
    /// Path parameters by name.
    var parameters: [String: String] = [:]

    struct Body: Sendable {
        var schema: Schema
        var example: JSONValue
    }
}
