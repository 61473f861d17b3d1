public import Daylight

/// A declaration as JSON, for signing and keeping: the members of reference 3.2, persons and processes as in a notice.
extension Declaration {
    /// Its members in a fixed order; what was not declared is left out.
    public var json: JSONObject {
        var object: JSONObject = [
            "declarationId": .string(declarationID.text), "orderId": .string(orderID.text),
            "declaredAt": .string(declaredAt.description),
            "declaredBy": ["name": .string(declaredBy.name), "signatory": .string(declaredBy.signatory)],
        ]
        object["onBehalfOf"] = declaredBy.onBehalfOf.map { .string($0) }
        object["isPolitical"] = .bool(isPolitical)
        if case .political(let basis) = nature { object["basis"] = .string(basis.rawValue) }
        object["linkedProcesses"] = .array(linkedProcesses.map(\.json))
        object["eligibility"] = .string(eligibility.rawValue)
        object["sponsor"] = sponsor.json
        object["controllingEntity"] = controllingEntity.json
        object["payer"] = payer.json
        object["fundsOrigin"] = fundsOrigin?.json
        object["priorSuspension"] = priorSuspension.json
        object["truthStatementVersion"] = .string(truthStatementVersion)
        object["supersedes"] = supersedes.map { .string($0.text) }
        return object
    }

    /// Reads what ``json`` writes.
    ///
    /// - Throws: ``InputError`` with the member that cannot be read.
    public init(_ object: JSONObject) throws(InputError) {
        let reading = DeclarationReading(object)
        let signer = try reading.object("declaredBy")
        let parts = try reading.noticeParts()
        guard let processes = parts.linkedProcesses, let suspension = parts.priorSuspension, let payer = parts.payer else {
            throw reading.fault("linkedProcesses", "linked processes, payer and prior suspension")
        }
        self.init(
            declarationID: try reading.identifier("declarationId"), orderID: try reading.identifier("orderId"),
            declaredAt: try reading.instant("declaredAt"),
            declaredBy: Declarant(
                name: try signer.text("name"), signatory: try signer.text("signatory"),
                onBehalfOf: try reading.optionalText("onBehalfOf")),
            nature: try reading.nature(), linkedProcesses: processes,
            eligibility: try reading.choice("eligibility", Eligibility.self), sponsor: try reading.sponsor(),
            controllingEntity: try reading.controllingEntity(parts), payer: payer, fundsOrigin: parts.fundsOrigin,
            priorSuspension: suspension, truthStatementVersion: try reading.text("truthStatementVersion"),
            supersedes: reading.isPresent("supersedes") ? try reading.identifier("supersedes") : nil)
    }
}

extension DeclaredSponsor {
    fileprivate var json: JSONValue {
        var object: JSONObject = ["kind": .string(isLegalPerson ? "legalPerson" : "naturalPerson")]
        object["name"] = name.map { .string($0) }
        object["email"] = email.map { .string($0.text) }
        object["establishment"] = establishment.map { .string($0) }
        object["country"] = country.map { .string($0.text) }
        return .object(object)
    }
}

extension Stated<Party> {
    /// The person, `"none"`, or `{"unknown": reason}`.
    fileprivate var json: JSONValue {
        switch self {
        case .known(let party): party.json
        case .none: "none"
        case .unknown(let reason): ["unknown": .string(reason)]
        }
    }
}

/// Reads the members of a declaration, each or its fault.
private struct DeclarationReading {
    private let members: NoticeMembers

    init(_ object: JSONObject) { members = NoticeMembers(object: object, path: "") }

    private init(_ members: NoticeMembers) { self.members = members }

    func fault(_ name: String, _ expected: String) -> InputError {
        InputError(field: members.path(of: name), expected: expected, found: Found.words(members[name]))
    }

    private func need<Value>(_ name: String, _ expected: String, _ value: Value?) throws(InputError) -> Value {
        guard let value else { throw fault(name, expected) }
        return value
    }

    func isPresent(_ name: String) -> Bool { members[name] != nil }

    func object(_ name: String) throws(InputError) -> DeclarationReading {
        DeclarationReading(try need(name, "an object", members.members(name)))
    }

    func text(_ name: String) throws(InputError) -> String {
        try need(name, "a text of at most \(TextBound.name.longest) characters", members.text(name, .name))
    }

    func optionalText(_ name: String) throws(InputError) -> String? { isPresent(name) ? try text(name) : nil }

    func identifier(_ name: String) throws(InputError) -> RecordID {
        try need(name, "an identifier", members[name]?.stringValue.flatMap { RecordID($0) })
    }

    func instant(_ name: String) throws(InputError) -> Timestamp {
        try need(name, "an instant", members[name]?.stringValue.flatMap { Timestamp(iso8601: $0) })
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Choice.Type
    ) throws(InputError) -> Choice {
        try need(name, "one of \(type.allCases.map(\.rawValue).joined(separator: ", "))", members.choice(name, type))
    }

    func nature() throws(InputError) -> Declaration.Nature {
        let isPolitical = try need("isPolitical", "true or false", members["isPolitical"]?.boolValue)
        return isPolitical ? .political(try choice("basis", Declaration.Basis.self)) : .notPolitical
    }

    /// What has the same shape in a notice.
    func noticeParts() throws(InputError) -> NoticeParts {
        var reader = NoticeReader(members.object, context: NoticeContext())
        let parts = reader.parts()
        let needed = ["linkedProcesses", "payer", "priorSuspension"] + (isPresent("fundsOrigin") ? ["fundsOrigin"] : [])
        for finding in reader.findings.findings where finding.effect == .block {
            guard needed.contains(where: finding.field.hasPrefix) else { continue }
            throw InputError(field: finding.field, expected: "as in a notice (\(finding.rule.rawValue))", found: "another shape")
        }
        return parts
    }

    func sponsor() throws(InputError) -> DeclaredSponsor {
        let sponsor = try object("sponsor")
        let kind = try sponsor.text("kind")
        guard kind == "legalPerson" || kind == "naturalPerson" else {
            throw sponsor.fault("kind", "\"naturalPerson\" or \"legalPerson\"")
        }
        return DeclaredSponsor(
            isLegalPerson: kind == "legalPerson", name: sponsor.members.text("name", .name),
            email: sponsor.members["email"]?.stringValue.flatMap { EmailAddress($0) },
            establishment: sponsor.members.text("establishment", .free),
            country: sponsor.members["country"]?.stringValue.flatMap { CountryCode($0) })
    }

    func controllingEntity(_ parts: NoticeParts) throws(InputError) -> Stated<Party> {
        switch parts.controllingEntity {
        case .party(let party): return .known(party)
        case ControllingEntity.none?: return .none
        case nil:
            let unknown = members["controllingEntity"]?["unknown"]?.present?.stringValue.flatMap(TextBound.free.reading)
            return .unknown(reason: try need("controllingEntity", "a person, \"none\", or {\"unknown\": reason}", unknown))
        }
    }
}
