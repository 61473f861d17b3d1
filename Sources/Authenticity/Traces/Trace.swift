import Daylight

/// What two posts can have in common: each kind of trace turns a post into the ids of the objects it shares.
public enum Trace: String, CaseIterable, Sendable {
    /// The post that was passed on.
    case share
    /// The links in the post, normalised.
    case link
    /// The hashtags in the post, case-folded.
    case hashtag
    /// All hashtags of the post in their order, if there are two or more.
    case hashtagSequence = "hashtag-sequence"
    /// The post that was answered.
    case reply
    /// The whole text, normalised.
    case text

    /// The ids of what the post shares, each once, in order; empty where the post has no such trace.
    public func objects(of post: Post) -> [String] {
        switch self {
        case .share: return post.repostOf.isEmpty ? [] : [post.repostOf]
        case .reply: return post.replyTo.isEmpty ? [] : [post.replyTo]
        case .link: return Self.unique(post.links.compactMap(NormalizedURL.init).map(\.text))
        case .hashtag: return Self.unique(Hashtag.all(of: post))
        case .hashtagSequence:
            let tags = Hashtag.all(of: post)
            return tags.count < 2 ? [] : [tags.joined(separator: " ")]
        case .text:
            let text = NormalizedText(post.text).text
            return text.isEmpty ? [] : [Digest(of: text.utf8).hex]
        }
    }

    /// The columns of a post file that the trace is made from, beside the ids and the time.
    var columns: [(column: PostColumn, need: RowColumn.Need)] {
        switch self {
        case .share: [(.repostOf, .column)]
        case .reply: [(.replyTo, .column)]
        case .link: [(.links, .column)]
        case .hashtag, .hashtagSequence: [(.text, .columnOr(PostColumn.hashtags.names[0])), (.hashtags, .optional)]
        case .text: [(.text, .column)]
        }
    }

    private static func unique(_ items: [String]) -> [String] {
        var seen: Set<[UInt8]> = []
        return items.filter { seen.insert(Array($0.utf8)).inserted }
    }
}
