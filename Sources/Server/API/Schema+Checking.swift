import Daylight

extension Schema {
    /// Most faults that are told of one body.
    private static let toldLimit = 50

    /// Refuses a body that does not fit, also for a member that nobody knows: a misspelt choice would be dropped in silence.
    ///
    /// - Throws: ``Problem`` (`invalid-content`) with the places of the first 50 faults.
    @inline(never)
    func check(_ body: JSONValue) throws(Problem) {
        let faults = faults(in: body)
        guard let first = faults.first else { return }
        let place = first.pointer.isEmpty ? "the body" : first.pointer
        throw Problem(
            .invalidContent, "What was sent does not fit: \(place): \(first.detail)", faults: Array(faults.prefix(Self.toldLimit))
        )
    }

    /// Everything in a value that does not fit, each with the JSON Pointer of its place; empty when the value fits.
    func faults(in value: JSONValue, at pointer: String = "") -> [Problem.Fault] {
        switch self {
        case .anything: return []
        case .named(let component): return component.schema.faults(in: value, at: pointer)
        case .nullable(let schema): return value == .null ? [] : schema.faults(in: value, at: pointer)
        case .list(let element):
            guard let elements = value.arrayValue else { return [Self.wrong(value, "an array", pointer)] }
            return elements.enumerated().flatMap { element.faults(in: $1, at: "\(pointer)/\($0)") }
        case .object(let properties, let isOpen):
            guard let object = value.objectValue else { return [Self.wrong(value, "an object", pointer)] }
            return Self.faults(in: object, properties: properties, isOpen: isOpen, at: pointer)
        case .text(let limit, _):
            guard let text = value.stringValue else { return [Self.wrong(value, "a string", pointer)] }
            guard text.utf8.count > limit else { return [] }
            return [.init(pointer: pointer, code: "too-long", detail: "at most \(limit) bytes, found \(text.utf8.count)")]
        case .choice(let values):
            guard let text = value.stringValue else { return [Self.wrong(value, "a string", pointer)] }
            guard !values.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else { return [] }
            return [.init(pointer: pointer, code: "not-one-of", detail: "one of: \(values.joined(separator: ", "))")]
        case .integer(let range):
            guard let number = value.integerValue else { return [Self.wrong(value, "a whole number", pointer)] }
            guard !range.contains(number) else { return [] }
            return [.init(pointer: pointer, code: "out-of-range", detail: "\(range.lowerBound) to \(range.upperBound)")]
        case .number: return value.numberValue == nil ? [Self.wrong(value, "a number", pointer)] : []
        case .boolean: return value.boolValue == nil ? [Self.wrong(value, "true or false", pointer)] : []
        }
    }

    private static func wrong(_ value: JSONValue, _ expected: String, _ pointer: String) -> Problem.Fault {
        Problem.Fault(pointer: pointer, code: "wrong-type", detail: "expected \(expected), found \(value.kind)")
    }

    private static func faults(
        in object: JSONObject, properties: [Property], isOpen: Bool, at pointer: String
    ) -> [Problem.Fault] {
        var faults: [Problem.Fault] = []
        for property in properties {
            let place = "\(pointer)/\(escaped(property.name))"
            if let value = object[property.name] {
                faults += property.schema.faults(in: value, at: place)
            } else if property.isRequired {
                faults.append(.init(pointer: place, code: "missing", detail: "\(property.name) is required"))
            }
        }
        guard !isOpen else { return faults }
        for member in object.members where !properties.contains(where: { $0.name == member.name }) {
            let known = properties.map(\.name).joined(separator: ", ")
            faults.append(
                .init(pointer: "\(pointer)/\(escaped(member.name))", code: "unknown", detail: "known here: \(known)"))
        }
        return faults
    }

    /// RFC 6901 §3.
    private static func escaped(_ name: String) -> String {
        name.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
            .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
    }
}
