import Daylight

/// Reads the members of an object of a page of markup, bounded, and refuses members that nobody knows: a misspelt one would be
/// lost in silence.
struct MarkupReader {
    private let object: JSONObject
    private let path: String

    /// - Throws: ``InputError`` for what is no object, and for a member that is not among those given.
    init(_ value: JSONValue, members: Set<String>, path: String = "") throws(InputError) {
        guard case .object(let object) = value else {
            throw InputError(field: String(path.dropLast()), expected: "an object", found: value.kind)
        }
        if let stranger = object.members.first(where: { !members.contains($0.name) }) {
            throw InputError(
                field: "\(path)\(stranger.name.prefix(80))", expected: "one of \(members.sorted().joined(separator: ", "))",
                found: "another member")
        }
        (self.object, self.path) = (object, path)
    }

    /// The member's value; `nil` when it is absent, `null` or an empty text.
    private func value(_ name: String) -> JSONValue? {
        switch object[name] {
        case nil, .null?: nil
        case .string(let text)? where text.isEmpty: nil
        case let value?: value
        }
    }

    func fault(_ name: String, _ expected: String) -> InputError {
        let found =
            switch value(name) {
            case nil: "nothing"
            case .string(let text)?: "\"\(text.prefix(80))\""
            case .number(let number)?: number.text
            case let value?: value.kind
            }
        return InputError(field: path + name, expected: expected, found: found)
    }

    /// - Parameter limit: most bytes.
    func text(_ name: String, limit: Int) throws(InputError) -> String? {
        guard let value = value(name) else { return nil }
        guard case .string(let text) = value, text.utf8.count <= limit else {
            throw fault(name, "a text of at most \(limit) bytes")
        }
        return text
    }

    /// An address of the web, at most 2,048 bytes.
    func address(_ name: String) throws(InputError) -> WebAddress? {
        guard let text = try text(name, limit: 2048) else { return nil }
        guard let address = WebAddress(text) else { throw fault(name, "an http or https address") }
        return address
    }

    /// Several of them.
    func addresses(_ name: String, limit: Int) throws(InputError) -> [WebAddress] {
        guard let value = value(name) else { return [] }
        guard case .array(let elements) = value, elements.count <= limit else {
            throw fault(name, "an array of at most \(limit) addresses")
        }
        var addresses: [WebAddress] = []
        for (index, element) in elements.enumerated() {
            guard let text = element.stringValue, text.utf8.count <= 2048, let address = WebAddress(text) else {
                throw InputError(field: "\(path)\(name)[\(index)]", expected: "an http or https address", found: element.kind)
            }
            addresses.append(address)
        }
        return addresses
    }

    /// A day, or an instant of RFC 3339, of which the day is taken as it is written.
    func day(_ name: String) throws(InputError) -> CivilDate? {
        guard let text = try text(name, limit: 64) else { return nil }
        guard let day = ReviewDate.day(in: text) else { throw fault(name, "a day as YYYY-MM-DD, or an instant of RFC 3339") }
        return day
    }

    /// A whole number of 32 bits.
    func number(_ name: String) throws(InputError) -> Int32? {
        guard let value = value(name) else { return nil }
        guard let number = value.integerValue.flatMap(Int32.init(exactly:)) else {
            throw fault(name, "a whole number of 32 bits")
        }
        return number
    }

    func object(_ name: String, members: Set<String>) throws(InputError) -> MarkupReader? {
        guard let value = value(name) else { return nil }
        return try MarkupReader(value, members: members, path: "\(path)\(name).")
    }

    /// The elements of an array of objects, which say themselves what they hold.
    func list<Element>(
        _ name: String, limit: Int, _ read: (_ element: (value: JSONValue, path: String)) throws(InputError) -> Element
    ) throws(InputError) -> [Element] {
        guard let value = value(name) else { return [] }
        guard case .array(let elements) = value, elements.count <= limit else {
            throw fault(name, "an array of at most \(limit) elements")
        }
        var list: [Element] = []
        for (index, element) in elements.enumerated() { list.append(try read((element, "\(path)\(name)[\(index)]."))) }
        return list
    }
}
