import Daylight

/// JSON laid out for people.
enum JSONText {
    /// Two spaces a level, one member a line.
    static func indented(_ value: JSONValue) -> String { text(value, margin: "") }

    private static func text(_ value: JSONValue, margin: String) -> String {
        let inner = margin + "  "
        switch value {
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { inner + text($0, margin: inner) }
            return "[\n\(lines.joined(separator: ",\n"))\n\(margin)]"
        case .object(let object) where !object.members.isEmpty:
            let lines = object.members.map { member in
                "\(inner)\(CanonicalJSON.line(.string(member.name))): \(text(member.value, margin: inner))"
            }
            return "{\n\(lines.joined(separator: ",\n"))\n\(margin)}"
        default: return CanonicalJSON.line(value)
        }
    }
}
