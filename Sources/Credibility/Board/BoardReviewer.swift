public import Daylight

/// The public profile of somebody who was accredited to the sounding board.
public struct BoardReviewer: Hashable, Sendable {
    /// Longest name and longest name of an organisation, in Unicode scalars.
    public static let nameLimit = 200
    /// Longest disclosure of interests, in Unicode scalars.
    public static let interestsLimit = 2_000

    /// See ``BoardName``.
    public let id: String
    public let name: String
    public let kind: BoardKind
    public let organisation: String
    /// A page about the person or the organisation.
    public let address: WebAddress?
    /// What readers should know: who pays, which party, which mandate.
    public let interests: String?
    /// Who accredited.
    public let accreditedBy: String
    /// The first day of the accreditation.
    public let since: CivilDate
    /// Its last day; `nil` while no end is known.
    public let until: CivilDate?

    /// - Throws: ``InputError`` for a text that is empty, too long or has control characters, or a period that ends before it
    ///   begins.
    public init(
        id: String, name: String, kind: BoardKind, organisation: String, address: WebAddress?, interests: String?,
        accreditedBy: String, since: CivilDate, until: CivilDate?
    ) throws(InputError) {
        self.id = try BoardName.checked(id, field: "id")
        self.name = try BoardText.checked(name, field: "name", limit: Self.nameLimit)
        self.kind = kind
        self.organisation = try BoardText.checked(organisation, field: "organisation", limit: Self.nameLimit)
        if let address, address.text.utf8.count > BoardText.addressLimit {
            throw InputError(
                field: "address", expected: "at most \(BoardText.addressLimit) bytes", found: "\(address.text.utf8.count)")
        }
        self.address = address
        self.interests = try interests.map { text throws(InputError) in
            try BoardText.checked(text, field: "interests", limit: Self.interestsLimit, mayBreak: true)
        }
        self.accreditedBy = try BoardText.checked(accreditedBy, field: "accreditedBy", limit: Self.nameLimit)
        if let until, until < since {
            throw InputError(field: "until", expected: "\(since) or a later day", found: until.description)
        }
        self.since = since
        self.until = until
    }

    /// Whether the accreditation holds on a day; its last day belongs to it.
    public func isAccredited(on day: CivilDate) -> Bool { since <= day && until.map { day <= $0 } ?? true }
}

extension BoardReviewer {
    public var json: JSONValue {
        var object: JSONObject = [
            "id": .string(id), "name": .string(name), "kind": .string(kind.rawValue), "organisation": .string(organisation),
            "accreditedBy": .string(accreditedBy), "since": .string(since.description),
        ]
        object["address"] = address.map { .string($0.text) }
        object["interests"] = interests.map { .string($0) }
        object["until"] = until.map { .string($0.description) }
        return .object(object)
    }

    /// Reads what ``json`` writes.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        let until = reader.optional("until") == nil ? nil : try reader.date("until")
        try self.init(
            id: try reader.string("id"), name: try reader.string("name"), kind: try reader.boardChoice("kind"),
            organisation: try reader.string("organisation"), address: try reader.boardAddress("address"),
            interests: try reader.boardText("interests"), accreditedBy: try reader.string("accreditedBy"),
            since: try reader.date("since"), until: until)
    }
}
