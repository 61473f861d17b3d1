public import Daylight

/// Checks that bytes are a sound in-toto Statement v1, whoever wrote them.
public enum StatementChecker {
    /// What a sound statement says about itself.
    public struct Checked: Hashable, Sendable {
        /// The URI of what is stated.
        public let predicateType: String
        /// The digests of each subject, by algorithm.
        public let subjects: [[String: String]]
    }

    private static let digestLengths: [String: Set<Int>] = ["sha256": [64], "sha512": [128], "gitCommit": [40, 64]]

    /// - Throws: `InputError` naming the field that breaks a rule.
    public static func check(_ body: [UInt8]) throws(InputError) -> Checked {
        guard let statement = try JSONParser.parse(body).objectValue else { throw fault("", "a JSON object", "another value") }
        guard let type = statement["_type"]?.stringValue, type.utf8.elementsEqual(Statement.type.utf8) else {
            throw fault("_type", Statement.type, statement["_type"]?.stringValue ?? "none")
        }
        guard let predicateType = statement["predicateType"]?.stringValue, isURI(predicateType) else {
            throw fault("predicateType", "a URI", statement["predicateType"]?.stringValue ?? "none")
        }
        if let predicate = statement["predicate"], predicate.objectValue == nil {
            throw fault("predicate", "an object", predicate.kind)
        }
        guard let list = statement["subject"]?.arrayValue, !list.isEmpty else {
            throw fault("subject", "at least one subject", "none")
        }
        var subjects: [[String: String]] = []
        for subject in list { subjects.append(try resource(subject)) }
        for field in ["name", "uri"] {
            let values = list.compactMap { $0[field]?.stringValue.map { Array($0.utf8) } }
            guard Set(values).count == values.count else { throw fault("subject", "each \(field) once", "one twice") }
        }
        return Checked(predicateType: predicateType, subjects: subjects)
    }

    /// One subject: a ResourceDescriptor that has a digest.
    private static func resource(_ value: JSONValue) throws(InputError) -> [String: String] {
        guard let object = value.objectValue else { throw fault("subject", "objects", value.kind) }
        for field in ["name", "uri", "downloadLocation", "mediaType", "content"] {
            if let member = object[field], member.stringValue == nil { throw fault(field, "a string", member.kind) }
        }
        if let annotations = object["annotations"], annotations.objectValue == nil {
            throw fault("annotations", "an object", annotations.kind)
        }
        if let content = object["content"]?.stringValue {
            guard let bytes = Base64.decode(content), bytes.count < 1024 else {
                throw fault("content", "base64 of less than 1,024 bytes", "\(content.utf8.count) characters")
            }
        }
        guard let digests = object["digest"]?.objectValue, !digests.members.isEmpty else {
            throw fault("digest", "at least one digest", object["digest"]?.kind ?? "nothing")
        }
        var found: [String: String] = [:]
        for member in digests.members { found[member.name] = try digest(member) }
        return found
    }

    private static func digest(_ member: JSONObject.Member) throws(InputError) -> String {
        guard let text = member.value.stringValue, !text.isEmpty,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else {
            throw fault("digest \(member.name)", "lower-case hexadecimal digits", member.value.stringValue ?? member.value.kind)
        }
        if let lengths = digestLengths[member.name], !lengths.contains(text.utf8.count) {
            let expected = lengths.sorted().map(String.init).joined(separator: " or ")
            throw fault("digest \(member.name)", "\(expected) digits", "\(text.utf8.count)")
        }
        return text
    }

    /// A scheme, a colon and something after it, without white space or control characters (RFC 3986 §3.1).
    private static func isURI(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0, colon + 1 < bytes.count else { return false }
        let isLetter = { (byte: UInt8) in (0x41...0x5A).contains(byte & 0xDF) && byte >= 0x41 }
        let scheme = bytes[..<colon]
        return isLetter(scheme[0]) && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F }
            && scheme.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0) }
    }

    private static func fault(_ field: String, _ expected: String, _ found: String) -> InputError {
        InputError(source: "statement", field: field, expected: expected, found: found)
    }
}
