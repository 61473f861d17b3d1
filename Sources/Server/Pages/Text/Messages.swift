/// The texts of one language: `key = text`, one a line; empty lines and lines that start with `#` are left out.
struct Messages: Sendable {
    private let texts: [String: String]

    /// No texts at all.
    static let none = Messages(texts: [:])

    private init(texts: [String: String]) { self.texts = texts }

    /// - Throws: ``TemplateFault`` for a line without ` = `, a key twice or an empty text.
    init(parsing source: String) throws(TemplateFault) {
        var texts: [String: String] = [:]
        for (number, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let place = "messages, line \(number + 1)"
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { throw TemplateFault(template: place, reason: "expected key = text") }
            let key = Self.trimmed(parts[0])
            let text = Self.trimmed(parts[1])
            guard !key.isEmpty, !text.isEmpty else { throw TemplateFault(template: place, reason: "an empty key or text") }
            guard texts.updateValue(text, forKey: key) == nil else {
                throw TemplateFault(template: place, reason: "the key \(key) a second time")
            }
        }
        self.texts = texts
    }

    /// The English catalogue, compiled into the program.
    static func english() throws(TemplateFault) -> Messages {
        try Messages(parsing: String(decoding: PackageResources.en_messages, as: UTF8.self))
    }

    var keys: Set<String> { Set(texts.keys) }

    subscript(_ key: String) -> String? { texts[key] }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " }
        return String(start[..<(start.lastIndex { $0 != " " }.map { start.index(after: $0) } ?? start.startIndex)])
    }
}
