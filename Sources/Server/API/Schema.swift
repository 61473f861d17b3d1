import Daylight

/// The shape of a JSON value, in the part of JSON Schema that OpenAPI 3.1 shares with it.
///
/// One value serves three times: it checks what is sent, describes it in the document, and checks the examples in the
/// tests.
indirect enum Schema: Hashable, Sendable {
    struct Property: Hashable, Sendable {
        var name: String
        var schema: Schema
        var isRequired: Bool
        var meaning: String
    }

    /// Text of at most so many UTF-8 bytes.
    case text(limit: Int = 65_536, format: String? = nil)
    case choice([String])
    case integer(ClosedRange<Int64>)
    case number
    case boolean
    case list(Schema)
    /// Members that are not listed are allowed where `isOpen`.
    case object([Property], isOpen: Bool = false)
    /// Any JSON value.
    case anything
    case nullable(Schema)
    /// One of the shapes under `#/components/schemas`.
    case named(ComponentSchema)

    static func property(_ name: String, _ schema: Schema, _ meaning: String, optional: Bool = false) -> Property {
        Property(name: name, schema: schema, isRequired: !optional, meaning: meaning)
    }

    static let count = Schema.integer(0...Int64.max >> 10)
    static let digest = Schema.text(limit: 64, format: "sha256-hex")
    static let moment = Schema.text(limit: 40, format: "date-time")
}

extension Schema {
    /// The schema as JSON Schema 2020-12.
    var json: JSONValue {
        switch self {
        case .text(let limit, let format):
            var object: JSONObject = ["type": "string", "maxLength": .integer(limit)]
            if let format { object["format"] = .string(format) }
            return .object(object)
        case .choice(let values): return ["type": "string", "enum": .array(values.map { .string($0) })]
        case .integer(let range):
            return ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        case .number: return ["type": "number"]
        case .boolean: return ["type": "boolean"]
        case .list(let element): return ["type": "array", "items": element.json]
        case .object(let properties, let isOpen): return Self.json(of: properties, isOpen: isOpen)
        case .anything: return .object([:])
        case .nullable(let schema): return ["anyOf": [schema.json, ["type": "null"]]]
        case .named(let component): return ["$ref": .string("#/components/schemas/\(component.rawValue)")]
        }
    }

    private static func json(of properties: [Property], isOpen: Bool) -> JSONValue {
        var members = JSONObject()
        for property in properties {
            var described = property.schema.json.objectValue ?? [:]
            described["description"] = .string(property.meaning)
            members[property.name] = .object(described)
        }
        return [
            "type": "object",
            "properties": .object(members),
            "required": .array(properties.filter(\.isRequired).map { .string($0.name) }),
            "additionalProperties": .bool(isOpen),
        ]
    }
}
