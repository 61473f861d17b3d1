public import Daylight

/// What an operator keeps to recognise political ads: parties with their sites, candidates, a register of parties, the names of
/// votes, and words of campaigns by language (sponsorship reference, section 7.6).
public struct PoliticalLists: Sendable {
    /// Name of the file in a server's data folder.
    public static let fileName = "political.json"
    /// Largest file, in bytes.
    public static let byteLimit = 16 << 20
    /// Most entries of each list.
    public static let entryLimit = 50_000

    /// A vote, before which an ad looks more political.
    struct Vote: Sendable {
        let name: String
        let window: ElectionWindow
    }

    private let general: PoliticalLexicon
    /// By primary language, such as `sv`.
    private let terms: [String: [String]]
    /// Ready for each language, and under `""` for all of them.
    private let matchers: [String: PoliticalMatcher]
    let votes: [Vote]
    let zone: Zone

    /// - Throws: ``InputError`` with the byte or the member.
    public init(_ bytes: [UInt8]) throws(InputError) {
        try self.init(JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: 32)))
    }

    /// - Throws: ``InputError`` with the member.
    public init(_ json: JSONValue) throws(InputError) {
        let file = try MemberReader(json)
        let zone = try Self.zone(file)
        self.zone = zone
        var lexicon = PoliticalLexicon()
        if file.optional("parties") != nil {
            for party in try file.list("parties", limit: Self.entryLimit, Self.party) {
                lexicon.actors += party.names
                lexicon.domains += party.domains.map(\.text)
            }
        }
        lexicon.actors += try Self.texts(file, "candidates") + Self.texts(file, "register")
        let elections = try Self.elections(file, zone)
        lexicon.votes = try Self.texts(file, "votes") + elections.map(\.name)
        general = lexicon
        votes = elections
        terms = try Self.terms(file)
        var matchers = ["": PoliticalMatcher(lexicon.saying(terms.sorted { $0.key < $1.key }.flatMap(\.value)))]
        for (language, words) in terms { matchers[language] = PoliticalMatcher(lexicon.saying(words)) }
        self.matchers = matchers
        guard !lexicon.actors.isEmpty || !lexicon.votes.isEmpty || !terms.isEmpty else {
            throw InputError(
                field: "parties", expected: "parties, candidates, register, votes, elections or terms", found: "nothing")
        }
    }

    /// The names and words of a language; of all when it is not known or not among them.
    func matcher(for language: String?) -> PoliticalMatcher {
        let primary = language?.split(separator: "-").first.map { $0.lowercased() } ?? ""
        return matchers[primary] ?? matchers[""] ?? PoliticalMatcher(general)
    }

    private static func party(_ party: MemberReader) throws(InputError) -> (names: [String], domains: [Host]) {
        var domains: [Host] = []
        for name in try texts(party, "domains") { domains.append(try party.host(name, "domains")) }
        return (try [name(party, "name")] + texts(party, "aliases"), domains)
    }

    private static func name(_ reader: MemberReader, _ member: String) throws(InputError) -> String {
        let text = try reader.string(member)
        guard let name = TextBound.name.reading(text), !WordText(name).words.isEmpty else {
            throw reader.fault(member, Self.nameRule, .string(text))
        }
        return name
    }

    private static let nameRule = "words of at most \(TextBound.name.longest) characters on one line"

    /// A list of texts of one line; empty when it is absent.
    private static func texts(_ reader: MemberReader, _ member: String) throws(InputError) -> [String] {
        guard reader.optional(member) != nil else { return [] }
        let strings = try reader.strings(member)
        guard strings.count <= entryLimit else {
            throw reader.fault(member, "at most \(entryLimit) entries", .number(JSONNumber(strings.count)))
        }
        for (index, text) in strings.enumerated() where TextBound.name.reading(text) == nil || WordText(text).words.isEmpty {
            throw reader.fault("\(member)[\(index)]", nameRule, .string(text))
        }
        return strings
    }

    private static func zone(_ file: MemberReader) throws(InputError) -> Zone {
        guard let value = file.optional("zone") else { return .brussels }
        guard let zone = value.stringValue.flatMap({ Zone($0) }) else {
            throw file.fault("zone", "a zone's name, such as Europe/Stockholm", value)
        }
        return zone
    }

    private static func elections(_ file: MemberReader, _ zone: Zone) throws(InputError) -> [Vote] {
        guard file.optional("elections") != nil else { return [] }
        return try file.list("elections", limit: entryLimit) { election throws(InputError) in
            let vote = Election(date: try election.date("date"), announcedAt: try election.optionalInstant("announcedAt"))
            return Vote(name: try name(election, "name"), window: .article5(of: vote, zone: zone))
        }
    }

    private static func terms(_ file: MemberReader) throws(InputError) -> [String: [String]] {
        let object = MemberReader(try file.optionalObject("terms"), path: "terms.")
        var terms: [String: [String]] = [:]
        for member in object.object.members {
            guard (2...3).contains(member.name.utf8.count), member.name.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
                throw object.fault(member.name, "languages such as sv", .string(member.name))
            }
            terms[member.name] = try texts(object, member.name)
        }
        return terms
    }
}

extension PoliticalLexicon {
    /// The same with these words of campaigns.
    fileprivate func saying(_ terms: [String]) -> PoliticalLexicon {
        var copy = self
        copy.terms = terms
        return copy
    }
}
