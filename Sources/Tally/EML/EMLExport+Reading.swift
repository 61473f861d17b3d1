public import Daylight

extension EMLImport {
    /// Reads the answer of an import of a count (510), to write it as EML again.
    ///
    /// - Throws: ``InputError`` with a JSON pointer.
    public init(exporting bytes: [UInt8]) throws(InputError) {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit))
        let file = try MemberReader(value, path: "/")
        guard let kind = EMLKind(rawValue: try file.string("kind")), kind.isCount else {
            throw file.fault("kind", "510a, 510b, 510c or 510d", file.optional("kind"))
        }
        let election = try EMLElection(file)
        var count = EMLCount()
        count.countingMethod = try file.choice("countingMethod", [EMLCount.central, EMLCount.decentral])
        count.phase = try file.choice("phase", [EMLCount.firstSession, EMLCount.corrigendum])
        if let total = file.optional("total") { count.total = try EMLVotes(total, path: "/total/") }
        for (index, report) in try file.array("reports").enumerated() {
            let path = "/reports/\(index)/"
            let votes = try EMLVotes(report, path: path)
            guard EMLPattern.isReportingUnit(votes.unitId) else {
                throw InputError(field: path + "unitId", expected: "an id such as 0997::SB1", found: "\"\(votes.unitId)\"")
            }
            count.reports.append(votes)
        }
        let authority = count.total?.unitId ?? "CSB"
        guard EMLPattern.isAuthority(authority) else {
            throw InputError(field: "/total/unitId", expected: "CSB, HSB1, SB1 or four digits", found: "\"\(authority)\"")
        }
        // Without a total, exactly one report may stand alone.
        guard count.total != nil || count.reports.count == 1 else {
            throw InputError(field: "/total", expected: "an object", found: "nothing")
        }
        let header = EMLHeader(
            transactionId: try file.text("transactionId"), authorityId: authority, authorityName: count.total?.unitName ?? "",
            created: try file.creation(election))
        guard let contest = try file.text("contest"), EMLPattern.isContest(contest) else {
            throw file.fault("contest", "a number from 1, geen, alle or a Roman numeral", file.optional("contest"))
        }
        self.init(kind: kind, header: header, election: election, contest: contest, content: .count(count))
    }
}

extension EMLElection {
    fileprivate init(_ file: MemberReader) throws(InputError) {
        let reader = try MemberReader(.object(try file.object("election")), path: "/election/")
        guard EMLPattern.isElection(try reader.string("id")) else {
            throw reader.fault("id", "a category and a year, such as GR2026_Demo", reader.optional("id"))
        }
        self.init(
            id: try reader.string("id"), name: try reader.text("name"),
            category: try reader.choice("category", EMLPattern.categories),
            subcategory: try reader.choice("subcategory", EMLPattern.subcategories), date: try reader.date("date").description)
        guard category != nil else { throw reader.fault("category", EMLPattern.categories.joined(separator: ", "), nil) }
        guard let value = reader.optional("domain") else { return }
        let domain = try MemberReader(value, path: "/election/domain/")
        domainId = try domain.text("id")
        guard domainId.map(EMLPattern.isDomain) ?? true else {
            throw domain.fault("id", "four digits, or a number below 30", domain.optional("id"))
        }
        domainName = try domain.text("name") ?? ""
    }
}

extension MemberReader {
    fileprivate func text(_ name: String) throws(InputError) -> String? {
        guard optional(name) != nil else { return nil }
        let text = try string(name)
        // Every character that XML 1.0 can hold; white space is one kind in EML's tokens.
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0xFFFE && $0.value != 0xFFFF }) else {
            throw fault(name, "text without control characters", .string(text))
        }
        return text
    }

    fileprivate func choice(_ name: String, _ choices: [String]) throws(InputError) -> String? {
        guard let text = try text(name) else { return nil }
        guard choices.contains(text) else { throw fault(name, choices.joined(separator: ", "), .string(text)) }
        return text
    }

    /// The time of creation as written; the beginning of the election day when none is given, since there is no clock here.
    fileprivate func creation(_ election: EMLElection) throws(InputError) -> String {
        guard let text = try text("created") else { return "\(election.date ?? "")T00:00:00.000" }
        let bytes = Array(text.utf8)
        let isTime = Timestamp(iso8601: text) != nil || Timestamp(iso8601: text + "Z") != nil
        guard isTime, bytes.count <= 40 else { throw fault("created", "a date and time", .string(text)) }
        return text
    }

    fileprivate func count(_ name: String) throws(InputError) -> Int64 { try integer(name, in: StationReport.countRange) }
}

extension EMLVotes {
    fileprivate init(_ value: JSONValue, path: String) throws(InputError) {
        let reader = try MemberReader(value, path: path)
        var uncounted: [String: Int64] = [:]
        for reason in EMLReason.allCases where reader.optional(reason.member) != nil {
            uncounted[reason.rawValue] = try reader.count(reason.member)
        }
        if reader.optional("otherUncounted") != nil {
            let others = MemberReader(try reader.object("otherUncounted"), path: path + "otherUncounted/")
            for member in others.object.members {
                guard EMLPattern.otherReasons.contains(member.name) else {
                    throw others.fault(
                        member.name, "a reason of the schema: " + EMLPattern.otherReasons.joined(separator: ", "), nil)
                }
                uncounted[member.name] = try others.count(member.name)
            }
        }
        var lists: [List] = []
        for (index, list) in try reader.array("lists").enumerated() {
            lists.append(try List(list, path: "\(path)lists/\(index)/"))
        }
        guard !lists.isEmpty else { throw reader.fault("lists", "at least one list", .array([])) }
        self.init(
            unitId: try reader.string("unitId"), unitName: try reader.text("unitName") ?? "",
            registeredVoters: try reader.count("registeredVoters"), validVotes: try reader.count("validVotes"),
            blank: try reader.count("blank"), invalid: try reader.count("invalid"), uncounted: uncounted, lists: lists)
    }
}

extension EMLVotes.List {
    fileprivate init(_ value: JSONValue, path: String) throws(InputError) {
        let reader = try MemberReader(value, path: path)
        var candidates: [Candidate] = []
        for (index, value) in try reader.array("candidates").enumerated() {
            let candidate = try MemberReader(value, path: "\(path)candidates/\(index)/")
            candidates.append(
                Candidate(
                    number: Int(try candidate.integer("number", in: BallotList.numberRange)),
                    votes: try candidate.count("votes"))
            )
        }
        self.init(
            number: Int(try reader.integer("number", in: BallotList.numberRange)), name: try reader.text("name") ?? "",
            total: try reader.count("total"), candidates: candidates)
    }
}
