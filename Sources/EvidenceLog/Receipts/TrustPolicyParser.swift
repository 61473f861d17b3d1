import Daylight

/// Reads a trust policy line by line; everything a line refers to must stand on an earlier one.
struct TrustPolicyParser {
    private static let byteLimit = 1 << 20

    private var logs: [VerifierKey] = []
    private var witnesses: [TrustPolicy.Witness] = []
    private var groups: [TrustPolicy.Group] = []
    private var quorum: TrustPolicy.Name??
    private var defined: Set<TrustPolicy.Name> = []
    private var members: Set<TrustPolicy.Name> = []
    private var line = 0

    static func parse(_ file: [UInt8]) throws(InputError) -> TrustPolicy {
        var parser = TrustPolicyParser()
        guard file.count <= byteLimit else {
            throw InputError(source: "policy", expected: "at most \(byteLimit) bytes", found: "\(file.count)")
        }
        guard file.last == 0x0A else {
            throw InputError(
                source: "policy", expected: "lines, each ended by a newline",
                found: file.isEmpty ? "nothing" : "no newline at the end")
        }
        for line in file.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false) { try parser.read(line) }
        guard case .some(let quorum) = parser.quorum else {
            throw InputError(source: "policy", expected: "a quorum line", found: "none")
        }
        return TrustPolicy(logs: parser.logs, witnesses: parser.witnesses, groups: parser.groups, quorum: quorum)
    }

    private func fault(_ field: String, _ expected: String, _ found: String) -> InputError {
        InputError(source: "policy", place: .line(line), field: field, expected: expected, found: found)
    }

    private mutating func read(_ bytes: ArraySlice<UInt8>) throws(InputError) {
        line += 1
        if let byte = bytes.first(where: { $0 != 0x09 && ($0 < 0x20 || $0 == 0x7F) }) {
            throw fault("", "no control characters", "byte 0x\(Hex.encode([byte]))")
        }
        let items = bytes.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }).map(Array.init)
        guard let keyword = items.first, keyword[0] != UInt8(ascii: "#") else { return }
        let arguments = Array(items.dropFirst())
        switch String(decoding: keyword, as: UTF8.self) {
        case "log": try readLog(arguments)
        case "witness": try readWitness(arguments)
        case "group": try readGroup(arguments)
        case "quorum": try readQuorum(arguments)
        case let other: throw fault("", "log, witness, group or quorum", other)
        }
    }

    private func key(_ item: [UInt8], type: NoteKeyType, among known: [VerifierKey]) throws(InputError) -> VerifierKey {
        guard let text = String(validating: item, as: UTF8.self) else { throw fault("vkey", "UTF-8", "other bytes") }
        let key: VerifierKey
        do {
            key = try VerifierKey(parsing: text)
        } catch {
            throw fault(error.field, error.expected, error.found)
        }
        guard key.type == type else { throw fault("vkey", "type 0\(type.rawValue)", "type 0\(key.type.rawValue)") }
        guard !known.contains(where: { $0.publicKey == key.publicKey }) else {
            throw fault("vkey", "each public key once", "one twice")
        }
        return key
    }

    private mutating func readLog(_ items: [[UInt8]]) throws(InputError) {
        guard (1...2).contains(items.count) else { throw fault("log", "VKEY [URL]", "\(items.count) items") }
        logs.append(try key(items[0], type: .ed25519, among: logs))
    }

    private mutating func readWitness(_ items: [[UInt8]]) throws(InputError) {
        guard (2...3).contains(items.count) else { throw fault("witness", "NAME VKEY [URL]", "\(items.count) items") }
        let name = try define(items[0])
        let key = try key(items[1], type: .cosignature, among: witnesses.map(\.key))
        let url = items.count == 3 ? String(decoding: items[2], as: UTF8.self) : nil
        witnesses.append(TrustPolicy.Witness(name: name, key: key, url: url))
    }

    private mutating func readGroup(_ items: [[UInt8]]) throws(InputError) {
        guard items.count >= 3 else { throw fault("group", "NAME all|any|K MEMBER…", "\(items.count) items") }
        let list = items.dropFirst(2).map { TrustPolicy.Name($0) }
        for member in list {
            guard defined.contains(member) else { throw fault("group", "members of earlier lines", member.description) }
            guard members.insert(member).inserted else {
                throw fault("group", "each member once in the file", member.description)
            }
        }
        let threshold: Int
        switch String(decoding: items[1], as: UTF8.self) {
        case "all": threshold = list.count
        case "any": threshold = 1
        case let text:
            guard let value = CanonicalDecimal.parse(items[1]), value >= 1, value <= UInt64(list.count) else {
                throw fault("group", "all, any or 1 to \(list.count)", text)
            }
            threshold = Int(value)
        }
        groups.append(TrustPolicy.Group(name: try define(items[0]), threshold: threshold, members: list))
    }

    private mutating func readQuorum(_ items: [[UInt8]]) throws(InputError) {
        guard items.count == 1 else { throw fault("quorum", "NAME or none", "\(items.count) items") }
        guard quorum == nil else { throw fault("quorum", "one quorum line", "a second") }
        let name = TrustPolicy.Name(items[0])
        if name == Self.none {
            quorum = .some(nil)
        } else {
            guard defined.contains(name) else { throw fault("quorum", "a name of an earlier line", name.description) }
            quorum = .some(name)
        }
    }

    private static let none = TrustPolicy.Name("none".utf8)

    private mutating func define(_ item: [UInt8]) throws(InputError) -> TrustPolicy.Name {
        let name = TrustPolicy.Name(item)
        guard name != Self.none else { throw fault("", "a name other than none", "none") }
        guard defined.insert(name).inserted else { throw fault("", "each name once", name.description) }
        return name
    }
}
