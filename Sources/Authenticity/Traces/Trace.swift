public import Daylight
import Foundation

/// What two posts can have in common: each kind of trace turns a post into the ids of the objects it shares.
public enum Trace: String, CaseIterable, Sendable {
    /// The post that was passed on.
    case share
    /// The links in the post, normalised.
    case link
    /// The hashtags in the post, case-folded.
    case hashtag
    /// The post that was answered.
    case reply
    /// The whole text, normalised.
    case sameText = "same-text"

    /// The ids of what the post shares, each once, in order; empty where the post has no such trace.
    public func objects(of post: Post) -> [String] {
        switch self {
        case .share: post.repostOf.isEmpty ? [] : [post.repostOf]
        case .reply: post.replyTo.isEmpty ? [] : [post.replyTo]
        case .link: Self.unique(post.links.compactMap(NormalizedURL.init).map(\.text))
        case .hashtag: Self.unique(Hashtag.all(in: post.text))
        case .sameText: NormalizedText(post.text).text.isEmpty ? [] : [Digest(of: NormalizedText(post.text).text.utf8).hex]
        }
    }

    private static func unique(_ items: [String]) -> [String] {
        var seen: Set<[UInt8]> = []
        return items.filter { seen.insert(Array($0.utf8)).inserted }
    }
}

/// A post as platforms export it, before anything is known about what it shares with others.
public struct Post: Hashable, Sendable {
    public var id: String
    public var account: String
    public var time: Timestamp
    public var text: String
    /// Empty unless the post passes another one on.
    public var repostOf: String
    /// Empty unless the post answers another one.
    public var replyTo: String
    public var links: [String]

    public init(
        id: String, account: String, time: Timestamp, text: String = "", repostOf: String = "", replyTo: String = "",
        links: [String] = []
    ) {
        self.id = id
        self.account = account
        self.time = time
        self.text = text
        self.repostOf = repostOf
        self.replyTo = replyTo
        self.links = links
    }
}

/// A post's text with what people vary by accident taken out: lower case, mentions gone up to the next blank, blanks
/// collapsed to one. Two posts with the same normalised text say the same.
public struct NormalizedText: Hashable, Sendable {
    public let text: String

    public init(_ original: String) {
        var kept = String.UnicodeScalarView()
        var isMention = false
        for scalar in original.lowercased().unicodeScalars {
            if scalar.properties.isWhitespace {
                isMention = false
            } else if scalar == "@" {
                isMention = true
            }
            if !isMention { kept.append(scalar) }
        }
        let words = String(kept).unicodeScalars.split { $0.properties.isWhitespace }
        text = words.map { String($0) }.joined(separator: " ")
    }
}

/// Hashtags in a text: `#` followed by letters, digits, marks or underscores; compared case-folded after compatibility
/// composition (NFKC), so that full-width or ligature spellings are one tag.
enum Hashtag {
    static func all(in text: String) -> [String] {
        var tags: [String] = []
        var current: String.UnicodeScalarView?
        for scalar in text.unicodeScalars {
            if let tag = current, isPart(scalar) {
                current = tag + CollectionOfOne(scalar)
                continue
            }
            if let tag = current { append(tag, to: &tags) }
            current = scalar == "#" || scalar == "\u{FF03}" ? String.UnicodeScalarView() : nil
        }
        if let tag = current { append(tag, to: &tags) }
        return tags
    }

    private static func isPart(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .connectorPunctuation:
            true
        default: false
        }
    }

    private static func append(_ tag: String.UnicodeScalarView, to tags: inout [String]) {
        guard !tag.isEmpty else { return }
        let composed = String(tag).precomposedStringWithCompatibilityMapping
        tags.append(composed.folding(options: .caseInsensitive, locale: nil).precomposedStringWithCompatibilityMapping)
    }
}
