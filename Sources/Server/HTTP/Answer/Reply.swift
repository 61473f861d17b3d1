import Daylight
import HTTPTypes

/// An answer before it becomes an HTTP response: status, fields, bytes and how long it may be kept.
struct Reply: Sendable {
    enum Caching: Hashable, Sendable {
        /// Never changes under its address.
        case immutable
        /// May be kept, must be asked for again with its ETag each time.
        case revalidated
        /// The same, but only in the visitor's own browser or program.
        case personal
        /// Made for one visitor; not to be kept.
        case never
    }

    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]
    var caching: Caching

    init(
        status: HTTPResponse.Status = .ok, type: String, body: [UInt8], caching: Caching = .revalidated,
        headers: HTTPFields = HTTPFields()
    ) {
        self.status = status
        self.headers = headers
        self.headers[.contentType] = type
        self.body = body
        self.caching = caching
    }

    /// One line of JSON.
    static func json(
        _ value: JSONValue, status: HTTPResponse.Status = .ok, type: String = MediaTypeText.json, caching: Caching = .revalidated
    ) -> Reply {
        Reply(status: status, type: type, body: Array((CanonicalJSON.line(value) + "\n").utf8), caching: caching)
    }

    static func text(_ text: String, type: String = MediaTypeText.plain, caching: Caching = .revalidated) -> Reply {
        Reply(type: type, body: Array(text.utf8), caching: caching)
    }

    /// A file to be saved under a name.
    ///
    /// - Parameter name: letters, digits, dots and hyphens only.
    static func download(_ body: [UInt8], type: String, name: String) -> Reply {
        var reply = Reply(type: type, body: body)
        reply.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return reply
    }

    /// 303: the answer to a form is looked at under an address of its own, so that reloading sends nothing twice.
    static func seeOther(_ location: String) -> Reply {
        var reply = Reply(status: .seeOther, type: MediaTypeText.plain, body: [], caching: .never)
        reply.headers[.location] = location
        return reply
    }
}

/// The media types Daylight answers in.
enum MediaTypeText {
    static let json = "application/json; charset=utf-8"
    static let problem = "application/problem+json; charset=utf-8"
    static let html = "text/html; charset=utf-8"
    static let plain = "text/plain; charset=utf-8"
    static let css = "text/css; charset=utf-8"
    static let svg = "image/svg+xml; charset=utf-8"
    static let csv = "text/csv; charset=utf-8; header=present"
    static let tsv = "text/tab-separated-values; charset=utf-8"
    static let xml = "application/xml; charset=utf-8"
    static let jsonLines = "application/jsonl; charset=utf-8"
    static let bytes = "application/octet-stream"
}
