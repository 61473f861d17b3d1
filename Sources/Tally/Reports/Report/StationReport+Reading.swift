public import Daylight

extension StationReport {
    /// Reads a report and holds it to the structural test (tally reference, sections 1.2 and 11.3): whether the numbers are
    /// right is asked later.
    ///
    /// - Throws: ``InputError`` whose field is a JSON pointer into the report, for a missing or malformed field and for lists
    ///   or candidates that are not those of the definition.
    public init(_ value: JSONValue, of definition: ElectionDefinition) throws(InputError) {
        let reader = try MemberReader(value, path: "/")
        try reader.expect("electionId", definition.id)
        try reader.expect("contestId", definition.contestId)
        let form = try reader.choice("form", default: ReportForm.station)
        let totals = try reader.lists("listTotals", of: definition)
        var listTotals: [Int64] = []
        for (index, list) in totals.enumerated() {
            listTotals.append(try MemberReader(list, path: "/listTotals/\(index)/").count("total"))
        }
        self.init(
            unitId: try reader.string("unitId"), version: try reader.integer("version", in: Self.versionRange),
            phase: try reader.choice("phase", default: nil), countingMethod: try reader.choice("countingMethod", default: nil),
            counts: try reader.counts(of: definition), listTotals: listTotals,
            body: try reader.body(form, of: definition))
    }
}

extension MemberReader {
    fileprivate func expect(_ name: String, _ id: String) throws(InputError) {
        guard let value = optional(name), value.stringValue != id else { return }
        throw fault(name, "\"\(id)\" or nothing", value)
    }

    fileprivate func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, default absent: Choice?
    ) throws(InputError) -> Choice where Choice.RawValue == String {
        guard let value = optional(name) else {
            guard let absent else { throw fault(name, Self.spelled(Choice.self), nil) }
            return absent
        }
        guard let choice = value.stringValue.flatMap(Choice.init(rawValue:)) else {
            throw fault(name, Self.spelled(Choice.self), value)
        }
        return choice
    }

    private static func spelled<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> String
    where Choice.RawValue == String { type.allCases.map(\.rawValue).joined(separator: ", ") }

    fileprivate func count(_ name: String) throws(InputError) -> Int64 { try integer(name, in: StationReport.countRange) }

    fileprivate func counts(of definition: ElectionDefinition) throws(InputError) -> ReportCounts {
        if !definition.hasVoterCards, let value = optional("voterCards") {
            throw fault("voterCards", "nothing: this contest has no voter cards", value)
        }
        return ReportCounts(
            registeredVoters: optional("registeredVoters") == nil ? nil : try count("registeredVoters"),
            pollCards: try count("pollCards"), proxies: try count("proxies"),
            voterCards: definition.hasVoterCards ? try count("voterCards") : nil,
            admittedVoters: try count("admittedVoters"), validVotes: try count("validVotes"), blank: try count("blank"),
            invalid: try count("invalid"), votesCast: try count("votesCast"))
    }

    /// The elements of a member that has one for each list of the definition, in order.
    fileprivate func lists(_ name: String, of definition: ElectionDefinition) throws(InputError) -> [JSONValue] {
        let elements = try array(name)
        guard elements.count == definition.lists.count else {
            throw InputError(field: "/" + name, expected: "\(definition.lists.count) lists", found: "\(elements.count)")
        }
        for (index, list) in definition.lists.enumerated() {
            let element = try MemberReader(elements[index], path: "/\(name)/\(index)/")
            guard element.object["number"]?.integerValue == Int64(list.number) else {
                throw element.fault("number", "list \(list.number)", element.object["number"])
            }
        }
        return elements
    }

    fileprivate func body(_ form: ReportForm, of definition: ElectionDefinition) throws(InputError) -> ReportBody {
        switch form {
        case .totals: return .totals
        case .committee: return .committee(try matrix(of: definition))
        case .station: return .station(try matrix(of: definition), try boxes())
        case .centralStation: return .centralStation(try matrix(of: definition), try boxes(), try centralQuestions())
        }
    }

    private func matrix(of definition: ElectionDefinition) throws(InputError) -> VoteMatrix {
        var votes: [ListVotes] = []
        for (index, value) in try lists("lists", of: definition).enumerated() {
            let path = "/lists/\(index)/"
            let list = try MemberReader(value, path: path)
            let expected = definition.lists[index].candidateCount
            let candidates = try list.array("candidates")
            guard candidates.count == expected else {
                throw InputError(
                    field: path + "candidates", expected: "\(expected) candidates", found: "\(candidates.count)")
            }
            var each: [Int64] = []
            each.reserveCapacity(expected)
            for (place, value) in candidates.enumerated() {
                let votes = try Self.candidateVotes(value, number: place + 1) { "\(path)candidates/\(place)/" }
                each.append(votes)
            }
            votes.append(ListVotes(total: try list.count("total"), candidates: each))
        }
        return VoteMatrix(lists: votes, moreBallots: try count("moreBallots"), fewerBallots: try count("fewerBallots"))
    }

    /// - Parameter path: made only for an error: there are many candidates.
    private static func candidateVotes(
        _ value: JSONValue, number: Int, path: () -> String
    ) throws(InputError) -> Int64 {
        if let votes = value["votes"]?.integerValue, value["number"]?.integerValue == Int64(number),
            StationReport.countRange.contains(votes)
        {
            return votes
        }
        let candidate = try MemberReader(value, path: path())
        guard candidate.object["number"]?.integerValue == Int64(number) else {
            throw candidate.fault("number", "candidate \(number)", candidate.object["number"])
        }
        return try candidate.count("votes")
    }

    private func boxes() throws(InputError) -> StationBoxes {
        let compare = try MemberReader(.object(try object("compare")), path: "/compare/")
        return StationBoxes(
            equal: try compare.flag("equal", default: nil), castGreater: try compare.flag("castGreater", default: nil),
            castSmaller: try compare.flag("castSmaller", default: nil),
            differenceExplained: try differenceExplained())
    }

    /// May only be absent where as many votes were cast as voters were admitted (section 1.2).
    private func differenceExplained() throws(InputError) -> TwoBoxes {
        let isRequired = try count("admittedVoters") != count("votesCast")
        if !isRequired, optional("differenceExplained") == nil { return TwoBoxes() }
        return try twoBoxes("differenceExplained", in: "")
    }

    private func centralQuestions() throws(InputError) -> CentralQuestions {
        let investigation = try MemberReader(.object(try object("extraInvestigation")), path: "/extraInvestigation/")
        let differences = try MemberReader(.object(try object("stationDifferences")), path: "/stationDifferences/")
        return CentralQuestions(
            otherReason: try investigation.twoBoxes("otherReason", in: "/extraInvestigation"),
            recounted: try investigation.twoBoxes("recounted", in: "/extraInvestigation"),
            explained: try differences.twoBoxes("explained", in: "/stationDifferences"),
            perList: try differences.twoBoxes("perList", in: "/stationDifferences"))
    }

    private func twoBoxes(_ name: String, in path: String) throws(InputError) -> TwoBoxes {
        let question = try MemberReader(.object(try object(name)), path: "\(path)/\(name)/")
        return TwoBoxes(yes: try question.flag("yes", default: nil), no: try question.flag("no", default: nil))
    }
}
