public import Daylight

/// Keys that somebody saw in the DNS, kept because domains change them (credibility reference, sections 9.4 and 11.5).
public struct DKIMKeyArchive: Sendable {
    /// One observed record.
    public struct Entry: Hashable, Sendable {
        /// The TXT record's text.
        public let record: String
        public let firstSeen: CivilDate?
        public let lastSeen: CivilDate?
        public let observer: String?
        /// Since when anybody may sign with it, because its private half was published.
        public let disclosedSince: CivilDate?
    }

    private static let members = ["record", "firstSeen", "lastSeen", "observer", "disclosedSince"]

    private let entries: [String: Entry]

    /// No keys at all.
    public init() { entries = [:] }

    /// Reads a JSON object from `selector._domainkey.domain` to the record's text, or to an object with it and its history.
    ///
    /// - Throws: ``InputError`` with the name of the entry that is neither, that has a member which nobody knows, or whose name
    ///   stands there twice when case is left aside.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        var entries: [String: Entry] = [:]
        for member in try MemberReader(try JSONParser.parse(bytes)).object.members {
            let key = Self.key(member.name)
            guard entries[key] == nil else {
                throw InputError(
                    field: member.name, expected: "each name once, for names in the DNS have no case",
                    found: "the same name again")
            }
            if case .string(let record) = member.value {
                entries[key] = Entry(
                    record: record, firstSeen: nil, lastSeen: nil, observer: nil, disclosedSince: nil)
                continue
            }
            guard case .object(let object) = member.value else {
                throw InputError(field: member.name, expected: "a text or an object", found: member.value.kind)
            }
            // A misspelt disclosedSince would let a published key pass without a warning.
            if let stranger = object.members.first(where: { !Self.members.contains($0.name) }) {
                throw InputError(
                    field: "\(member.name): \(stranger.name.prefix(80))",
                    expected: "one of \(Self.members.joined(separator: ", "))",
                    found: "another member")
            }
            let reader = MemberReader(object, path: member.name + ": ")
            func day(_ name: String) throws(InputError) -> CivilDate? {
                reader.optional(name) == nil ? nil : try reader.date(name)
            }
            entries[key] = Entry(
                record: try reader.string("record"), firstSeen: try day("firstSeen"), lastSeen: try day("lastSeen"),
                observer: reader.optional("observer") == nil ? nil : try reader.string("observer"),
                disclosedSince: try day("disclosedSince"))
        }
        self.entries = entries
    }

    /// The record of a selector in a domain; names in the DNS have no case.
    public func entry(selector: String, domain: String) -> Entry? { entries[Self.key("\(selector)._domainkey.\(domain)")] }

    private static func key(_ name: String) -> String { (name.hasSuffix(".") ? name.dropLast() : name[...]).lowercased() }
}
