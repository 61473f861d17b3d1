import Daylight
import HTTPTypes
import Hummingbird
import NIOCore
import Sponsorship

extension RequestDesk {
    /// A body in the form its route takes it.
    struct ReadBody: Sendable {
        var bytes: [UInt8] = []
        var form = FormFields.none
        var files: [MultipartForm.File] = []
        var json = JSONValue.null
    }

    /// Reads at most as many bytes as the limit allows, whatever the request says about its length.
    func read(_ route: Route, _ request: Request) async throws -> ReadBody {
        guard route.body != .none else { return ReadBody() }
        try Self.checkType(of: request, for: route.body)
        let limit =
            switch route.body {
            case .envelopes: SubmissionRoutes.bodyLimit
            case .bids: Gate.lineLimit
            case .formWithFiles where request.headers.mediaType == "multipart/form-data": MultipartForm.byteLimit
            case .creative: Creative.pictureLimit
            case .tables, .reports: Route.Body.tableLimit
            default: site.configuration.limits.body
            }
        let bytes = try await Self.bytes(of: request, limit: limit)
        switch route.body {
        case .none: return ReadBody()
        case .envelopes, .bids, .creative: return ReadBody(bytes: bytes)
        case .formWithFiles where request.headers.mediaType == "multipart/form-data":
            return try Self.form(bytes, type: request.headers[.contentType] ?? "")
        case .form, .keptForm, .formWithFiles:
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Problem(.malformedRequest, "The form is not UTF-8.")
            }
            do {
                return ReadBody(bytes: bytes, form: try FormFields(text, mayRepeat: ["scope"]))
            } catch { throw Problem(error) }
        case .reports where request.headers.mediaType != "application/json": return ReadBody(bytes: bytes)
        case .json, .tables, .reports:
            let limits = JSONParser.Limits(bytes: limit, depth: site.configuration.limits.jsonDepth)
            do {
                return ReadBody(bytes: bytes, json: try JSONParser.parse(bytes, limits: limits))
            } catch { throw Problem(.malformedRequest, "The body is not JSON: \(error.description)") }
        }
    }

    // Never inlined: the optimiser of Swift 6.3.1 crashes when it splits asynchronous functions with such readers in them.
    @inline(never)
    private static func form(_ bytes: [UInt8], type: String) throws(Problem) -> ReadBody {
        guard let boundary = MultipartForm.boundary(of: type) else {
            throw Problem(
                .malformedRequest, "Content-Type: expected a boundary of 1 to \(MultipartForm.boundaryLimit) characters.")
        }
        let read: MultipartForm
        do { read = try MultipartForm(bytes, boundary: boundary) } catch { throw Problem(.malformedRequest, error.description) }
        do {
            return ReadBody(bytes: bytes, form: try FormFields(read.fields), files: read.files)
        } catch { throw Problem(error) }
    }

    private static func checkType(of request: Request, for body: Route.Body) throws(Problem) {
        guard let sent = request.headers.mediaType, body.types.contains(sent) else {
            throw Problem(.wrongMediaType, "Send \(body.types.joined(separator: " or ")).")
        }
    }

    private static func bytes(of request: Request, limit: Int) async throws -> [UInt8] {
        let tooLarge = Problem(.tooLarge, "A body may have at most \(limit) bytes.")
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit { throw tooLarge }
        var bytes: [UInt8] = []
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= limit else { throw tooLarge }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }
}

extension HTTPFields {
    /// The media type of `Content-Type` without its parameters, in lower case.
    var mediaType: String? {
        self[.contentType]?.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() }
    }
}
