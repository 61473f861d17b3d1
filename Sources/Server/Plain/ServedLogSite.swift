import Daylight
public import EvidenceLog
import HTTPTypes

/// The addresses of a log: `checkpoint` and `tile/…`, static and cacheable as C2SP `tlog-tiles` has it.
public struct ServedLogSite: Sendable {
    private let log: ServedLog

    /// Serves this log at `/`.
    public init(_ log: ServedLog) { self.log = log }

    func answer(_ request: PlainRequest) -> PlainAnswer {
        guard request.isReading else { return .notAllowed("GET, HEAD") }
        do {
            if request.path == "checkpoint" {
                return Self.file(
                    try log.checkpoint(), type: MediaTypeText.plain, caching: .revalidated, hasRanges: false, request)
            }
            guard let text = request.path, let path = try? TilePath(parsing: text), let bytes = try log.tile(path) else {
                return Self.open(.notFound)
            }
            return Self.file(bytes, type: MediaTypeText.bytes, caching: .immutable, hasRanges: true, request)
        } catch {
            return Self.open(PlainAnswer(.serviceUnavailable, "the log cannot be read\n"))
        }
    }

    private static func file(
        _ bytes: [UInt8], type: String, caching: Reply.Caching, hasRanges: Bool, _ request: PlainRequest
    ) -> PlainAnswer {
        let tag = EntityTag.of(bytes)
        var answer = PlainAnswer(.ok, bytes, type: type)
        if EntityTag.isNamed(tag, in: request.headers) {
            answer = PlainAnswer(.notModified, [], type: type)
            answer.headers[.contentType] = nil
        } else if hasRanges {
            answer = ByteRange.answer(answer, to: request, tag: tag)
        }
        answer.headers[.eTag] = tag
        answer.headers[.cacheControl] = caching.header
        return open(answer)
    }

    /// Pages anywhere may read a log, to verify it.
    private static func open(_ answer: PlainAnswer) -> PlainAnswer {
        var answer = answer
        answer.headers[.accessControlAllowOrigin] = "*"
        answer.headers[.accessControlExposeHeaders] = "ETag, Content-Range"
        return answer
    }
}
