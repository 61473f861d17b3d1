import Daylight

/// What is gathered while the body of a document is read.
struct EMLBody {
    var election: EMLElection?
    var contest: String?
    private var contestCount = 0
    private var definition = EMLDefinition()
    private var stations = EMLStations()
    private var lists: [EMLCandidateList] = []
    private var count = EMLCount()

    init(_ kind: EMLKind, _ cursor: inout EMLCursor) throws(InputError) {
        try read(kind, &cursor)
    }

    /// Elements that only group others are entered; everything else is read by name or skipped.
    private mutating func read(_ kind: EMLKind, _ cursor: inout EMLCursor) throws(InputError) {
        while let child = try cursor.child() {
            switch (child.name.eml, kind) {
            case ("Election", _), ("Contests", _), ("kr:RegisteredParties", .definition), ("kr:RegisteredParty", .definition):
                try read(kind, &cursor)
            case ("Contest", _):
                contestCount += 1
                guard contestCount == 1 else { throw cursor.fault("one contest", "another") }
                try read(kind, &cursor)
            case ("ElectionIdentifier", _):
                guard election == nil else { throw cursor.fault("one election", "another") }
                election = try EMLElection(child, &cursor)
            case ("ContestIdentifier", _):
                contest = child["Id"]
                try cursor.skip()
            case ("kr:NumberOfSeats", .definition): definition.seats = try cursor.count()
            case ("kr:PreferenceThreshold", .definition): definition.preferenceThresholdPercent = try cursor.count()
            case ("kr:RegisteredAppellation", .definition): definition.parties.append(try cursor.text())
            case ("MaxVotes", .stations): stations.maxVotes = try cursor.optionalCount()
            case ("PollingPlace", .stations): stations.stations.append(try EMLStations.Station(&cursor))
            case ("Affiliation", .candidates): lists.append(try EMLCandidateList(&cursor))
            default: try readCount(child, kind, &cursor)
            }
        }
    }

    private mutating func readCount(_ child: XMLStart, _ kind: EMLKind, _ cursor: inout EMLCursor) throws(InputError) {
        switch child.name.eml {
        case "kr:CountingMethod" where kind.isCount:
            count.countingMethod = child["MethodCode"]
            try cursor.skip()
        case "kr:Phase" where kind.isCount:
            count.phase = child["PhaseCode"]
            try cursor.skip()
        case "TotalVotes" where kind.isCount:
            guard count.total == nil else { throw cursor.fault("one total", "another") }
            count.total = try EMLVotes(&cursor)
        case "ReportingUnitVotes" where kind.isCount: count.reports.append(try EMLVotes(&cursor))
        default: try cursor.skip()
        }
    }

    /// - Throws: ``InputError`` when something is missing that this kind of document is about.
    func content(_ kind: EMLKind, _ header: EMLHeader, _ election: EMLElection) throws(InputError) -> EMLContent {
        switch kind {
        case .definition:
            // Councils are elected in one domain, which is part of the election's name.
            guard election.domainName != nil || !["GR", "PS", "AB"].contains(election.category) else {
                throw InputError(field: "ElectionIdentifier/kr:ElectionDomain", expected: "the council's domain", found: "none")
            }
            return .definition(definition)
        case .stations: return .stations(stations)
        case .candidates: return .candidates(lists)
        case .stationCount, .municipalCount, .districtCount, .totalCount:
            var count = count
            guard count.total != nil || !count.reports.isEmpty else {
                throw InputError(field: "Contest", expected: "TotalVotes or ReportingUnitVotes", found: "neither")
            }
            count.total?.unitId = header.authorityId ?? ""
            count.total?.unitName = header.authorityName ?? ""
            return .count(count)
        }
    }
}

extension EMLStations.Station {
    fileprivate init(_ cursor: inout EMLCursor) throws(InputError) {
        var (id, name, voters): (String?, String?, Int64?) = (nil, nil, nil)
        var open = 1
        // Name and station stand a few levels below, and their groups matter to nobody.
        while open > 0 {
            guard let child = try cursor.child() else {
                open -= 1
                continue
            }
            switch child.name.eml {
            case "xal:LocalityName": name = try cursor.text()
            case "PollingStation":
                id = child["Id"]
                voters = try cursor.optionalCount()
            default: open += 1
            }
        }
        guard let id else { throw cursor.fault("a PollingStation with an Id", "none") }
        self.init(id: id, name: name, voters: voters)
    }
}

extension EMLCandidateList {
    fileprivate init(_ cursor: inout EMLCursor) throws(InputError) {
        var number: Int?
        var name: String?
        var candidates: [Candidate] = []
        while let child = try cursor.child() {
            switch child.name.eml {
            case "AffiliationIdentifier":
                number = try cursor.number(child, "Id")
                while let child = try cursor.child() {
                    if child.name.eml == "RegisteredName" { name = try cursor.text() } else { try cursor.skip() }
                }
            case "Candidate": candidates.append(try Candidate(&cursor))
            default: try cursor.skip()
            }
        }
        guard let number else { throw cursor.fault("an AffiliationIdentifier in a list", "none") }
        guard !candidates.isEmpty else {
            throw InputError(field: "Affiliation", expected: "at least one candidate on list \(number)", found: "none")
        }
        self.init(number: number, name: name, candidates: candidates)
    }
}

extension EMLCandidateList.Candidate {
    fileprivate init(_ cursor: inout EMLCursor) throws(InputError) {
        self.init(number: 0)
        while let child = try cursor.child() {
            switch child.name.eml {
            case "CandidateIdentifier":
                number = try cursor.number(child, "Id")
                try cursor.skip()
            case "CandidateFullName":
                while let child = try cursor.child() {
                    if child.name.eml == "xnl:PersonName" { try readName(&cursor) } else { try cursor.skip() }
                }
            default: try cursor.skip()
            }
        }
        guard number > 0 else { throw cursor.fault("a CandidateIdentifier with an Id", "none") }
    }

    private mutating func readName(_ cursor: inout EMLCursor) throws(InputError) {
        while let child = try cursor.child() {
            switch child.name.eml {
            case "xnl:NameLine" where child["NameType"] == "Initials": initials = try cursor.text()
            case "xnl:FirstName": firstName = try cursor.text()
            case "xnl:NamePrefix": prefix = try cursor.text()
            case "xnl:LastName": lastName = try cursor.text()
            default: try cursor.skip()
            }
        }
    }
}
