public import Daylight

extension ElectionDefinition {
    /// Reads the member `election` of a file of reports (tally reference, section 11.3).
    ///
    /// - Throws: ``InputError`` with a JSON pointer that starts with `/election`.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value, path: "/election/")
        let lists = try Self.lists(reader)
        try self.init(
            id: try reader.string("id"), contestId: try reader.string("contestId"),
            hasVoterCards: try reader.flag("voterCards", default: nil),
            closeOfPoll: try reader.optionalInstant("closeOfPoll"), deadline: try reader.optionalInstant("deadline"),
            requiresSignatures: try reader.flag("requireSignatures", default: false),
            lists: lists, units: try Self.units(reader), facts: try ElectionFacts(reader, lists: lists))
    }

    private static func lists(_ reader: MemberReader) throws(InputError) -> [BallotList] {
        let values = try reader.array("lists")
        guard values.count <= BallotList.countLimit else {
            throw reader.fault("lists", "at most \(BallotList.countLimit) lists", .integer(values.count))
        }
        var lists: [BallotList] = []
        for (index, value) in values.enumerated() {
            lists.append(try BallotList(try MemberReader(value, path: "/election/lists/\(index)/")))
        }
        return lists
    }

    private static func units(_ reader: MemberReader) throws(InputError) -> UnitTree {
        var units: [ReportingUnit] = []
        for (index, value) in try reader.array("units").enumerated() {
            units.append(try ReportingUnit(value, path: "/election/units/\(index)/"))
        }
        return try UnitTree(units)
    }
}

extension BallotList {
    fileprivate init(_ list: MemberReader) throws(InputError) {
        let number = Int(try list.integer("number", in: Self.numberRange))
        let count = Int(try list.integer("candidates", in: Self.candidateRange))
        let name = try list.optionalTitle("name")
        guard let names = try list.optionalTitles("candidateNames") else {
            self.init(number: number, candidateCount: count, name: name)
            return
        }
        guard names.count == count else {
            throw list.fault("candidateNames", "\(count) names, one for each candidate", .integer(names.count))
        }
        self.init(number: number, candidateNames: names, name: name)
    }
}

extension ReportingUnit {
    fileprivate init(_ value: JSONValue, path: String) throws(InputError) {
        let reader = try MemberReader(value, path: path)
        guard let level = UnitLevel(rawValue: try reader.string("level")) else {
            throw reader.fault("level", "station, municipality, constituency or national", reader.optional("level"))
        }
        self.init(
            id: try reader.string("id"), level: level,
            parent: reader.optional("parent") == nil ? nil : try reader.string("parent"),
            registeredVoters: reader.optional("registeredVoters") == nil
                ? nil : try reader.integer("registeredVoters", in: StationReport.countRange),
            keys: try Self.keys(reader, path: path), name: try reader.optionalTitle("name"))
    }

    private static func keys(_ unit: MemberReader, path: String) throws(InputError) -> [StationKey] {
        guard unit.optional("keys") != nil else { return [] }
        let values = try unit.array("keys")
        guard values.count <= keyLimit else {
            throw InputError(field: path + "keys", expected: "at most \(keyLimit) keys", found: "\(values.count)")
        }
        var keys: [StationKey] = []
        for (index, value) in values.enumerated() {
            let reader = try MemberReader(value, path: "\(path)keys/\(index)/")
            keys.append(
                try StationKey(
                    id: try reader.string("keyId"), publicKey: try reader.publicKey(),
                    notBefore: try reader.optionalInstant("notBefore"),
                    notAfter: try reader.optionalInstant("notAfter")))
        }
        return keys
    }
}

extension MemberReader {
    /// - Parameter absent: what an absent member means; `nil` when it must be there.
    func flag(_ name: String, default absent: Bool?) throws(InputError) -> Bool {
        switch (optional(name), absent) {
        case (.bool(let flag)?, _): return flag
        case (nil, let absent?): return absent
        case (let value, _): throw fault(name, "true or false", value)
        }
    }
}
