import Daylight

extension SupplyChain.Node {
    init(_ json: JSONValue, field: String) throws(InputError) {
        guard case .object(let object) = json else {
            throw InputError(field: field, expected: "an object", found: json.kind)
        }
        let extensions = object["ext"].flatMap { $0 == .null ? nil : $0 }
        try self.init(
            system: Self.text("asi", object, field), account: Self.text("sid", object, field),
            paid: Self.paid(object["hp"], field), requestID: Self.text("rid", object, field),
            name: Self.text("name", object, field), domain: Self.text("domain", object, field),
            extensions: extensions, field: field)
    }

    /// The string form: `asi,sid,hp,rid,name,domain,ext`, without empty fields at the end.
    init(fields: [String], field: String) throws(InputError) {
        guard (2...7).contains(fields.count) else {
            throw InputError(field: field, expected: "2 to 7 fields", found: "\(fields.count)")
        }
        let values = fields.map { $0.isBlank ? nil : $0 } + Array(repeating: nil, count: 7 - fields.count)
        let isPaid: Bool
        switch values[2] {
        case nil, "1": isPaid = true
        case "0": isPaid = false
        case let other?: throw InputError(field: "\(field).hp", expected: "0 or 1", found: other)
        }
        try self.init(
            system: values[0], account: values[1], paid: isPaid, requestID: values[3], name: values[4], domain: values[5],
            extensions: values[6].map { .string($0) }, field: field)
    }

    private init(
        system: String?, account: String?, paid: Bool, requestID: String?, name: String?, domain: String?,
        extensions: JSONValue?, field: String
    ) throws(InputError) {
        guard let system, let host = Host(system) else {
            throw InputError(field: "\(field).asi", expected: "a bare host name with a dot", found: system ?? "nothing")
        }
        let limit = SupplyChain.accountLimit
        guard let account, account.unicodeScalars.count <= limit else {
            throw InputError(field: "\(field).sid", expected: "1 to \(limit) characters", found: account ?? "nothing")
        }
        self.system = host
        self.writtenSystem = system
        self.account = account
        self.isPaid = paid
        (self.requestID, self.name, self.domain, self.extensions) = (requestID, name, domain, extensions)
    }

    /// A text, `nil` when it is absent, null or blank.
    private static func text(_ name: String, _ object: JSONObject, _ field: String) throws(InputError) -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text): return text.isBlank ? nil : text
        case let other?: throw InputError(field: "\(field).\(name)", expected: "a string", found: other.kind)
        }
    }

    private static func paid(_ value: JSONValue?, _ field: String) throws(InputError) -> Bool {
        switch value {
        case nil, .null: return true
        case let value? where value.integerValue == 1: return true
        case let value? where value.integerValue == 0: return false
        case let value?:
            throw InputError(field: "\(field).hp", expected: "0 or 1", found: value.numberValue?.text ?? value.kind)
        }
    }
}

extension String {
    /// Empty, or nothing but white space.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}
