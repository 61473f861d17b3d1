/// Disputed claims, and posts that repeat them, edited or not, among others, decided by a seed.
public struct SimulatedTexts: Sendable {
    public struct Claim: Hashable, Sendable {
        public let id: String
        public let text: String
    }

    public struct Post: Hashable, Sendable {
        public let id: String
        public let kind: TextKind
        /// The claim that it repeats, in whatever form; `nil` for a text of its own.
        public let claim: String?
        public let text: String
    }

    public let claims: [Claim]
    /// Kinds are mixed.
    public let posts: [Post]

    init(_ parameters: ClaimsParameters, using random: inout SeededGenerator) {
        var wordings: [ClaimWording] = []
        for index in 0..<min(parameters.claims, ClaimWording.count) { wordings.append(ClaimWording(index, using: &random)) }
        claims = wordings.enumerated().map { Claim(id: "claim-\($0 + 1)", text: $1.text) }
        let kinds = TextKind.allCases.flatMap { [TextKind](repeating: $0, count: parameters.posts) }
        var posts: [Post] = []
        for (number, kind) in random.shuffled(kinds).enumerated() {
            let claim = random.index(below: wordings.count)
            posts.append(
                Post(
                    id: "post-\(number + 1)", kind: kind, claim: kind.role == .innocent ? nil : claims[claim].id,
                    text: wordings[claim].text(as: kind, using: &random)))
        }
        self.posts = posts
    }

    /// Tables that `daylight claims match` reads.
    public var files: [(path: String, bytes: [UInt8])] {
        [
            ("claims.tsv", Self.table(claims.map { ($0.id, $0.text) })),
            ("posts.tsv", Self.table(posts.map { ($0.id, $0.text) })),
        ]
    }

    private static func table(_ rows: [(id: String, text: String)]) -> [UInt8] {
        Array("id\tlang\ttext\n".utf8) + rows.flatMap { Array("\($0.id)\ten\t\($0.text)\n".utf8) }
    }
}
