import Daylight

/// A file that pages link to, compiled into the program.
struct StaticAsset: Sendable {
    let path: String
    let contentType: String
    let bytes: [UInt8]
    /// A strong entity tag (RFC 9110 §8.8.3), quotes included.
    let entityTag: String

    private init(path: String, contentType: String, bytes: [UInt8]) {
        self.path = path
        self.contentType = contentType
        self.bytes = bytes
        self.entityTag = "\"\(Digest(of: bytes).hex.prefix(32))\""
    }

    /// Every asset; the router serves each at its path.
    static let all: [StaticAsset] = [
        StaticAsset(
            path: SitePath.stylesheet, contentType: "text/css; charset=utf-8",
            bytes: InlineSource.stylesheet.bytes),
        StaticAsset(
            path: SitePath.verifier, contentType: "text/javascript; charset=utf-8", bytes: InlineSource.verifier.bytes),
        StaticAsset(path: SitePath.favicon, contentType: "image/svg+xml", bytes: PackageResources.daylight_svg),
    ]
}
