/// What a question is asked about, written `kind:identifier`, for instance `account:85d2d1…` or `election:EP-2029`.
public struct Subject: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case post, picture, ad, account, publisher, claim, result, election
        /// Something that was shared: a link, a hashtag, a text or the post that was passed on.
        case object

        /// Whether an identifier of this kind may stand for a natural person. Such an identifier never goes on the log.
        public var mayNameAPerson: Bool {
            switch self {
            case .account, .post, .object, .picture: true
            case .ad, .publisher, .claim, .result, .election: false
            }
        }
    }

    /// Longest identifier in bytes; addresses and log entries must stay bounded.
    public static let identifierLimit = 2048

    public let kind: Kind
    /// Opaque bytes of UTF-8: never trimmed, folded or normalised.
    public let identifier: String

    /// - Throws: ``InputError`` for an empty or oversized identifier or one with control characters.
    public init(_ kind: Kind, _ identifier: String) throws(InputError) {
        guard !identifier.isEmpty else {
            throw InputError(field: kind.rawValue, expected: "an identifier after the colon", found: "nothing")
        }
        guard identifier.utf8.count <= Self.identifierLimit else {
            throw InputError(
                field: kind.rawValue, expected: "an identifier of at most \(Self.identifierLimit) bytes",
                found: "\(identifier.utf8.count) bytes")
        }
        guard !identifier.utf8.contains(0) else {
            throw InputError(field: kind.rawValue, expected: "text without NUL bytes", found: "a NUL byte")
        }
        self.kind = kind
        self.identifier = identifier
    }

    /// Reads `kind:identifier`, cutting at the first colon. `source` is another word for `publisher`.
    public init(parsing text: String) throws(InputError) {
        let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            throw InputError(field: "subject", expected: "KIND:ID with KIND one of \(kinds)", found: text)
        }
        let name = text[..<colon]
        guard let kind = name == "source" ? .publisher : Kind(rawValue: String(name)) else {
            throw InputError(field: "subject", expected: "one of \(kinds) before the colon", found: String(name))
        }
        try self.init(kind, String(text[text.utf8.index(after: colon)...]))
    }

    public var description: String { "\(kind.rawValue):\(identifier)" }

    /// Swift would call two Unicode spellings of one letter equal; identifiers are bytes.
    public static func == (left: Subject, right: Subject) -> Bool {
        left.kind == right.kind && left.identifier.utf8.elementsEqual(right.identifier.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        for byte in identifier.utf8 { hasher.combine(byte) }
    }
}
