import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// Taking in the pictures and texts that ads consist of.
struct APICreativeRoutes: Sendable {
    let site: Site

    var routes: [Route] { [keep] }

    private var keep: Route {
        Route(
            .post, "/api/v1/ads/creatives", access: .role(.publisher, scope: .publish), body: .creative,
            operation: Operation(
                id: "keepCreative",
                summary: """
                    Keeps a picture (PNG, JPEG, WebP) or a plain text of an ad under the digest of its bytes; 200 if it was \
                    there. A notice names it in `ext.creatives`.
                    """,
                tag: "Advertising", schema: Self.schema, example: Self.example, status: .created,
                body: .init(schema: .text(limit: Creative.pictureLimit), example: "Mer bussar till skolan."),
                problems: [
                    .notSignedIn, .notAllowed, .tooLarge, .wrongMediaType, .malformedRequest, .invalidContent, .inProgress,
                ]),
            handle: keep)
    }

    private func keep(_ call: Call) async throws -> Reply {
        // A session's cookie travels by itself; only a token shows that a program meant it.
        guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
        let creative = try Self.creative(call)
        return try await site.replays.once(call, user: token.user) {
            let isNew = try await site.creatives.keep(creative, call.body, by: token.user.name, now: call.now)
            var answer: JSONObject = ["sha256": .string(creative.sha256.hex)]
            for member in KeptCreative(creative).json.members { answer[member.name] = member.value }
            return .json(.object(answer), status: isNew ? .created : .ok, caching: .never)
        }
    }

    // Never inlined, see ``NoticeShelf/published(_:)``.
    @inline(never)
    private static func creative(_ call: Call) throws(Problem) -> Creative {
        if call.mediaType == Creative.MediaType.text.rawValue, call.body.count > Creative.textLimit {
            throw Problem(.tooLarge, "A text may have at most \(Creative.textLimit) bytes.")
        }
        let creative: Creative
        do { creative = try Creative(call.body) } catch { throw Problem(error, pointer: "") }
        guard creative.type.rawValue == call.mediaType else {
            throw Problem(.wrongMediaType, "Content-Type says \(call.mediaType ?? ""), the bytes are \(creative.type.rawValue).")
        }
        return creative
    }

    private static let side = Schema.nullable(.integer(1...Int64(PictureSize.sideLimit)))

    private static let schema = Schema.object([
        Schema.property("sha256", Schema.digest, "Digest of the bytes; the file is under `/creatives/{sha256}`."),
        Schema.property("type", .choice(Creative.MediaType.allCases.map(\.rawValue)), "What the bytes are."),
        Schema.property("bytes", .integer(1...Int64(Creative.pictureLimit)), "How many."),
        Schema.property("width", side, "Of a picture in pixels; `null` for a text."),
        Schema.property("height", side, "Of a picture in pixels; `null` for a text."),
    ])

    private static let example: JSONValue = [
        "sha256": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", "type": "image/png", "bytes": 48_120,
        "width": 1200, "height": 628,
    ]
}
