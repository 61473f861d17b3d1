public import Daylight

extension LeakCase {
    /// Largest case file.
    public static let byteLimit = 16 << 20
    private static let limits = JSONParser.Limits(bytes: byteLimit, depth: 12)

    /// Reads a case file.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(parsing bytes: [UInt8]) throws(InputError) { try self.init(try JSONParser.parse(bytes, limits: Self.limits)) }

    /// Reads what ``json`` writes.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        _ = try reader.integer("format", in: Int64(Self.format)...Int64(Self.format))
        let id = try reader.string("id")
        guard id.utf8.count == 16, Hex.decode(id) != nil else {
            throw reader.fault("id", "16 lower-case hexadecimal digits", .string(id))
        }
        let items = try reader.list("items", limit: Self.itemLimit) { item throws(InputError) in try LeakItem(item) }
        guard !items.isEmpty else { throw reader.fault("items", "at least one item", nil) }
        let state = try reader.choice("state", LeakState.self)
        guard try reader.choice("status", LeakState.Status.self) == state.status else {
            throw reader.fault("status", state.status.rawValue, reader.object["status"])
        }
        let techniques = try reader.texts("techniques", limit: LeakTechnique.allCases.count)
        self.init(
            id: id, title: try reader.text("title", limit: Self.titleLimit), items: items,
            election: try Election(try MemberReader(reader.value("election"), path: "election.")), state: state,
            holders: try reader.texts("holders", limit: Self.listLimit),
            claims: try reader.texts("claims", limit: Self.listLimit, length: Self.textLimit, mayBreak: true),
            techniques: Set(try techniques.map { text throws(InputError) in try reader.technique(text) }),
            redaction: try reader.redactions(), campaign: try reader.subjects("campaign", limit: Self.listLimit),
            decisions: try reader.list("decisions", limit: Self.decisionLimit) { item throws(InputError) in
                try Decision(
                    try item.choice("event", LeakEvent.self), by: try item.string("by"), at: try item.instant("at"),
                    reason: try item.string("reason"))
            },
            demotions: try reader.list("demotions", limit: Self.demotionLimit) { item throws(InputError) in
                try LeakDemotion(item)
            })
        purportedOrigin = try reader.optionalText("purportedOrigin", limit: Self.titleLimit)
        advice = try reader.optionalText("advice", limit: Self.textLimit, mayBreak: true)
        firstSeen = try reader.optional("firstSeen").map { value throws(InputError) in
            try Sighting(try MemberReader(value, path: "firstSeen."))
        }
    }
}

extension LeakCase.Sighting {
    fileprivate init(_ reader: MemberReader) throws(InputError) {
        let digest = reader.optional("addressSha256") == nil ? nil : try reader.digest("addressSha256")
        let archive = reader.optional("archiveSha256") == nil ? nil : try reader.digest("archiveSha256")
        if let digest, reader.optional("address") == nil {
            self.init(time: try reader.instant("time"), place: .withheld(digest), archive: archive)
            return
        }
        guard let address = WebAddress(try reader.text("address", limit: Subject.identifierLimit)) else {
            throw reader.fault("address", "an http or https address", reader.object["address"])
        }
        self.init(time: try reader.instant("time"), address: address, archive: archive)
        guard digest == nil || digest == place.digest || digest == Digest(of: Array(address.text.utf8)) else {
            throw reader.fault("addressSha256", place.digest.hex, reader.object["addressSha256"])
        }
    }
}

extension LeakCase.Election {
    fileprivate init(_ reader: MemberReader) throws(InputError) {
        guard case .bool(let isLinked) = try reader.value("linked") else {
            throw reader.fault("linked", "true or false", reader.object["linked"])
        }
        guard isLinked else {
            self = .none
            return
        }
        let (day, opens) = (try reader.date("votingDay"), try reader.optionalInstant("votingStarts"))
        // One day after it was allowed once, and a file that was kept then has to be read.
        if let opens, !Self.mayOpen(opens, on: day), opens.day.daysSinceEpoch - day.daysSinceEpoch != 1 {
            throw reader.fault("votingStarts", "an instant up to the voting day", reader.object["votingStarts"])
        }
        self = .vote(day: day, opens: opens)
    }
}

extension LeakItem {
    fileprivate init(_ reader: MemberReader) throws(InputError) {
        let mail = try reader.optional("mail").map { value throws(InputError) in
            try LeakMail(try MemberReader(value, path: "mail."))
        }
        let answers = try MemberReader(reader.value("findings"), path: "findings.")
        var findings: [LeakAspect: LeakFinding] = [:]
        for aspect in LeakAspect.allCases {
            guard let value = answers.optional(aspect.rawValue) else { continue }
            findings[aspect] = try LeakFinding(try MemberReader(value, path: "findings.\(aspect.rawValue)."))
        }
        self.init(
            exactly: try reader.text("file", limit: Self.nameLimit), sha256: try reader.digest("sha256"),
            size: try reader.integer("size", in: 0...Int64.max), type: try reader.choice("type", LeakMediaType.self),
            mail: mail, findings: findings)
    }
}

