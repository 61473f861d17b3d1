import Daylight

/// Members of an RCTab configuration, where numbers and truth values may be texts and what is blank is absent.
struct ConfigurationReader {
    private let object: JSONObject
    /// The JSON pointer before a member's name, ending in `/`.
    private let path: String

    /// - Throws: ``InputError`` unless the value is an object.
    init(_ value: JSONValue, path: String) throws(InputError) {
        guard case .object(let object) = value else {
            throw InputError(field: path.count > 1 ? String(path.dropLast()) : path, expected: "an object", found: value.kind)
        }
        self.object = object
        self.path = path
    }

    func value(_ name: String) -> JSONValue? { object[name] }

    func fault(_ name: String, _ expected: String, _ found: JSONValue?) -> InputError {
        InputError(field: path + name, expected: expected, found: found.map(CanonicalJSON.line) ?? "nothing")
    }

    func object(_ name: String, orEmpty: Bool = false) throws(InputError) -> ConfigurationReader {
        guard let value = object[name], value != .null else {
            if orEmpty { return try ConfigurationReader(.object(JSONObject()), path: path + name + "/") }
            throw fault(name, "an object", nil)
        }
        return try ConfigurationReader(value, path: path + name + "/")
    }

    func objects(_ name: String, limit: Int) throws(InputError) -> [ConfigurationReader] {
        guard let value = object[name], value != .null else { return [] }
        guard case .array(let items) = value else { throw fault(name, "an array", value) }
        guard items.count <= limit else {
            throw InputError(field: path + name, expected: "at most \(limit)", found: "\(items.count)")
        }
        var readers: [ConfigurationReader] = []
        for (index, item) in items.enumerated() {
            readers.append(try ConfigurationReader(item, path: "\(path)\(name)/\(index)/"))
        }
        return readers
    }

    /// A text without space around it; empty when the member is absent.
    func text(_ name: String) throws(InputError) -> String {
        switch object[name] {
        case nil, .null?: return ""
        case .string(let text)?: return Self.trimmed(text)
        case .number(let number)?: return number.text
        case let value?: throw fault(name, "a text", value)
        }
    }

    private static func trimmed(_ text: String) -> String {
        Array(text.utf8).withUnsafeBytes { $0.trimmingSpace.text }
    }

    func texts(_ name: String) throws(InputError) -> [String] {
        guard let value = object[name], value != .null else { return [] }
        guard case .array(let items) = value else { throw fault(name, "an array of texts", value) }
        var texts: [String] = []
        for item in items {
            guard let text = item.stringValue else { throw fault(name, "an array of texts", item) }
            texts.append(Self.trimmed(text))
        }
        return texts
    }

    func flag(_ name: String) throws(InputError) -> Bool {
        switch object[name] {
        case nil, .null?, .string("")?, .string("false")?, .bool(false)?: return false
        case .string("true")?, .bool(true)?: return true
        case let value?: throw fault(name, "true or false", value)
        }
    }

    /// A whole number, which may be a text; `nil` when blank.
    func integer(_ name: String, in range: ClosedRange<Int64>) throws(InputError) -> Int64? {
        let text = try text(name)
        guard !text.isEmpty else { return nil }
        guard let number = Int64(text), range.contains(number), !text.hasPrefix("+") else {
            throw fault(name, "a whole number from \(range.lowerBound) to \(range.upperBound)", object[name])
        }
        return number
    }

    func requiredInteger(_ name: String, in range: ClosedRange<Int64>) throws(InputError) -> Int {
        guard let number = try integer(name, in: range) else {
            throw fault(name, "a whole number from \(range.lowerBound) to \(range.upperBound)", nil)
        }
        return Int(number)
    }

    /// A whole number or one word that stands for none.
    func integer(_ name: String, in range: ClosedRange<Int64>, or word: String) throws(InputError) -> Int? {
        if try text(name) == word { return nil }
        guard let number = try integer(name, in: range) else {
            throw fault(name, "\(word) or a whole number from \(range.lowerBound) to \(range.upperBound)", object[name])
        }
        return Int(number)
    }
}
