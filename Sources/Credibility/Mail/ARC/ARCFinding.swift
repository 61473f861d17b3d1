public import Daylight

/// What the servers that handed a mail on say about it (Authenticated Received Chain, RFC 8617). It is weaker evidence than a
/// signature of the author's domain: each server speaks for what it saw, and only for that.
public struct ARCFinding: Hashable, Sendable {
    public enum Status: String, Hashable, Sendable {
        /// No server sealed the mail.
        case none
        /// Every seal holds, and the newest server's signature.
        case pass
        /// The chain is broken.
        case fail
        /// Nothing is known to be wrong, but a key is not known.
        case noKey = "no-key"
    }

    /// What one server did.
    public struct ARCSet: Hashable, Sendable {
        /// Counted from 1, the first server.
        public let instance: Int
        /// What the server says of the chain before it.
        public let chainValidation: String
        /// The server's seal over the chain so far.
        public let seal: DKIMFinding.Verdict
        public let domain: String?
        public let selector: String?
        /// The server's signature of the message as it passed it on. Only that of the newest has to hold: later servers may
        /// have changed the message.
        public let message: DKIMFinding
        /// What the server found when the mail came in, in its own words.
        public let results: String
    }

    public let status: Status
    /// What breaks the chain; `nil` when nothing does.
    public let fault: String?
    /// From the first server to the newest; empty for a chain that cannot be read.
    public let sets: [ARCSet]

    static let none = ARCFinding(status: .none, fault: nil, sets: [])

    static func broken(_ fault: String) -> ARCFinding { ARCFinding(status: .fail, fault: fault, sets: []) }

    /// As `daylight claims mail verify --json` prints it.
    public var json: JSONValue {
        [
            "status": .string(status.rawValue), "fault": .optional(fault),
            "sets": .array(
                sets.map { set in
                    [
                        "instance": .integer(set.instance), "chainValidation": .string(set.chainValidation),
                        "seal": .string(set.seal.rawValue), "domain": .optional(set.domain),
                        "selector": .optional(set.selector), "message": .string(set.message.verdict.rawValue),
                        "warnings": .array(set.message.warnings.map { .string($0.rawValue) }), "results": .string(set.results),
                    ]
                }),
        ]
    }
}
