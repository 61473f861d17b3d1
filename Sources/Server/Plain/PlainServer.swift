import EvidenceLog
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
import NIOPosix

/// A server with a handful of addresses and no pages: a log for its readers, or a witness.
public struct PlainServer: Sendable {
    private let host: String
    private let port: Int
    private let logger: Logger
    private let answer: @Sendable (PlainRequest) -> PlainAnswer
    private let bodyLimit: Int
    private let onRunning: @Sendable (Int) async -> Void

    /// A log in a directory, read-only, with the log at `/`.
    public static func log(
        _ log: ServedLogSite, host: String, port: Int, logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void
    ) -> PlainServer {
        PlainServer(host: host, port: port, logger: logger, answer: log.answer, bodyLimit: 0, onRunning: onRunning)
    }

    /// A witness with both its prefixes at `/`.
    public static func witness(
        _ witness: WitnessSite, host: String, port: Int, logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void
    ) -> PlainServer {
        PlainServer(
            host: host, port: port, logger: logger, answer: witness.answer, bodyLimit: Witness.bodyLimit,
            onRunning: onRunning)
    }

    private init(
        host: String, port: Int, logger: Logger, answer: @escaping @Sendable (PlainRequest) -> PlainAnswer, bodyLimit: Int,
        onRunning: @escaping @Sendable (Int) async -> Void
    ) {
        self.host = host
        self.port = port
        self.logger = logger
        self.answer = answer
        self.bodyLimit = bodyLimit
        self.onRunning = onRunning
    }

    /// Serves until SIGTERM or SIGINT.
    ///
    /// - Throws: the error of the operating system when the address cannot be listened on.
    public func run() async throws {
        let settings = HTTP1Settings(.init())
        let onRunning = onRunning
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in try await respond(to: request) },
            server: settings.server,
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: settings.connections(logger: logger)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
            logger: logger)
        try await application.runService()
    }

    private func respond(to request: Request) async throws -> Response {
        let body: [UInt8]?
        do {
            body = try await Deadline.run(.seconds(10)) { try await read(request) }
        } catch is Problem {
            return PlainAnswer(.requestTimeout, "the body did not come in time\n").response(to: request)
        }
        guard let body else { return PlainAnswer(.contentTooLarge, "at most \(bodyLimit) bytes\n").response(to: request) }
        let plain = PlainRequest(method: request.method, target: request.head.path ?? "", headers: request.headers, body: body)
        // The answer reads or flushes files; the threads of the event loops must not wait for a disk.
        let answer = try await NIOThreadPool.singleton.runIfActive { [answer] in answer(plain) }
        return answer.response(to: request)
    }

    /// `nil` for a body above the limit, whether announced or found.
    private func read(_ request: Request) async throws -> [UInt8]? {
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > bodyLimit { return nil }
        var bytes: [UInt8] = []
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= bodyLimit else { return nil }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }
}

/// A request as it was sent: the target is not decoded, so that an escape or a query never finds anything.
struct PlainRequest: Sendable {
    let method: HTTPRequest.Method
    let target: String
    let headers: HTTPFields
    let body: [UInt8]

    /// The target without its leading slash; `nil` if it has none.
    var path: String? { target.utf8.first == UInt8(ascii: "/") ? String(target.dropFirst()) : nil }
    var isReading: Bool { method == .get || method == .head }
}

/// An answer of a ``PlainServer``.
struct PlainAnswer: Sendable {
    var status: HTTPResponse.Status
    var headers = HTTPFields()
    var body: [UInt8]

    init(_ status: HTTPResponse.Status, _ body: [UInt8], type: String = MediaTypeText.plain) {
        self.status = status
        self.body = body
        headers[.contentType] = type
    }

    init(_ status: HTTPResponse.Status, _ text: String) { self.init(status, Array(text.utf8)) }

    static let notFound = PlainAnswer(.notFound, "there is nothing here\n")

    static func notAllowed(_ methods: String) -> PlainAnswer {
        var answer = PlainAnswer(.methodNotAllowed, "expected \(methods)\n")
        answer.headers[.allow] = methods
        return answer
    }

    func response(to request: Request) -> Response {
        var headers = headers
        headers[.xContentTypeOptions] = "nosniff"
        let response = Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        return request.method == .head ? response.createHeadResponse() : response
    }
}
