/// An `https` address with a host.
///
/// Characters that browsers and libraries read differently (backslashes, spaces, controls) are refused, so that the host
/// judged here is the host a reader is sent to.
public struct SecureLink: Hashable, Sendable, CustomStringConvertible {
    /// Longest address, in bytes.
    public static let longest = 4096

    public let text: String
    /// In small letters, without port and without a dot at the end.
    public let host: String

    /// `nil` unless the text is such an address.
    public init?(_ text: some StringProtocol) {
        let scheme = "https://"
        guard text.utf8.count <= Self.longest, text.prefix(scheme.count).lowercased() == scheme,
            !text.unicodeScalars.contains(where: Self.isRefused)
        else { return nil }
        let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        guard let host = Self.host(of: authority.split(separator: "@", omittingEmptySubsequences: false).last ?? "") else {
            return nil
        }
        self.text = String(text)
        self.host = host
    }

    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            || #"\<>""#.unicodeScalars.contains(scalar)
    }

    /// The host of `HOST` or `HOST:PORT`.
    private static func host(of place: some StringProtocol) -> String? {
        var host = place[...]
        if let colon = place.lastIndex(of: ":"), !place.hasSuffix("]") {
            let port = place[place.index(after: colon)...]
            guard port.utf8.count <= 5, port.utf8.allSatisfy(ASCII.isDigit) else { return nil }
            host = place[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") { return host.count > 2 ? host.lowercased() : nil }
        if host.hasSuffix(".") { host = host.dropLast() }
        guard !host.isEmpty, !host.contains(where: { ":%[]".contains($0) }),
            host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty })
        else { return nil }
        return host.lowercased()
    }

    /// Whether the host is one of these or below one of them; they are compared in small letters.
    public func isUnder(_ hosts: some Sequence<String>) -> Bool {
        hosts.contains { other in
            let other = other.lowercased()
            return !other.isEmpty && (host == other || host.hasSuffix("." + other))
        }
    }

    public var description: String { text }
}
