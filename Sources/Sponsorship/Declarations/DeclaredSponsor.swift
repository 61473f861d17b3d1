/// A sponsor as far as a declaration names it; a notice needs all of it (``Party``).
public struct DeclaredSponsor: Hashable, Sendable {
    public let isLegalPerson: Bool
    public let name: String?
    public let email: EmailAddress?
    /// The place of establishment, due for a legal person.
    public let establishment: String?
    public let country: CountryCode?

    public init(isLegalPerson: Bool, name: String?, email: EmailAddress?, establishment: String?, country: CountryCode?) {
        self.isLegalPerson = isLegalPerson
        self.name = name
        self.email = email
        self.establishment = establishment
        self.country = country
    }

    /// What Art. 12(1)(a) TTPA asks for and is not there.
    public var missing: [String] {
        var missing: [String] = []
        if name == nil { missing.append("name") }
        if email == nil { missing.append("email") }
        if isLegalPerson, establishment == nil { missing.append("establishment") }
        return missing
    }
}
