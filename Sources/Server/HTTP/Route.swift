import HTTPTypes
import Hummingbird
import Sponsorship

/// One address the server answers: the only place where it is named, guarded, described and handled.
struct Route: Sendable {
    /// What a request to the route carries.
    enum Body: Hashable, Sendable {
        case none
        /// `application/x-www-form-urlencoded`, with the form token.
        case form
        /// The same, or `multipart/form-data` with files.
        case formWithFiles
        /// ``form``, checked by the handler so that it can give back what was typed.
        case keptForm
        /// `application/json`.
        case json
        /// The same with the figures of a whole campaign, from people who may publish: up to ``tableLimit`` bytes.
        case tables
        /// ``tables``, or result reports as offices have them: a table (CSV) or EML, read by the handler.
        case reports
        /// A picture or a text, read by the handler.
        case creative
        /// `application/json` or `application/jsonl`, read by the handler.
        case envelopes
        /// `application/json` of bids, read by the gate, which says of bytes that are none where they are none.
        case bids

        static let tableLimit = 8 << 20

        /// The media types it may come in.
        var types: [String] {
            switch self {
            case .none: []
            case .form, .keptForm: ["application/x-www-form-urlencoded"]
            case .formWithFiles: ["application/x-www-form-urlencoded", "multipart/form-data"]
            case .json, .tables, .bids: ["application/json"]
            case .reports: ["application/json", "text/csv", "application/xml", "text/xml"]
            case .creative: Creative.MediaType.allCases.map(\.rawValue)
            case .envelopes: ["application/json", "application/jsonl"]
            }
        }
    }

    typealias Handler = @Sendable (Call) async throws -> Reply

    let method: HTTPRequest.Method
    /// A template such as `/findings/{id}`; `**` at the end stands for any further segments.
    let path: String
    let access: Access
    let query: [QueryParameter]
    let body: Body
    /// What the API's document says; `nil` for pages.
    let operation: Operation?
    /// Whether pages elsewhere may read the answer with a script.
    let isShared: Bool
    let handle: Handler

    init(
        _ method: HTTPRequest.Method, _ path: String, access: Access = .reading, query: [QueryParameter] = [],
        body: Body = .none, operation: Operation? = nil, isShared: Bool = false, handle: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.query = query
        self.body = body
        self.operation = operation
        self.isShared = isShared
        self.handle = handle
    }

    /// Whether the route belongs to the API, whose errors are never pages.
    var isAPI: Bool { Self.isAPI(path) }

    static func isAPI(_ path: String) -> Bool { path.utf8.starts(with: "/api/".utf8) }

    /// Whether a path falls under the template.
    func matches(_ path: String) -> Bool {
        let template = self.path.split(separator: "/")
        let segments = path.split(separator: "/")
        if template.last == "**" {
            return segments.count >= template.count && zip(template.dropLast(), segments).allSatisfy(Self.segmentMatches)
        }
        return template.count == segments.count && zip(template, segments).allSatisfy(Self.segmentMatches)
    }

    private static func segmentMatches(_ template: Substring, _ segment: Substring) -> Bool {
        template.first == "{" || template == segment
    }
}
