public import Daylight

/// Why a note has a status, for everybody (reference section 2.10, at its end). It names no rater, and a camp only when it has
/// at least three ratings.
public struct NoteStatusDocument: Sendable {
    private let answer: NoteUpdate.Answer
    private let manifest: Digest

    /// - Parameter manifest: of the run that found it; the manifest names the inputs.
    public init(_ answer: NoteUpdate.Answer, manifest: Digest) {
        self.answer = answer
        self.manifest = manifest
    }

    public var json: JSONValue {
        func number(_ value: Double?) -> JSONValue { value.map { .string(FixedDecimal.text($0)) } ?? .null }
        func side(_ side: RaterSides.Side) -> JSONValue {
            side.isNamed ? ["ratings": .integer(side.count), "mean": number(side.mean)] : .null
        }
        var object: JSONObject = [
            "noteId": .string(String(answer.note)), "status": .string(answer.status.rawValue),
            "coreStatus": .string(answer.coreStatus.rawValue), "rules": .array(answer.rules.map { .string($0.rawValue) }),
            "intercept": number(answer.final?.intercept), "factor": number(answer.final?.factor),
            "interceptMax": number(answer.upperBound), "ratings": .integer(answer.ratingCount),
            "negative": side(answer.sides.negative), "positive": side(answer.sides.positive),
            "timeMillis": .integer(answer.time), "explanation": .string(answer.explanation),
            "version": .string(NoteScoringParameters.version), "manifestSHA256": .string(manifest.hex),
        ]
        object["decidedBy"] = answer.decidedBy.map(JSONValue.string)
        return .object(object)
    }
}
