import Daylight

/// Everything an operator decides about a running server.
public struct ServerConfiguration: Sendable {
    /// Who may read pages and the API without signing in.
    public enum Readers: String, Hashable, Sendable {
        case everyone
        /// Only people with an account; the log and its receipts stay public.
        case signedIn = "signed-in"
    }

    /// Bounds on what one client may send and how often.
    public struct Limits: Sendable {
        /// Largest body in bytes.
        public var body = 256 << 10
        /// Deepest nesting of a JSON body.
        public var jsonDepth = 16
        /// Largest request head in bytes.
        public var head = 32 << 10
        /// Longest path and query in bytes.
        public var target = 8 << 10
        /// Connections open at once.
        public var connections = 1024
        /// How long one request may take, from its head to its answer.
        public var request = Duration.seconds(30)
        /// How long a connection may stay silent.
        public var idle = Duration.seconds(60)
        /// Requests of one client address.
        public var address = RateLimit(name: "default", quota: 600, window: 60)
        /// Requests of one signed-in person or token's owner.
        public var person = RateLimit(name: "person", quota: 1200, window: 60)
        /// Attempts to sign in, for one client address and for one name.
        public var signIn = RateLimit(name: "sign-in", quota: 10, window: 300)
        /// Notifications about ads that one client address sends.
        public var report = RateLimit(name: "report", quota: 10, window: 600)

        public init() {}
    }

    /// Address to listen on.
    public var host: String
    /// Port to listen on; 0 asks for a free one.
    public var port: Int
    /// How readers reach the server, without a slash at the end, for instance `https://daylight.example`.
    public var publicURL: String
    /// The name of the site, shown in every title.
    public var siteTitle = "Daylight"
    /// Who runs the site, for the accessibility statement.
    public var organisation = "The operator of this server"
    /// Where to write about security and accessibility: an address that starts with `mailto:` or `https://`.
    public var contact = "mailto:security@daylight.example"
    /// Addresses of reverse proxies whose `X-Forwarded-For` is believed.
    public var trustedProxies: Set<String> = []
    public var readers = Readers.everyone
    public var limits = Limits()
    /// What the publisher of political ads decides.
    public var advertising = AdvertisingConfiguration()
    public var factChecks = FactCheckConfiguration()
    public var notes = NoteConfiguration()
    /// The work of one password guess.
    public var passwordCost = PasswordHash.Cost.standard

    /// - Parameter publicURL: `nil` for `http://localhost:PORT`.
    public init(host: String = "127.0.0.1", port: Int = 8080, publicURL: String? = nil) {
        self.host = host
        self.port = port
        self.publicURL = publicURL ?? "http://localhost:\(port)"
    }

    /// Whether readers come by HTTPS.
    var isBehindTLS: Bool { publicURL.utf8.starts(with: "https://".utf8) }
}
