public import Daylight

/// A kept record as a file: the record of Art. 9(1), from whom it came and to whom it was passed (Art. 10).
extension KeptRecord {
    /// Largest file, in bytes.
    public static let byteLimit = 1 << 20
    /// Most hand-overs, services, amounts, benefits and processes, each.
    static let listLimit = 1000

    /// Its members in a fixed order: the same record is the same bytes.
    public var json: JSONObject {
        [
            "record": .object(record.json), "receivedFrom": receivedFrom?.json ?? .null,
            "passedTo": .array(passedTo.map(\.json)),
        ]
    }

    /// The text of a file.
    public var bytes: [UInt8] { Array((CanonicalJSON.line(.object(json)) + "\n").utf8) }

    /// Reads what ``bytes`` writes; members that have no place there are refused.
    ///
    /// - Throws: ``InputError`` with the byte or the field.
    public init(_ bytes: [UInt8]) throws(InputError) {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: 32))
        guard let object = value.objectValue else {
            throw InputError(place: .byte(0), expected: "an object", found: value.kind)
        }
        let reading = RecordReading(NoticeMembers(object: object, path: ""))
        try reading.refuseUnknown(["record", "receivedFrom", "passedTo"])
        self.init(
            record: try reading.object("record").record(),
            receivedFrom: try reading.isPresent("receivedFrom") ? reading.object("receivedFrom").handOver() : nil,
            passedTo: try reading.list("passedTo").map { row throws(InputError) in try row.handOver() })
    }
}

extension HandOver {
    /// `{"from", "to", "hash", "at"}`.
    fileprivate var json: JSONValue {
        ["from": .string(from), "to": .string(to), "hash": .string(hash.hex), "at": .string(at.description)]
    }
}

/// Reads the members of a record, each or its fault.
private struct RecordReading {
    let members: NoticeMembers

    init(_ members: NoticeMembers) { self.members = members }

    func fault(_ name: String, _ expected: String) -> InputError {
        InputError(field: members.path(of: name), expected: expected, found: Found.words(members[name]))
    }

    func isPresent(_ name: String) -> Bool { members[name] != nil }

    func refuseUnknown(_ names: Set<String>) throws(InputError) {
        for member in members.object.members where !names.contains(member.name) {
            throw InputError(
                field: members.path(of: member.name), expected: "one of \(names.sorted().joined(separator: ", "))",
                found: "an unknown member")
        }
    }

    private func need<Value>(_ name: String, _ expected: String, _ value: Value?) throws(InputError) -> Value {
        guard let value else { throw fault(name, expected) }
        return value
    }

    func object(_ name: String) throws(InputError) -> RecordReading {
        RecordReading(try need(name, "an object", members.members(name)))
    }

    /// The objects of a list that has to be there.
    func list(_ name: String) throws(InputError) -> [RecordReading] {
        let rows = try need(name, "a list", members.list(name))
        guard rows.count <= KeptRecord.listLimit else { throw fault(name, "at most \(KeptRecord.listLimit) entries") }
        var readings: [RecordReading] = []
        for row in rows {
            guard let members = row.members else {
                throw InputError(field: row.path, expected: "an object", found: "something else")
            }
            readings.append(RecordReading(members))
        }
        return readings
    }

    private func name(_ name: String) throws(InputError) -> String {
        try need(name, "a text of at most \(TextBound.name.longest) characters on one line", members.text(name, .name))
    }

    func handOver() throws(InputError) -> HandOver {
        try refuseUnknown(["from", "to", "hash", "at"])
        return HandOver(
            from: try name("from"), to: try name("to"),
            hash: try need("hash", "64 lower-case hexadecimal digits", members["hash"]?.stringValue.flatMap { Digest(hex: $0) }),
            at: try need(
                "at", "an instant such as 2026-05-15T10:00:00+02:00",
                members["at"]?.stringValue.flatMap { Timestamp(iso8601: $0) }))
    }

    func record() throws(InputError) -> ProviderRecord {
        try refuseUnknown([
            "subject", "provider", "services", "invoiced", "otherBenefits", "fundsOrigin", "sponsor", "controllingEntity",
            "linkedProcesses",
        ])
        let parts = try noticeParts()
        return ProviderRecord(
            subject: try subject(), provider: try name("provider"), services: try services(),
            invoiced: try list("invoiced").map { row throws(InputError) in try row.money() },
            otherBenefits: try list("otherBenefits").map { row throws(InputError) in try row.benefits() },
            fundsOrigin: try need("fundsOrigin", "kind and place", parts.fundsOrigin),
            sponsor: try need("sponsor", "a person", parts.sponsor.party),
            controllingEntity: try need("controllingEntity", "a person or \"none\"", parts.controllingEntity),
            linkedProcesses: try need("linkedProcesses", "a list", parts.linkedProcesses))
    }

    private func subject() throws(InputError) -> ProviderRecord.Subject {
        let subject = try object("subject")
        try subject.refuseUnknown(["ad", "campaign"])
        switch (subject.isPresent("ad"), subject.isPresent("campaign")) {
        case (true, false):
            return .ad(
                try subject.need("ad", "an identifier", subject.members["ad"]?.stringValue.flatMap { RecordID($0) }))
        case (false, true): return .campaign(try subject.name("campaign"))
        default: throw fault("subject", "either \"ad\" or \"campaign\"")
        }
    }

    private func services() throws(InputError) -> [String] {
        let values = try need("services", "a list of texts", members["services"]?.arrayValue)
        let texts = values.compactMap { $0.present?.stringValue.flatMap(TextBound.name.reading) }
        guard texts.count == values.count, (1...KeptRecord.listLimit).contains(texts.count) else {
            throw fault("services", "1 to \(KeptRecord.listLimit) texts of one line")
        }
        return texts
    }

    private func money() throws(InputError) -> Money {
        try refuseUnknown(["amount", "currency", "estimate"])
        guard let money = Money(notice: .object(members.object)) else {
            throw InputError(field: members.path, expected: "money such as \(AmountFault.example)", found: "another shape")
        }
        return money
    }

    private func benefits() throws(InputError) -> OtherBenefits {
        try refuseUnknown(["value", "description"])
        return OtherBenefits(
            value: try object("value").money(),
            description: try need(
                "description", "a text of at most \(TextBound.free.longest) characters", members.text("description", .free)))
    }

    /// What has the same shape in a notice, with the faults that a notice would have.
    private func noticeParts() throws(InputError) -> NoticeParts {
        let needed = ["fundsOrigin", "sponsor", "controllingEntity", "linkedProcesses"]
        var notice = JSONObject()
        for name in needed { notice[name] = members[name] }
        var reader = NoticeReader(notice, context: NoticeContext())
        let parts = reader.parts()
        for finding in reader.findings.findings where finding.effect == .block {
            guard needed.contains(where: finding.field.hasPrefix) else { continue }
            throw InputError(
                field: members.path(of: finding.field), expected: "as in a notice (\(finding.rule.rawValue))",
                found: finding.message)
        }
        return parts
    }
}
