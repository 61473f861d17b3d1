/// Reads the members of one JSON object into values of the domain, and says which member is wrong and how.
///
/// An absent member, `null` and a blank string are the same: absent.
public struct MemberReader: Sendable {
    public let object: JSONObject
    private let path: String

    /// - Parameter path: what stands before the object's members in messages, such as `items[3].`.
    public init(_ object: JSONObject, path: String = "") {
        self.object = object
        self.path = path
    }

    /// - Throws: ``InputError`` naming the path unless the value is an object.
    public init(_ value: JSONValue, path: String = "") throws(InputError) {
        guard case .object(let object) = value else {
            throw InputError(field: String(path.dropLast()), expected: "an object", found: value.kind)
        }
        self.init(object, path: path)
    }

    /// The member's value; `nil` when it is absent.
    public func optional(_ name: String) -> JSONValue? {
        switch object[name] {
        case nil, .null?: nil
        case .string(let text)? where text.unicodeScalars.allSatisfy(\.properties.isWhitespace): nil
        case let value?: value
        }
    }

    /// - Throws: ``InputError`` when the member is absent.
    public func value(_ name: String) throws(InputError) -> JSONValue {
        guard let value = optional(name) else { throw fault(name, "a value", nil) }
        return value
    }

    public func string(_ name: String) throws(InputError) -> String {
        guard case .string(let text)? = optional(name) else { throw fault(name, "a text", object[name]) }
        return text
    }

    public func array(_ name: String) throws(InputError) -> [JSONValue] {
        guard case .array(let elements)? = optional(name) else { throw fault(name, "an array", object[name]) }
        return elements
    }

    /// The elements of an array of objects, each read with its place in messages.
    ///
    /// - Parameter limit: most elements.
    public func list<Element>(
        _ name: String, limit: Int, _ read: (MemberReader) throws(InputError) -> Element
    ) throws(InputError) -> [Element] {
        let values = try array(name)
        guard values.count <= limit else {
            throw InputError(field: path + name, expected: "at most \(limit) elements", found: "\(values.count)")
        }
        var elements: [Element] = []
        elements.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            elements.append(try read(try MemberReader(value, path: "\(path)\(name)[\(index)].")))
        }
        return elements
    }

    public func object(_ name: String) throws(InputError) -> JSONObject {
        guard case .object(let object)? = optional(name) else { throw fault(name, "an object", object[name]) }
        return object
    }

    /// A whole number spelt without fraction or exponent.
    public func integer(_ name: String, in range: ClosedRange<Int64>) throws(InputError) -> Int64 {
        guard let number = optional(name)?.integerValue, range.contains(number) else {
            throw fault(name, "a whole number from \(range.lowerBound) to \(range.upperBound)", object[name])
        }
        return number
    }

    public func date(_ name: String) throws(InputError) -> CivilDate {
        guard let date = optional(name)?.stringValue.flatMap({ CivilDate(iso8601: $0) }) else {
            throw fault(name, "a day as YYYY-MM-DD that exists", object[name])
        }
        return date
    }

    public func dates(_ name: String) throws(InputError) -> [CivilDate] {
        var dates: [CivilDate] = []
        for (index, element) in try array(name).enumerated() {
            guard let date = element.stringValue.flatMap({ CivilDate(iso8601: $0) }) else {
                throw fault("\(name)[\(index)]", "a day as YYYY-MM-DD that exists", element)
            }
            dates.append(date)
        }
        return dates
    }

    /// A SHA-256 digest.
    public func digest(_ name: String) throws(InputError) -> Digest {
        guard let digest = optional(name)?.stringValue.flatMap({ Digest(hex: $0) }) else {
            throw fault(name, "64 lower-case hexadecimal digits", object[name])
        }
        return digest
    }

    public func instant(_ name: String) throws(InputError) -> Timestamp {
        guard let instant = try optionalInstant(name) else { throw fault(name, Self.instantShape, object[name]) }
        return instant
    }

    public func optionalInstant(_ name: String) throws(InputError) -> Timestamp? {
        guard let value = optional(name) else { return nil }
        guard let instant = value.stringValue.flatMap({ Timestamp(iso8601: $0) }) else {
            throw fault(name, Self.instantShape, value)
        }
        return instant
    }

    private static let instantShape = "an instant with seconds and offset, such as 2026-05-15T10:00:00+02:00"

    /// The error that a member's value is not what it has to be.
    ///
    /// - Parameter found: `nil` when the member is absent.
    public func fault(_ name: String, _ expected: String, _ found: JSONValue?) -> InputError {
        let shown =
            switch found {
            case nil, .null?: "nothing"
            case .string(let text)?: "\"\(text)\""
            case .number(let number)?: number.text
            case let value?: value.kind
            }
        return InputError(field: path + name, expected: expected, found: shown)
    }
}
