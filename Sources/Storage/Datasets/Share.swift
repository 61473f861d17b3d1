public import Daylight

/// One account passing on one object at one moment. All names are opaque bytes.
public struct Share: Sendable, CustomStringConvertible {
    /// What was passed on: a link, a hashtag, a text or a post.
    public var object: String
    /// Who passed it on.
    public var account: String
    /// The post or message that carried the object.
    public var content: String
    public var time: Timestamp

    public init(object: String, account: String, content: String, time: Timestamp) {
        self.object = object
        self.account = account
        self.content = content
        self.time = time
    }

    public var description: String { "\(account) shared \(object) at \(time) in \(content)" }
}

extension Share: Hashable {
    /// Swift would call two Unicode spellings of one letter equal; names are bytes.
    public static func == (left: Share, right: Share) -> Bool {
        left.time == right.time && left.account.utf8.elementsEqual(right.account.utf8)
            && left.object.utf8.elementsEqual(right.object.utf8) && left.content.utf8.elementsEqual(right.content.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(time)
        hasher.combine(ByteName(account))
        hasher.combine(ByteName(object))
        hasher.combine(ByteName(content))
    }
}

/// A name compared and hashed by its bytes.
struct ByteName: Hashable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ByteName, right: ByteName) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        if isHashed == nil { Array(text.utf8).withUnsafeBytes { hasher.combine(bytes: $0) } }
    }
}

/// How much one account shared in one data set.
public struct AccountActivity: Hashable, Sendable {
    public let dataset: Dataset.ID
    public let datasetName: String
    /// How many shares the account has there.
    public let rows: Int
    /// Times of its first and last share there.
    public let first: Timestamp
    public let last: Timestamp
}
