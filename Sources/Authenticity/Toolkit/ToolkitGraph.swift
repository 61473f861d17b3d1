import Daylight

/// What a graph says about an account beside its edges: a name to show and its newest messages.
struct AccountDescription {
    /// As many as coordination-network-toolkit writes.
    static let messageLimit = 10

    private(set) var username = ""
    /// Newest first; of one time, the later in the file first.
    private(set) var messages: [(time: Int64, text: String)] = []

    mutating func add(_ post: Post) {
        // An account that changed its name is shown under the last in byte order, as the toolkit does.
        if username.utf8.lexicographicallyPrecedes(post.username.utf8) { username = post.username }
        let time = post.time.milliseconds
        let place = messages.firstIndex { $0.time <= time } ?? messages.count
        guard place < Self.messageLimit else { return }
        messages.insert((time, post.text), at: place)
        if messages.count > Self.messageLimit { messages.removeLast() }
    }
}

extension ToolkitNetwork {
    /// The network as GraphML, as the toolkit exports it: directed, edges with `weight` and `edge_type`, and the accounts
    /// on them with `username` and `message_0` (newest) to `message_9`.
    public func writeGraphML(to sink: ByteSink) throws {
        var text = Self.graphHead
        func flush(above size: Int) throws {
            guard text.utf8.count > size else { return }
            try Array(text.utf8).withUnsafeBytes(sink)
            text = ""
        }
        for account in accounts {
            text += "<node id=\"\(Self.escaped(account.name))\">\(Self.data("username", account.description.username))"
            for number in 0..<AccountDescription.messageLimit {
                let messages = account.description.messages
                text += Self.data("message_\(number)", number < messages.count ? messages[number].text : "")
            }
            text += "</node>\n"
            try flush(above: 1 << 16)
        }
        for edge in edges {
            text += "<edge source=\"\(Self.escaped(edge.from))\" target=\"\(Self.escaped(edge.to))\">"
            text += Self.data("weight", String(edge.weight)) + Self.data("edge_type", parameters.relation.rawValue)
            text += "</edge>\n"
            try flush(above: 1 << 16)
        }
        text += "</graph>\n</graphml>\n"
        try flush(above: 0)
    }

    private static var graphHead: String {
        func key(_ name: String, for kind: String, _ type: String) -> String {
            "<key id=\"\(name)\" for=\"\(kind)\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n"
        }
        let messages = (0..<AccountDescription.messageLimit).map { key("message_\($0)", for: "node", "string") }.joined()
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
            + key("username", for: "node", "string") + messages + key("weight", for: "edge", "long")
            + key("edge_type", for: "edge", "string") + "<graph edgedefault=\"directed\">\n"
    }

    private static func data(_ key: String, _ value: String) -> String { "<data key=\"\(key)\">\(escaped(value))</data>" }

    /// Text for an element or an attribute. What XML 1.0 cannot hold at all becomes U+FFFD.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // As references, or a reader would make blanks of them.
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
