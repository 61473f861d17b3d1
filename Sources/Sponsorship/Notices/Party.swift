/// A natural or legal person who sponsors, controls or pays (TTPA Art. 12(1)(a); reference 3.1).
public struct Party: Hashable, Sendable {
    /// What kind of person it is. A legal person has a place of establishment.
    public enum Kind: Hashable, Sendable {
        case naturalPerson(establishment: String?)
        case legalPerson(establishment: String)
    }

    /// An entry in a register of companies, parties, taxpayers or lobbyists.
    public struct RegisterID: Hashable, Sendable {
        public let register: String
        public let number: String

        public init(register: String, number: String) {
            self.register = register
            self.number = number
        }
    }

    public let kind: Kind
    public let name: String
    public let email: EmailAddress
    public let country: CountryCode
    public let postalAddress: String?
    public let registerID: RegisterID?
    /// Such as `party` or `candidate`; notices may leave it out, and the list of roles is not closed.
    public let politicalActorRole: String?

    public init(
        kind: Kind, name: String, email: EmailAddress, country: CountryCode, postalAddress: String? = nil,
        registerID: RegisterID? = nil, politicalActorRole: String? = nil
    ) {
        self.kind = kind
        self.name = name
        self.email = email
        self.country = country
        self.postalAddress = postalAddress
        self.registerID = registerID
        self.politicalActorRole = politicalActorRole
    }

    /// The place of establishment, where there is one.
    public var establishment: String? {
        switch kind {
        case .naturalPerson(let establishment): establishment
        case .legalPerson(let establishment): establishment
        }
    }
}

/// Who ultimately controls the sponsor. "Nobody" is an answer that somebody gave, never a gap.
public enum ControllingEntity: Hashable, Sendable {
    case party(Party)
    case none
}

/// Who pays (TTPA Art. 12(1)(b)).
public enum Payer: Hashable, Sendable {
    case sameAsSponsor
    case sameAsControllingEntity
    case party(Party)
}
