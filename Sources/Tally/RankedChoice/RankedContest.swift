public import Daylight

/// A ranked-choice contest as an RCTab configuration describes it (tally reference, section 7).
public struct RankedContest: Hashable, Sendable {
    /// What a report repeats.
    public struct Settings: Hashable, Sendable {
        public let contest: String
        public let date: String
        public let jurisdiction: String
        public let office: String
    }

    public let settings: Settings
    public let candidates: CandidateList
    public let rules: RankedRules
    public let sources: [CastVoteRecordSource]

    /// Largest size of a configuration in bytes.
    public static let byteLimit = 4 << 20
    /// Most files of records a configuration may name.
    public static let sourceLimit = 10_000

    /// Most tallies of a candidate in a round that a report may need: each pass may have as many rounds as candidates.
    private static let tallyLimit = 20_000_000

    /// Reads a configuration.
    ///
    /// - Throws: ``InputError`` with a pointer such as `/rules/tiebreakMode`.
    public init(_ bytes: [UInt8]) throws(InputError) {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: 32))
        let file = try ConfigurationReader(value, path: "/")
        let output = try file.object("outputSettings", orEmpty: true)
        settings = Settings(
            contest: try output.text("contestName"), date: try output.text("contestDate"),
            jurisdiction: try output.text("contestJurisdiction"), office: try output.text("contestOffice"))
        var sources: [CastVoteRecordSource] = []
        let listed = try file.objects("cvrFileSources", limit: Self.sourceLimit)
        let ruleMembers = try file.object("rules")
        let hasBlankRule = try ruleMembers.flag("treatBlankAsUndeclaredWriteIn")
        for source in listed { sources.append(try CastVoteRecordSource(source, blankIsUndeclared: hasBlankRule)) }
        self.sources = sources
        candidates = try CandidateList(
            file, countsUndeclared: sources.contains { !$0.undeclaredLabel.isEmpty || $0.blankIsUndeclared })
        rules = try RankedRules(ruleMembers)
        guard rules.passes * candidates.count * candidates.count <= Self.tallyLimit else {
            throw InputError(
                field: "/rules/numberOfWinners",
                expected: "at most \(Self.tallyLimit / candidates.count / candidates.count) passes for so many candidates",
                found: "\(rules.passes)")
        }
        guard !sources.isEmpty else {
            throw InputError(field: "/cvrFileSources", expected: "at least one file of records", found: "none")
        }
    }

    /// Highest rank a ballot may have; a generic table with a higher one is refused, further columns of others are not votes.
    var rankLimit: Int { rules.maxRankings ?? candidates.declared.count }
}

extension CandidateList {
    init(_ file: ConfigurationReader, countsUndeclared: Bool) throws(InputError) {
        var declared: [Candidate] = []
        var names: [String: Int] = [Self.undeclaredName: -1]
        for (index, item) in try file.objects("candidates", limit: RankMark.candidateLimit).enumerated() {
            let name = try item.text("name")
            guard !name.isEmpty else { throw item.fault("name", "a name", item.value("name")) }
            let code = try item.text("code")
            let aliases = try item.texts("aliases") + (code.isEmpty ? [] : [code])
            for text in [name] + aliases {
                if let other = names[text], other != index {
                    throw item.fault("name", "names and aliases that are nobody else's", .string(text))
                }
                names[text] = index
            }
            declared.append(Candidate(name: name, aliases: aliases, isExcluded: try item.flag("excluded")))
        }
        guard declared.contains(where: { !$0.isExcluded }) else {
            throw InputError(field: "/candidates", expected: "at least one candidate who is not excluded", found: "none")
        }
        self.init(declared, countsUndeclared: countsUndeclared)
    }
}
