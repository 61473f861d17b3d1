import Daylight

/// The members of an object to check, read by JSON type; what the text inside them means is judged elsewhere.
struct CheckFields {
    private let object: JSONObject

    init(_ object: JSONObject) { self.object = object }

    private func member(_ name: String, _ expected: String) throws(InputError) -> JSONValue {
        guard let value = object[name] else { throw InputError(field: name, expected: expected, found: "nothing") }
        return value
    }

    func has(_ name: String) -> Bool { object[name] != nil }

    func string(_ name: String) throws(InputError) -> String {
        let value = try member(name, "a string")
        guard let text = value.stringValue else { throw InputError(field: name, expected: "a string", found: value.kind) }
        return text
    }

    func objects(_ name: String) throws(InputError) -> [JSONObject] {
        let value = try member(name, "an array of objects")
        guard let list = value.arrayValue, list.count <= 1000 else {
            throw InputError(field: name, expected: "an array of objects", found: value.kind)
        }
        var objects: [JSONObject] = []
        for element in list {
            guard let object = element.objectValue else {
                throw InputError(field: name, expected: "an array of objects", found: "\(element.kind) in it")
            }
            objects.append(object)
        }
        return objects
    }

    func strings(_ name: String) throws(InputError) -> [String] {
        let value = try member(name, "an array of strings")
        guard let list = value.arrayValue else {
            throw InputError(field: name, expected: "an array of strings", found: value.kind)
        }
        var strings: [String] = []
        for element in list {
            guard let text = element.stringValue else {
                throw InputError(field: name, expected: "an array of strings", found: "\(element.kind) in it")
            }
            strings.append(text)
        }
        return strings
    }

    /// A whole number as it is spelt: the type is checked here, the range by ``UInt64/init(checking:_:)``.
    func integer(_ name: String) throws(InputError) -> String {
        let value = try member(name, "a whole number")
        guard let text = value.numberValue?.text, text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) })
        else { throw InputError(field: name, expected: "a whole number", found: value.numberValue?.text ?? value.kind) }
        return text
    }
}

extension VerificationError {
    static func of<T>(_ name: String, _ value: T?, _ expected: String) throws(VerificationError) -> T {
        guard let value else { throw VerificationError("\(name): expected \(expected)") }
        return value
    }

    static func digest(_ name: String, _ text: String) throws(VerificationError) -> Digest {
        try of(name, Digest(hex: text), "64 lower-case hexadecimal digits")
    }

    static func bytes(_ name: String, _ text: String) throws(VerificationError) -> [UInt8] {
        try of(name, Base64.decode(text), "standard base64")
    }

    static func size(_ name: String, _ text: String) throws(VerificationError) -> UInt64 {
        try of(name, CanonicalDecimal.parse(Array(text.utf8)), "a whole number of 0 to 2^63 - 1")
    }

    static func path(_ name: String, _ texts: [String]) throws(VerificationError) -> [Digest] {
        guard texts.count <= Merkle.proofLimit else {
            throw VerificationError("\(name): expected at most \(Merkle.proofLimit) hashes, found \(texts.count)")
        }
        var path: [Digest] = []
        for text in texts { path.append(try digest(name, text)) }
        return path
    }
}