extension LeakMail {
    fileprivate init(_ reader: MemberReader) throws(InputError) {
        let name = try reader.string("verdict")
        let verdicts: [MailFinding.Verdict] = [.none, .malformed] + DKIMFinding.Verdict.allCases.map { .signed($0) }
        guard let verdict = verdicts.first(where: { $0.name == name }) else {
            throw reader.fault("verdict", "a verdict on a mail", .string(name))
        }
        let headers = try reader.texts("headersNotCovered", limit: Self.watched.count)
        guard headers.allSatisfy(Self.watched.contains) else {
            throw reader.fault("headersNotCovered", Self.watched.joined(separator: ", "), reader.object["headersNotCovered"])
        }
        let names = try reader.texts("warnings", limit: DKIMFinding.Warning.allCases.count)
        let warnings = names.compactMap { DKIMFinding.Warning(rawValue: $0) }
        guard warnings.count == names.count else {
            throw reader.fault("warnings", "known warnings", reader.object["warnings"])
        }
        self.init(
            verdict: verdict, domain: try reader.optionalText("domain", limit: Self.domainLimit), headersNotCovered: headers,
            bodyCovered: try reader.optionalCount("bodyCovered"), bodyTotal: try reader.optionalCount("bodyTotal"),
            warnings: warnings)
    }
}

extension LeakFinding {
    fileprivate init(_ reader: MemberReader) throws(InputError) {
        var links: [WebAddress] = []
        for text in try reader.texts("evidence", limit: Self.evidenceLimit, length: Subject.identifierLimit) {
            guard let link = WebAddress(text) else { throw reader.fault("evidence", "http or https addresses", .string(text)) }
            links.append(link)
        }
        try self.init(
            try reader.choice("level", LeakLevel.self), sentence: try reader.string("sentence"), evidence: links,
            by: try reader.string("by"), at: try reader.instant("at"))
    }
}

extension LeakDemotion {
    /// Reads what ``json`` writes.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ value: JSONValue) throws(InputError) { try self.init(MemberReader(value)) }

    fileprivate init(_ reader: MemberReader) throws(InputError) {
        let ended = try reader.optional("ended").map { value throws(InputError) in
            let end = try MemberReader(value, path: "ended.")
            return End(
                cause: try end.choice("cause", End.Cause.self), by: try end.text("by", limit: LeakText.nameLimit),
                at: try end.instant("at"))
        }
        try self.init(
            reason: try reader.string("reason"), by: try reader.string("by"), since: try reader.instant("since"), ended: ended)
        guard try reader.instant("until") == until else {
            throw reader.fault("until", until.description, reader.object["until"])
        }
    }
}

extension MemberReader {
    fileprivate func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Choice.Type
    ) throws(InputError) -> Choice {
        guard let choice = Choice(rawValue: try string(name)) else {
            throw fault(name, Choice.allCases.map(\.rawValue).joined(separator: ", "), object[name])
        }
        return choice
    }

    fileprivate func text(_ name: String, limit: Int, mayBreak: Bool = false) throws(InputError) -> String {
        try LeakText.checked(try string(name), name, limit: limit, mayBreak: mayBreak)
    }

    fileprivate func optionalText(_ name: String, limit: Int, mayBreak: Bool = false) throws(InputError) -> String? {
        optional(name) == nil ? nil : try text(name, limit: limit, mayBreak: mayBreak)
    }

    fileprivate func optionalCount(_ name: String) throws(InputError) -> Int? {
        optional(name) == nil ? nil : Int(try integer(name, in: 0...Int64(MailMessage.largest) * 2))
    }

    fileprivate func texts(
        _ name: String, limit: Int, length: Int = LeakText.nameLimit, mayBreak: Bool = false
    ) throws(InputError) -> [String] {
        let values = try array(name)
        guard values.count <= limit else { throw fault(name, "at most \(limit) texts", .integer(values.count)) }
        var texts: [String] = []
        for value in values {
            guard let text = value.stringValue else { throw fault(name, "texts", value) }
            texts.append(try LeakText.checked(text, name, limit: length, mayBreak: mayBreak))
        }
        return texts
    }

    fileprivate func subjects(_ name: String, limit: Int) throws(InputError) -> [Subject] {
        var subjects: [Subject] = []
        for text in try texts(name, limit: limit, length: Subject.identifierLimit + 16) {
            subjects.append(try Subject(parsing: text))
        }
        return subjects
    }

    fileprivate func technique(_ text: String) throws(InputError) -> LeakTechnique {
        guard let technique = LeakTechnique(rawValue: text) else {
            throw fault("techniques", LeakTechnique.allCases.map(\.rawValue).joined(separator: ", "), .string(text))
        }
        return technique
    }

    fileprivate func redactions() throws(InputError) -> [LeakPrivateMatter: LeakRedaction] {
        let points = MemberReader(try object("redaction"), path: "redaction.")
        var redactions: [LeakPrivateMatter: LeakRedaction] = [:]
        for matter in LeakPrivateMatter.allCases {
            let point = try MemberReader(points.value(matter.rawValue), path: "redaction.\(matter.rawValue).")
            let outcome: LeakRedaction.Outcome
            switch try point.string("state") {
            case "open": continue
            case "done": outcome = .done
            case "not-applicable": outcome = .notApplicable(reason: try point.string("reason"))
            default: throw point.fault("state", "open, done or not-applicable", point.object["state"])
            }
            redactions[matter] = try LeakRedaction(outcome, by: try point.string("by"), at: try point.instant("at"))
        }
        return redactions
    }
}
