import Credibility
import Daylight

/// A stylesheet or script of ours that stands inside a page as it is written.
///
/// Only files that are compiled into the program can become one, so that nothing from outside gets into a page unescaped.
struct InlineSource: Sendable {
    let bytes: [UInt8]

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static let stylesheet = InlineSource(
        PackageResources.daylight_css + PackageResources.drawing_css + PackageResources.verifier_css)

    /// The verifier, one ECMAScript module.
    static let verifier = InlineSource(
        PackageResources.verifier_bytes_js + PackageResources.verifier_json_js + PackageResources.verifier_notes_js
            + PackageResources.verifier_policy_js + PackageResources.verifier_receipt_js + PackageResources.verifier_verdict_js
            + PackageResources.verifier_page_js)

    /// Linked data for programs that read the page; browsers run nothing of it.
    static func linkedData(_ value: JSONValue) -> InlineSource { InlineSource(Array(LinkedDataScript.element(value).utf8)) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// How a content policy names exactly this text (CSP Level 3 §2.3.1).
    var policyHash: String { "'sha256-\(Base64.encode(Digest(of: bytes).bytes))'" }
}
