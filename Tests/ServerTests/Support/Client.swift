import Daylight
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Synchronization

@testable import Server

/// Sends requests to the router without a socket.
struct Client: Sendable {
    let responder: RouterResponder<VisitContext>
    var cookie: String?
    var token: String?
    var formToken = ""

    struct Answer: Sendable {
        var status: Int
        var headers: HTTPFields
        var body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue { (try? JSONParser.parse(body)) ?? .null }
        var cookies: [String] { headers[values: .setCookie] }
    }

    func send(
        _ method: HTTPRequest.Method, _ target: String, headers: HTTPFields = [:], body: [UInt8] = []
    ) async throws -> Answer {
        var headers = headers
        if let cookie, headers[.cookie] == nil { headers[.cookie] = cookie }
        if let token { headers[.authorization] = "Bearer \(token)" }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "localhost:8080", path: target, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let channel = NIOAsyncTestingChannel()
        let context = VisitContext(source: ApplicationRequestContextSource(channel: channel, logger: Logger(label: "test")))
        let response = try await responder.respond(to: request, context: context)
        let writer = BodyCollector()
        try await response.body.write(writer)
        return Answer(status: response.status.code, headers: response.headers, body: writer.bytes)
    }

    func get(_ target: String, accept: String? = nil, headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        if let accept { headers[.accept] = accept }
        return try await send(.get, target, headers: headers)
    }

    /// Sends a form, with the token of the client's session unless another one is among the fields.
    func post(_ target: String, form fields: [(name: String, value: String)], headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        headers[.accept] = headers[.accept] ?? Self.browser
        var fields = fields
        if !fields.contains(where: { $0.name == FormToken.field }) { fields.append((FormToken.field, formToken)) }
        return try await send(.post, target, headers: headers, body: Array(FormFields.text(fields).utf8))
    }

    func post(_ target: String, json: JSONValue, headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        headers[.contentType] = "application/json"
        return try await send(.post, target, headers: headers, body: Array(CanonicalJSON.line(json).utf8))
    }

    /// What a browser accepts.
    static let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
}

private final class BodyCollector: ResponseBodyWriter, Sendable {
    private let buffer = Mutex<[UInt8]>([])

    var bytes: [UInt8] { buffer.withLock { $0 } }

    func write(_ part: ByteBuffer) async throws { buffer.withLock { $0 += Array(part.readableBytesView) } }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
