import Daylight

/// One object of a notice under reading: its members, and the path at which it stands.
struct NoticeMembers {
    let object: JSONObject
    /// Empty for the notice itself.
    let path: String

    /// The value of a member that is there: an absent member, `null` and a blank text are the same.
    subscript(_ name: String) -> JSONValue? { object[name]?.present }

    func path(of name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// A text within its bound, in normal form; `nil` also for a value of another type.
    func text(_ name: String, _ bound: TextBound) -> String? { self[name]?.stringValue.flatMap(bound.reading) }

    /// A whole number that is not negative.
    func count(_ name: String) -> Int64? { self[name]?.integerValue.flatMap { $0 >= 0 ? $0 : nil } }

    func day(_ name: String) -> CivilDate? { self[name]?.stringValue.flatMap { CivilDate(iso8601: $0) } }

    /// One of the names of an enumeration.
    func choice<Choice: RawRepresentable<String>>(_ name: String, _: Choice.Type) -> Choice? {
        self[name]?.stringValue.flatMap { Choice(rawValue: $0) }
    }

    /// An object within this one.
    func members(_ name: String) -> NoticeMembers? {
        self[name]?.objectValue.map { NoticeMembers(object: $0, path: path(of: name)) }
    }

    /// The objects of a list, `nil` in the place of an element that is none; absent as `nil`.
    func list(_ name: String) -> [(path: String, members: NoticeMembers?)]? {
        guard let elements = self[name]?.arrayValue else { return nil }
        return elements.enumerated().map { index, element in
            let path = "\(path(of: name))[\(index)]"
            return (path, element.objectValue.map { NoticeMembers(object: $0, path: path) })
        }
    }
}

extension JSONValue {
    /// `nil` for `null` and for a text that is empty or only white space.
    var present: JSONValue? {
        switch self {
        case .null: nil
        case .string(let text) where text.unicodeScalars.allSatisfy(\.properties.isWhitespace): nil
        default: self
        }
    }
}
