import HTTPTypes

/// Who is asking, as far as limits are concerned: an IPv4 address or the /64 network of an IPv6 one.
///
/// One person commands a whole /64, so counting single IPv6 addresses would count nothing.
struct ClientAddress: Hashable, Sendable {
    /// The key under which requests are counted; never written to the log.
    let key: String

    static let unknown = ClientAddress(key: "unknown")

    private init(key: String) { self.key = key }

    /// Reads an address in the usual notation; anything else is ``unknown``.
    init(_ text: String) {
        let bare = text.split(separator: "%", maxSplits: 1).first.map(String.init) ?? ""
        if let network = IPAddress(bare)?.network { self.key = network } else { self = .unknown }
    }

    /// The client of a request: the connection's peer, or, when the peer is a trusted proxy, the last address in
    /// `X-Forwarded-For` that is not one. Entries further left can be made up by anybody.
    static func of(peer: String?, headers: HTTPFields, trustedProxies: Set<String>) -> ClientAddress {
        guard let peer else { return .unknown }
        guard trustedProxies.contains(peer) else { return ClientAddress(peer) }
        let hops = headers[values: .xForwardedFor].joined(separator: ",").split(separator: ",")
            .map { String($0.filter { $0 != " " && $0 != "\t" }) }
        for hop in hops.reversed() where !trustedProxies.contains(hop) { return ClientAddress(hop) }
        return ClientAddress(peer)
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}
