import Credibility
import Daylight

/// What a case says besides its items and findings, as it was typed.
struct LeakDetails: Sendable {
    /// Whether what is empty leaves the case as it was.
    private let isNew: Bool
    private let title: String?
    private let sighting: LeakCase.Sighting?
    private let holders: [String]
    private let origin: String?
    private let election: LeakCase.Election
    private let claims: [String]
    private let techniques: Set<LeakTechnique>
    private let campaign: [Subject]
    private let advice: String?

    /// What is wrong is noted in the reading.
    init(_ reading: inout FormReading, isNew: Bool) {
        self.isNew = isNew
        title =
            isNew
            ? reading.optional("title", limit: LeakCase.titleLimit) : reading.text("title", limit: LeakCase.titleLimit)
        sighting = Self.sighting(&reading)
        holders = reading.lines("holders", limit: LeakCase.listLimit, length: 200)
        origin = reading.optional("origin", limit: LeakCase.titleLimit)
        election = Self.election(&reading)
        claims = reading.lines("claims", limit: LeakCase.listLimit, length: LeakCase.textLimit)
        let ids = reading.lines("techniques", limit: LeakTechnique.allCases.count, length: 20)
        techniques = Set(ids.compactMap { LeakTechnique(rawValue: $0) })
        if !ids.allSatisfy({ LeakTechnique(rawValue: $0) != nil }) { reading.refuse("techniques", .notATechnique) }
        let subjects = reading.lines("campaign", limit: LeakCase.listLimit, length: Subject.identifierLimit)
        campaign = subjects.compactMap { try? Subject(parsing: $0) }
        if campaign.count < subjects.count { reading.refuse("campaign", .notASubject) }
        advice = reading.optional("advice", limit: LeakCase.textLimit, mayBreak: true)
    }

    func fill(_ leak: inout LeakCase) {
        leak.title = title ?? leak.title
        if !isNew || sighting != nil { leak.firstSeen = sighting }
        if !isNew || !holders.isEmpty { leak.holders = holders }
        if !isNew || origin != nil { leak.purportedOrigin = origin }
        if !isNew || election != .none { leak.election = election }
        if !isNew || !claims.isEmpty { leak.claims = claims }
        if !isNew || !techniques.isEmpty { leak.techniques = techniques }
        if !isNew || !campaign.isEmpty { leak.campaign = campaign }
        if !isNew || advice != nil { leak.advice = advice }
    }

    private static func sighting(_ reading: inout FormReading) -> LeakCase.Sighting? {
        let (place, time) = (reading.optional("address", limit: 2048), reading.optional("firstSeen", limit: 30))
        let hash = reading.optional("archive", limit: 64)
        guard place != nil || time != nil || hash != nil else { return nil }
        let archive = hash.flatMap { Digest(hex: $0) }
        if hash != nil, archive == nil { reading.refuse("archive", .notADigest) }
        let address = place.flatMap { WebAddress($0) }
        if address == nil { reading.refuse("address", .notAWebAddress) }
        let moment = time.flatMap { Timestamp(iso8601: $0) }
        if moment == nil { reading.refuse("firstSeen", .leakInstantHint) }
        guard let address, let moment else { return nil }
        return LeakCase.Sighting(time: moment, address: address, archive: archive)
    }

    private static func election(_ reading: inout FormReading) -> LeakCase.Election {
        let (day, opens) = (reading.optional("votingDay", limit: 10), reading.optional("opens", limit: 30))
        guard let day else {
            if opens != nil { reading.refuse("opens", .noOpening) }
            return .none
        }
        guard let date = CivilDate(iso8601: day) else {
            reading.refuse("votingDay", .notADay)
            return .none
        }
        guard let opens else { return .vote(day: date, opens: nil) }
        guard let moment = Timestamp(iso8601: opens), LeakCase.Election.mayOpen(moment, on: date) else {
            reading.refuse("opens", .noOpening)
            return .none
        }
        return .vote(day: date, opens: moment)
    }
}

extension FormReading {
    /// The lines of a text that are not blank.
    mutating func lines(_ name: String, limit: Int, length: Int) -> [String] {
        let text = optional(name, limit: limit * (length + 2), mayBreak: true) ?? ""
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
        if lines.count > limit || lines.contains(where: { $0.unicodeScalars.count > length }) { refuse(name, .tooLong) }
        return Array(lines.prefix(limit))
    }

    /// Addresses of the web, one a line.
    mutating func addresses(_ name: String, limit: Int) -> [WebAddress] {
        let lines = lines(name, limit: limit, length: 2048)
        let addresses = lines.compactMap { WebAddress($0) }
        if addresses.count < lines.count { refuse(name, .notAWebAddress) }
        return addresses
    }
}

extension Filled {
    /// What the form shows of a case that is there.
    init(_ leak: LeakCase) {
        values = [
            "title": leak.title, "holders": leak.holders.joined(separator: "\n"), "origin": leak.purportedOrigin ?? "",
            "claims": leak.claims.joined(separator: "\n"), "advice": leak.advice ?? "",
            "techniques": LeakTechnique.allCases.filter(leak.techniques.contains).map(\.rawValue).joined(separator: "\n"),
            "campaign": leak.campaign.map(\.description).joined(separator: "\n"),
        ]
        if let seen = leak.firstSeen {
            values["firstSeen"] = seen.time.description
            values["archive"] = seen.archive?.hex
            if case .address(let address) = seen.place { values["address"] = address.text }
        }
        if case .vote(let day, let opens) = leak.election {
            values["votingDay"] = day.description
            values["opens"] = opens?.description
        }
    }
}
