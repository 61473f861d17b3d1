/// The directed networks of coordination-network-toolkit 1.5.2: how many messages of one account have a message of
/// another beside them that shares the same thing within the window.
///
/// The weight of an edge counts distinct messages of its first account, so the two directions may differ. Every message
/// matches itself, so an edge from an account to itself counts its messages that have the trace at all.
public struct ToolkitNetwork: Sendable {
    /// Which messages belong together.
    public enum Relation: String, CaseIterable, Sendable {
        case coRetweet = "co_retweet"
        case coLink = "co_link"
        case coTweet = "co_tweet"
        case coReply = "co_reply"
        /// Texts that have most of their words in common.
        case coSimilarTweet = "co_similar_tweet"
        /// Any two messages: an upper bound for the others.
        case coPost = "co_post"
    }

    public struct Edge: Hashable, Sendable {
        public let from: String
        public let to: String
        public let weight: Int
    }

    /// What is asked of a run; at first the toolkit's own defaults.
    public struct Parameters: Hashable, Sendable {
        public var relation: Relation
        /// Widest time between two messages, inclusive.
        public var windowMilliseconds: Int64 = 1000
        /// Lighter edges are left out, in each direction by itself.
        public var minimumWeight = 2
        /// Whether edges from an account to itself are listed.
        public var keepsLoops = false
        /// The toolkit takes a message without links as one with the link "", which joins all of them; on only to
        /// reproduce its figures.
        public var linksEmptyAddresses = false
        /// Words in common ÷ words in either, from which texts are similar, in 0...1.
        public var similarity = 0.8
        /// Texts with fewer distinct words are similar to none.
        public var minimumTokens = 1
        /// Whether names and newest messages of accounts are kept, for a graph.
        public var describesAccounts = false

        public init(_ relation: Relation) { self.relation = relation }
    }

    /// An account on an edge.
    struct Account: Sendable {
        let name: String
        let description: AccountDescription
    }

    public let parameters: Parameters
    /// Sorted bytewise by first and second account.
    public let edges: [Edge]
    /// Accounts on edges in byte order.
    let accounts: [Account]

    /// - Parameter posts: of posts with one id, the first counts.
    public init(_ posts: [Post], _ parameters: Parameters) {
        var messages = ToolkitMessages(parameters)
        for post in posts { messages.add(post) }
        self.init(&messages)
    }

    /// - Parameter messages: put in another order.
    init(_ messages: inout ToolkitMessages) {
        parameters = messages.parameters
        edges = messages.edges()
        let names = Set(edges.flatMap { [Array($0.from.utf8), Array($0.to.utf8)] })
        accounts = names.sorted { $0.lexicographicallyPrecedes($1) }.map { name in
            Account(
                name: String(decoding: name, as: UTF8.self), description: messages.descriptions[name] ?? AccountDescription())
        }
    }

    /// Columns of ``writeEdges(to:)``.
    public static let columns = ["source", "target", "weight", "edge_type"]

    /// The edges as the toolkit exports them: CSV with a quote around every field.
    public func writeEdges(to sink: ByteSink) throws {
        var text = Self.line(Self.columns)
        for edge in edges {
            text += Self.line([edge.from, edge.to, String(edge.weight), parameters.relation.rawValue])
            if text.utf8.count > 1 << 16 {
                try Array(text.utf8).withUnsafeBytes(sink)
                text = ""
            }
        }
        try Array(text.utf8).withUnsafeBytes(sink)
    }

    private static func line(_ fields: [String]) -> String {
        let quoted = fields.map { field in
            "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }
        return quoted.joined(separator: ",") + "\n"
    }
}

extension ToolkitNetwork.Parameters {
    /// The columns of a post file that are looked at, beside the ids and the time.
    var columns: [(column: PostColumn, need: RowColumn.Need)] {
        var columns = relation.columns
        if describesAccounts {
            columns.append((.username, .optional))
            if !columns.contains(where: { $0.column == .text }) { columns.append((.text, .optional)) }
        }
        return columns
    }
}

extension ToolkitNetwork.Relation {
    /// The columns of a post file that the relation looks at, beside the ids and the time.
    fileprivate var columns: [(column: PostColumn, need: RowColumn.Need)] {
        switch self {
        case .coRetweet: [(.repostOf, .column)]
        case .coLink: [(.links, .column), (.repostOf, .optional)]
        case .coTweet, .coSimilarTweet: [(.text, .column), (.repostOf, .optional)]
        case .coReply: [(.replyTo, .column), (.repostOf, .optional)]
        case .coPost: []
        }
    }

    /// What a message shares, in the toolkit's own spelling: addresses as they stand, without normalisation.
    func objects(of post: Post, linksEmptyAddresses: Bool) -> [String] {
        let isRepost = !post.repostOf.isEmpty
        switch self {
        case .coRetweet: return Trace.share.objects(of: post)
        case .coReply: return isRepost ? [] : Trace.reply.objects(of: post)
        case .coTweet: return isRepost ? [] : [NormalizedText(post.text).text]
        case .coPost: return [""]
        // Any two may be similar; whether they are is seen when they are compared.
        case .coSimilarTweet: return isRepost ? [] : [""]
        case .coLink:
            guard !isRepost else { return [] }
            if post.links.isEmpty { return linksEmptyAddresses ? [""] : [] }
            return post.links
        }
    }
}
