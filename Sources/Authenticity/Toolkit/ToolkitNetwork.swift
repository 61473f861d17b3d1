import Daylight

/// The directed networks of coordination-network-toolkit 1.5.2: how many messages of one account have a message of
/// another beside them that shares the same thing within the window.
///
/// The weight of an edge counts distinct messages of its first account, so the two directions may differ. Every message
/// matches itself, so an edge from an account to itself counts its messages that have the trace at all.
public struct ToolkitNetwork: Hashable, Sendable {
    /// Which messages belong together.
    public enum Relation: String, CaseIterable, Sendable {
        case coRetweet = "co_retweet"
        case coLink = "co_link"
        case coTweet = "co_tweet"
        case coReply = "co_reply"
        /// Any two messages: an upper bound for the others.
        case coPost = "co_post"
    }

    public struct Edge: Hashable, Sendable {
        public let from: String
        public let to: String
        public let weight: Int
    }

    /// Sorted bytewise by first and second account.
    public let edges: [Edge]

    /// - Parameters:
    ///   - posts: of posts with one id, the first counts.
    ///   - windowMilliseconds: widest time between two messages, inclusive.
    ///   - minimumWeight: lighter edges are left out, in each direction by itself.
    ///   - keepsLoops: whether edges from an account to itself are listed.
    ///   - linksEmptyAddresses: the toolkit takes a message without links as one with the link "", which joins all of
    ///     them; on only to reproduce its figures.
    public init(
        _ posts: [Post], relation: Relation, windowMilliseconds: Int64, minimumWeight: Int = 2, keepsLoops: Bool = false,
        linksEmptyAddresses: Bool = false
    ) {
        var seen: Set<[UInt8]> = []
        let messages = posts.filter { seen.insert(Array($0.id.utf8)).inserted }
        let index = Index(messages, relation, linksEmptyAddresses: linksEmptyAddresses)
        edges = index.edges(messages, window: windowMilliseconds, minimum: minimumWeight, keepsLoops: keepsLoops)
    }

    /// Messages sorted by what they share and when.
    private struct Index {
        struct Entry {
            var object: Int
            var time: Int64
            var message: Int
        }

        var entries: [Entry] = []

        init(_ messages: [Post], _ relation: Relation, linksEmptyAddresses: Bool) {
            var numbers: [[UInt8]: Int] = [:]
            for (message, post) in messages.enumerated() {
                for object in ToolkitNetwork.objects(of: post, relation, linksEmptyAddresses: linksEmptyAddresses) {
                    let number = numbers[Array(object.utf8), default: numbers.count]
                    numbers[Array(object.utf8)] = number
                    entries.append(Entry(object: number, time: post.time.milliseconds, message: message))
                }
            }
            entries.sort { ($0.object, $0.time, $0.message) < ($1.object, $1.time, $1.message) }
        }

        func edges(_ messages: [Post], window: Int64, minimum: Int, keepsLoops: Bool) -> [Edge] {
            // A message and an account beside it: counted once, however many things they share.
            var accounts: [[UInt8]: Int] = [:]
            let accountOfMessage = messages.map { post in
                let key = Array(post.account.utf8)
                let number = accounts[key, default: accounts.count]
                accounts[key] = number
                return number
            }
            var beside: Set<SIMD2<Int>> = []
            for first in entries.indices {
                var second = first
                while second < entries.count, entries[second].object == entries[first].object,
                    entries[second].time - entries[first].time <= window
                {
                    let (one, other) = (entries[first].message, entries[second].message)
                    beside.insert([one, accountOfMessage[other]])
                    beside.insert([other, accountOfMessage[one]])
                    second += 1
                }
            }
            var weights: [SIMD2<Int>: Int] = [:]
            for pair in beside { weights[[accountOfMessage[pair.x], pair.y], default: 0] += 1 }
            var names = [String](repeating: "", count: accounts.count)
            for (name, number) in accounts { names[number] = String(decoding: name, as: UTF8.self) }
            return
                weights
                .filter { $0.value >= minimum && (keepsLoops || $0.key.x != $0.key.y) }
                .map { Edge(from: names[$0.key.x], to: names[$0.key.y], weight: $0.value) }
                .sorted { left, right in
                    left.from.utf8.elementsEqual(right.from.utf8)
                        ? left.to.utf8.lexicographicallyPrecedes(right.to.utf8)
                        : left.from.utf8.lexicographicallyPrecedes(right.from.utf8)
                }
        }
    }

    /// What a message shares, in the toolkit's own spelling: addresses as they stand, without normalisation.
    private static func objects(of post: Post, _ relation: Relation, linksEmptyAddresses: Bool) -> [String] {
        let isRepost = !post.repostOf.isEmpty
        switch relation {
        case .coRetweet: return Trace.share.objects(of: post)
        case .coReply: return isRepost ? [] : Trace.reply.objects(of: post)
        case .coTweet: return isRepost ? [] : [NormalizedText(post.text).text]
        case .coPost: return [""]
        case .coLink:
            guard !isRepost else { return [] }
            if post.links.isEmpty { return linksEmptyAddresses ? [""] : [] }
            return post.links
        }
    }
}
