import Daylight

/// Values of linked data, read as publishers write them: arrays and objects where one text belongs (credibility reference,
/// section 4.5).
extension JSONValue {
    /// The text that is meant: the first of several, and of an object its `@value`, `name` or `url`.
    var linkedText: String? { linkedText(["@value", "name", "url"]) }

    /// The address that is meant: the first of several, and of an object its `@value`, `url`, `@id` or `contentUrl`.
    var linkedAddress: String? { linkedText(["@value", "url", "@id", "contentUrl"]) }

    private func linkedText(_ members: [String]) -> String? {
        switch self {
        case .string(let text): text
        case .number(let number): number.text
        case .array(let elements): elements.first?.linkedText(members)
        case .object(let object): members.lazy.compactMap { object[$0]?.linkedText(members) }.first
        case .null, .bool: nil
        }
    }

    /// The only value, or the first of several.
    var firstLinked: JSONValue? {
        guard case .array(let elements) = self else { return self == .null ? nil : self }
        return elements.first?.firstLinked
    }

    /// All values, be it one or several.
    var allLinked: [JSONValue] { arrayValue ?? (self == .null ? [] : [self]) }

    /// Whether several values stand where one belongs.
    var isSeveral: Bool { (arrayValue?.count ?? 0) >= 2 }
}

/// Names of types of schema.org.
enum LinkedDataType {
    private static let prefixes = ["http://schema.org/", "https://schema.org/", "schema:"]

    /// The name without the vocabulary in front of it.
    static func bare(_ name: String) -> String {
        for prefix in prefixes where name.hasPrefix(prefix) { return String(name.dropFirst(prefix.count)) }
        return name
    }

    /// Whether one of an object's types is this one.
    static func of(_ object: JSONObject, is name: String) -> Bool {
        object["@type"]?.allLinked.contains { $0.stringValue.map(bare) == name } ?? false
    }

    private static let vocabularies: Set<String> = [
        "http://schema.org", "https://schema.org", "http://schema.org/", "https://schema.org/",
    ]

    /// Whether an object that stands in no other says that it speaks schema.org, or says nothing.
    static func isSchema(_ context: JSONValue?) -> Bool {
        switch context {
        case nil, .null?: true
        case .string(let text)?: vocabularies.contains(text)
        case .array(let elements)?: elements.contains { $0.stringValue.map(vocabularies.contains) ?? false }
        case .object(let object)?: object["@vocab"]?.stringValue.map(vocabularies.contains) ?? false
        case .bool?, .number?: false
        }
    }
}
