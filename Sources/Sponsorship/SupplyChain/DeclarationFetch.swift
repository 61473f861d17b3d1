public import Daylight

/// The way to a site's ads.txt, app-ads.txt, sellers.json or buyers.json, step by step (sponsorship reference, sections 10.1 and 10.3):
/// https before http, up to five redirects within the registered domain, one to another whose answer must not redirect.
///
/// It asks for nothing itself: whoever does hands every answer over and is told what comes next.
public struct DeclarationFetch: Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case adsTxt = "ads.txt"
        case appAdsTxt = "app-ads.txt"
        case sellersJSON = "sellers.json"
        case buyersJSON = "buyers.json"
    }

    /// What another server said.
    public struct Answer: Sendable {
        /// The HTTP status; `nil` when no answer came.
        public let status: Int?
        /// Where it points, as an absolute address.
        public let redirect: String?
        public let contentType: String?

        public init(status: Int?, redirect: String? = nil, contentType: String? = nil) {
            self.status = status
            self.redirect = redirect
            self.contentType = contentType
        }
    }

    /// What to do next.
    public enum Step: Hashable, Sendable {
        case ask(String)
        /// The answer is the file; the type is not the one a file like this has when `hasWrongType`.
        case use(hasWrongType: Bool)
        /// There is no such file: the site declares nothing.
        case absent
        /// Nothing can be said; a copy of before stays good for a while.
        case unavailable(String)
    }

    /// How long a copy stays good without a word of the server, and how long one of before when it cannot be had: seven days.
    public static let freshSeconds: Int64 = 7 * 86_400
    private static let redirectLimit = 5

    private let kind: Kind
    private let root: Host
    private let suffixes: PublicSuffixList
    private var isSecure = true
    private var redirects = 0
    private var hasLeft = false

    public init(_ kind: Kind, of domain: Host, suffixes: PublicSuffixList) {
        self.kind = kind
        root = suffixes.rootDomain(of: domain)
        self.suffixes = suffixes
    }

    /// The registered domain that is asked.
    public var domain: Host { root }

    /// The first address to ask.
    public var start: String { "\(isSecure ? "https" : "http")://\(root)/\(kind.rawValue)" }

    /// Takes the answer to the address asked last.
    public mutating func take(_ answer: Answer) -> Step {
        guard let status = answer.status else { return next() ?? .unavailable("no answer") }
        switch status {
        case 200..<300: return .use(hasWrongType: !isRightType(answer.contentType))
        case 301, 302, 307, 308: return follow(answer.redirect)
        case 404, 410: return .absent
        default: return next() ?? .unavailable("status \(status)")
        }
    }

    /// The same without encryption, once.
    private mutating func next() -> Step? {
        guard isSecure else { return nil }
        (isSecure, redirects, hasLeft) = (false, 0, false)
        return .ask(start)
    }

    private mutating func follow(_ address: String?) -> Step {
        guard let address, let host = Self.host(of: address) else { return next() ?? .unavailable("a redirect to nowhere") }
        if hasLeft { return next() ?? .unavailable("a second redirect on another domain") }
        redirects += 1
        guard redirects <= Self.redirectLimit else { return next() ?? .unavailable("more than \(Self.redirectLimit) redirects") }
        hasLeft = suffixes.rootDomain(of: host) != root
        return .ask(address)
    }

    /// The host of an http or https address without a name and password.
    private static func host(of address: String) -> Host? {
        for scheme in ["https://", "http://"] where address.lowercased().hasPrefix(scheme) {
            let rest = address.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
            let name = rest.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard name.count == 1 || UInt16(name[1]) != nil else { return nil }
            return Host(name[0])
        }
        return nil
    }

    private func isRightType(_ type: String?) -> Bool {
        let wanted = kind == .sellersJSON || kind == .buyersJSON ? "application/json" : "text/plain"
        return type?.lowercased().hasPrefix(wanted) == true
    }

    /// Where the developer of an app has its app-ads.txt: the host of the address on the store's page, without `www.` and
    /// `m.`, and then its registered domain.
    public static func developerHosts(_ address: String, suffixes: PublicSuffixList) -> [Host] {
        guard let host = host(of: address) else { return [] }
        let shorter = ["www.", "m."].first { host.text.hasPrefix($0) }.flatMap { Host(host.text.dropFirst($0.count)) } ?? host
        let root = suffixes.rootDomain(of: shorter)
        return shorter == root ? [root] : [shorter, root]
    }
}
