import Daylight

/// The columns of a post file, by the names that platforms' exports and coordination-network-toolkit give them.
enum PostColumn: Int, CaseIterable {
    case id
    case account
    case time
    case text
    case links
    case hashtags
    case repostOf
    case replyTo
    case username

    /// Exact names, the usual one first.
    var names: [String] {
        switch self {
        case .id: ["content_id", "message_id"]
        case .account: ["account_id", "user_id"]
        case .time: ["timestamp", "timestamp_share"]
        case .text: ["text", "message"]
        case .links: ["urls"]
        case .hashtags: ["hashtags"]
        case .repostOf: ["reshared_id", "repost_id"]
        case .replyTo: ["reply_to_id", "reply_id"]
        case .username: ["username"]
        }
    }

    func rowColumn(_ need: RowColumn.Need) -> RowColumn {
        let kind: RowColumn.Kind =
            switch self {
            case .time: .time
            case .links, .hashtags: .list
            default: .text
            }
        return RowColumn(names: names, slot: rawValue, kind: kind, need: need)
    }
}

/// What takes the good rows of a post file.
protocol PostSink {
    /// - Returns: what is wrong with the post after all, if anything is.
    mutating func accept(_ post: Post) throws -> PostFault?
}

/// A post that reads well and still cannot be used.
struct PostFault {
    let column: PostColumn
    let expected: String
}

/// The fields of one post. Columns that were not asked for are empty.
struct PostFields<Sink: PostSink>: RowFields {
    private var fields = [UnsafeRawBufferPointer](
        repeating: UnsafeRawBufferPointer(start: nil, count: 0), count: PostColumn.allCases.count)
    /// Whether the file has a column of hashtags.
    private var listsHashtags = false

    init() {}

    mutating func keep(_ bytes: UnsafeRawBufferPointer, slot: Int) {
        fields[slot] = bytes
        if slot == PostColumn.hashtags.rawValue { listsHashtags = true }
    }

    mutating func deliver(to sink: inout Sink) throws -> FieldFault? {
        for column in [PostColumn.id, .account, .time] {
            if let fault = Self.fault(self[column], slot: column.rawValue) { return fault }
        }
        guard let milliseconds = ShareTime.milliseconds(self[.time]) else { return fault(.time, ShareTime.grammar) }
        for column in PostColumn.allCases where !TextBytes.isUTF8WithoutNUL(self[column]) {
            return fault(column, Self.noNUL)
        }
        let post = Post(
            id: text(.id), account: text(.account), time: Timestamp(milliseconds: milliseconds), text: text(.text),
            repostOf: text(.repostOf), replyTo: text(.replyTo), links: list(.links),
            hashtags: listsHashtags ? list(.hashtags) : nil, username: text(.username))
        return try sink.accept(post).map { fault($0.column, $0.expected) }
    }

    private subscript(_ column: PostColumn) -> UnsafeRawBufferPointer { fields[column.rawValue] }

    private func text(_ column: PostColumn) -> String { String(decoding: self[column], as: UTF8.self) }

    /// What blanks, or between hashtags also commas, separate.
    private func list(_ column: PostColumn) -> [String] {
        self[column].split { byte in
            byte == 0x20 || (0x09...0x0D).contains(byte) || (column == .hashtags && byte == UInt8(ascii: ","))
        }.map { String(decoding: $0, as: UTF8.self) }
    }

    private func fault(_ column: PostColumn, _ expected: String) -> FieldFault {
        FieldFault(slot: column.rawValue, expected: expected, found: self[column])
    }
}

extension RowReader {
    /// A reader of post files.
    ///
    /// - Parameter columns: what is wanted beside the ids and the time.
    init<PostSinkType: PostSink>(
        format: ShareFormat, columns: [(column: PostColumn, need: RowColumn.Need)], sink: PostSinkType
    ) where Fields == PostFields<PostSinkType> {
        let always = [PostColumn.id, .account, .time].map { $0.rowColumn(.value) }
        self.init(format: format, columns: always + columns.map { $0.column.rowColumn($0.need) }, sink: sink)
    }
}

/// Reads a post file.
typealias PostReader<Sink: PostSink> = RowReader<PostFields<Sink>>
