import Daylight
import Sponsorship

/// Hosts as people type them into one field: names or whole addresses, with commas, semicolons, blanks or lines between.
struct SiteNames: Sendable {
    /// Names that one notice lists at most.
    static let limit = 100

    /// In the order typed, each once.
    let hosts: [Host]
    /// The first piece that names no host; `nil` when all do and they are not too many.
    let fault: String?

    init(_ text: String) {
        var hosts: [Host] = []
        for piece in text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" }) {
            guard let host = Self.host(in: piece), hosts.count < Self.limit else {
                (self.hosts, fault) = (hosts, String(piece))
                return
            }
            if !hosts.contains(host) { hosts.append(host) }
        }
        (self.hosts, fault) = (hosts, nil)
    }

    /// The host of `news.example`, `www.news.example/page` or `https://news.example:8443/page`.
    private static func host(in piece: Substring) -> Host? {
        var rest = piece
        for scheme in ["https://", "http://"] where piece.lowercased().hasPrefix(scheme) { rest = piece.dropFirst(scheme.count) }
        return Host(rest.prefix { $0 != "/" && $0 != ":" && $0 != "?" && $0 != "#" }.lowercased())
    }
}
