import Daylight
import HTTPTypes

/// Strong entity tags (RFC 9110 §8.8.3): equal tags mean equal bytes.
enum EntityTag {
    static func of(_ body: [UInt8]) -> String { "\"\(Digest(of: body).hex.prefix(32))\"" }

    /// Whether `If-None-Match` names the tag; the comparison is the weak one (RFC 9110 §13.1.2).
    static func isNamed(_ tag: String, in headers: HTTPFields) -> Bool {
        headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.contains { candidate in
            let bare = candidate.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            let text = String(bare)
            return text == "*" || text == tag || text == "W/\(tag)"
        }
    }
}
