import BigInt
public import Daylight

extension SeatQuestion {
    /// Reads a question of `daylight count seats`.
    ///
    /// - Throws: ``InputError`` naming the member by its JSON pointer.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value, path: "/")
        let lists = try Self.lists(reader)
        let drawn = try Self.drawn(reader)
        guard let system = try Self.system(reader) else {
            let threshold = try Self.threshold(reader)
            try self.init(
                method: Self.method(reader), seats: Int(reader.integer("seats", in: 1...Self.seatLimit)), lists: lists,
                threshold: threshold, thresholdBase: Self.base(reader, of: threshold), drawn: drawn)
            return
        }
        try self.init(
            method: system.party.method, seats: system.party.seats, lists: lists, threshold: system.party.threshold,
            thresholdBase: Self.knownBase(reader, of: system.party.threshold), drawn: drawn, system: system.system)
    }

    private static func lists(_ reader: MemberReader) throws(InputError) -> [List] {
        let members = try reader.object("votes").members
        guard members.count <= listLimit else {
            throw InputError(field: "/votes", expected: "at most \(listLimit) lists", found: "\(members.count)")
        }
        let candidates = try ListCandidates.byList(reader)
        let ids = Set(members.map(\.name))
        for id in candidates.keys where !ids.contains(id) {
            throw InputError(field: "/candidates/\(pointerStep(id))", expected: "a list that has votes", found: "another")
        }
        var lists: [List] = []
        for member in members {
            guard let votes = BigUInt(count: member.value) else {
                throw MemberReader(JSONObject(), path: "/votes/").fault(
                    pointerStep(member.name), "a whole number of 0 or more, of at most \(Quotient.digitLimit) digits",
                    member.value)
            }
            lists.append(List(id: member.name, votes: votes, candidates: candidates[member.name]))
        }
        return lists
    }

    private static func method(_ reader: MemberReader) throws(InputError) -> SeatMethod {
        guard let method = SeatMethod(rawValue: try reader.string("method")) else {
            let names = SeatMethod.allCases.map(\.rawValue).joined(separator: ", ")
            throw reader.fault("method", "one of \(names)", reader.object["method"])
        }
        return method
    }

    private static func threshold(_ reader: MemberReader) throws(InputError) -> VoteThreshold? {
        guard let value = reader.optional("threshold") else { return nil }
        let member = try MemberReader(value, path: "/threshold/")
        let base = try member.oneOf("base", VoteThreshold.Base.self) ?? .lists
        let comparison = try member.oneOf("compare", VoteThreshold.Comparison.self) ?? .atLeast
        guard let percent = member.optional("percent")?.stringValue,
            let threshold = VoteThreshold(percent: percent, base: base, comparison: comparison)
        else {
            throw member.fault("percent", "a decimal or fraction from 0 to 100, as a text", member.object["percent"])
        }
        return threshold
    }

    /// The votes a threshold of the input is a share of, which the input has to say.
    private static func base(_ reader: MemberReader, of threshold: VoteThreshold?) throws(InputError) -> BigUInt? {
        switch threshold?.base {
        case .valid: try reader.wholeNumber("validVotes")
        case .cast: try reader.wholeNumber("votesCast")
        case .lists, nil: nil
        }
    }

    /// The votes a threshold of a known system is a share of: the law's base if the input says it, else the nearest base that
    /// is known.
    private static func knownBase(_ reader: MemberReader, of threshold: VoteThreshold?) throws(InputError) -> BigUInt? {
        if threshold?.base == .cast, reader.optional("votesCast") != nil { return try reader.wholeNumber("votesCast") }
        if threshold?.base != .lists, reader.optional("validVotes") != nil { return try reader.wholeNumber("validVotes") }
        return nil
    }

    private static func drawn(_ reader: MemberReader) throws(InputError) -> [[String]] {
        guard reader.optional("drawn") != nil else { return [] }
        var outcomes: [[String]] = []
        for (index, element) in try reader.array("drawn").enumerated() {
            let outcome = try MemberReader(element, path: "/drawn/\(index)/")
            var chosen: [String] = []
            for (place, value) in try outcome.array("chosen").enumerated() {
                guard let id = value.stringValue else { throw outcome.fault("chosen/\(place)", "a list id", value) }
                chosen.append(id)
            }
            outcomes.append(chosen)
        }
        return outcomes
    }

    /// A known system and how it makes seats of list votes.
    private static func system(
        _ reader: MemberReader
    ) throws(InputError) -> (system: ElectionSystem, party: ElectionSystem.ListVoting)? {
        guard reader.optional("system") != nil else { return nil }
        guard let system = ElectionSystem(code: try reader.string("system")) else {
            throw reader.fault("system", "EP2024/ and the code of a member state, such as EP2024/SE", reader.object["system"])
        }
        guard case .lists(let party) = system.voting else {
            throw reader.fault(
                "system", "a system of list votes (for ranked ballots: daylight count rcv)", reader.object["system"])
        }
        for name in ["method", "threshold"] where reader.optional(name) != nil {
            throw reader.fault(name, "nothing beside a system, which says it", reader.object[name])
        }
        return (system, party)
    }
}

extension MemberReader {
    /// One of the values of an enumeration, if the member is there.
    func oneOf<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Choice.Type
    ) throws(InputError) -> Choice? where Choice.RawValue == String {
        guard let value = optional(name) else { return nil }
        guard let choice = value.stringValue.flatMap(Choice.init(rawValue:)) else {
            throw fault(name, "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))", value)
        }
        return choice
    }
}
