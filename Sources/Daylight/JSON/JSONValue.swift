/// A JSON value (RFC 8259) that keeps what hashing and evidence need kept: members in the order they were written and
/// numbers as they were spelt.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

/// A number as it is spelt in JSON. A p-value such as `4.2187530e-402` has no double, yet must survive a round trip.
public struct JSONNumber: Hashable, Sendable {
    public let text: String

    /// - Parameter text: must already follow the number grammar of RFC 8259 §6.
    public init(spelling text: String) { self.text = text }

    public init(_ value: some BinaryInteger) { text = String(value) }

    /// Spelt as ECMAScript does (RFC 8785 §3.2.2.3).
    ///
    /// - Precondition: the value is finite; JSON has no other numbers.
    public init(_ value: Double) {
        precondition(value.isFinite, "JSON has no spelling for \(value)")
        text = CanonicalJSON.spelling(of: value)
    }

    /// The nearest double; infinite when the spelling is out of range.
    public var double: Double { Double(text) ?? .nan }

    /// The exact whole number, if the spelling is one without fraction or exponent.
    public var integer: Int64? { Int64(text) }
}

/// Members in order, names unique.
public struct JSONObject: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    public struct Member: Hashable, Sendable {
        public let name: String
        public var value: JSONValue

        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }

        /// Names are compared as UTF-8 bytes: `String` equality would call two different spellings of "é" the same name.
        func isNamed(_ other: String) -> Bool {
            name.utf8.count == other.utf8.count && name.utf8.elementsEqual(other.utf8)
        }
    }

    public private(set) var members: [Member] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (name, value) in elements { self[name] = value }
    }

    /// Reading finds a member by name, writing replaces it in place or appends it, and writing `nil` removes it.
    public subscript(_ name: String) -> JSONValue? {
        get { members.first { $0.isNamed(name) }?.value }
        set {
            let index = members.firstIndex { $0.isNamed(name) }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (nil, let value?): members.append(Member(name, value))
            case (let index?, nil): members.remove(at: index)
            case (nil, nil): break
            }
        }
    }

    /// Appends without looking for an equal name; only for a parser that has looked already.
    mutating func appendUnchecked(_ member: Member) { members.append(member) }
}

extension JSONValue {
    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var numberValue: JSONNumber? { if case .number(let value) = self { value } else { nil } }
    public var integerValue: Int64? { numberValue?.integer }
    public var doubleValue: Double? { numberValue?.double }
    public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }
    public subscript(_ name: String) -> JSONValue? { objectValue?[name] }

    /// What kind of value this is, in the words an error message uses.
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .number(JSONNumber(value)) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(nilLiteral: ()) { self = .null }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (name, value) in elements { object[name] = value }
        self = .object(object)
    }

    public static func integer(_ value: some BinaryInteger) -> JSONValue { .number(JSONNumber(value)) }
    public static func real(_ value: Double) -> JSONValue { .number(JSONNumber(value)) }
}
