/// A web address with everything taken out that does not change what it leads to: scheme and host in lower case, no
/// default port, no fragment, no tracking parameters, no slash at the end.
public struct NormalizedURL: Hashable, Sendable {
    /// Parameters that say how a link was spread, not where it leads.
    static let trackingParameters: Set<String> = [
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "igshid", "mc_cid", "mc_eid", "yclid", "_ga",
        "ref_src", "ref_url", "s_cid", "cmpid", "vero_id", "oly_anon_id", "oly_enc_id",
    ]
    /// Longest address that is looked at, in bytes.
    static let limit = 8192

    public let text: String

    /// `nil` for an empty or oversized address or one that is not `http` or `https` with a host.
    public init?(_ address: String) {
        guard !address.isEmpty, address.utf8.count <= Self.limit else { return nil }
        guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = address[..<colon].lowercased()
        guard scheme == "http" || scheme == "https", address[colon...].hasPrefix("://") else { return nil }
        let rest = address[address.index(colon, offsetBy: 3)...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard let host = Self.host(authority, scheme: scheme) else { return nil }
        let target = rest.dropFirst(authority.count)
        var path = String(target.prefix { $0 != "?" })
        while path.hasSuffix("/") { path.removeLast() }
        let query = Self.query(target.dropFirst(target.prefix { $0 != "?" }.count).dropFirst())
        text = "\(scheme)://\(host)\(path)\(query)"
    }

    private static func host(_ authority: Substring, scheme: String) -> String? {
        // What stands before the last @ is who asks, not what is asked for.
        let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        var host = place.lowercased()
        for port in [scheme == "https" ? ":443" : ":80", ":"] where host.hasSuffix(port) { host.removeLast(port.count) }
        if host.hasSuffix(".") { host.removeLast() }
        return host.isEmpty ? nil : host
    }

    private static func query(_ text: Substring) -> String {
        let kept = text.split(separator: "&").filter { parameter in
            let name = parameter.prefix { $0 != "=" }.lowercased()
            return !name.hasPrefix("utm_") && !trackingParameters.contains(name)
        }
        return kept.isEmpty ? "" : "?" + kept.joined(separator: "&")
    }
}
