import Daylight

/// What could be read of a party, with a fault for each member that could not.
struct PartyReading {
    struct Fault {
        /// The member's name, or empty for the party as a whole.
        let member: String
        let expected: String
    }

    var name: String?
    var registerID: Party.RegisterID?
    private var kind: Party.Kind?
    private var email: EmailAddress?
    private var country: CountryCode?
    private var postalAddress: String?
    private var politicalActorRole: String?
    private(set) var faults: [Fault] = []

    static let names: Set<String> = [
        "kind", "name", "email", "country", "establishment", "postalAddress", "registerId", "politicalActorRole",
    ]
    static let registerNames: Set<String> = ["register", "number"]

    /// Nothing read: neither a party nor a fault.
    init() {}

    init(_ members: NoticeMembers?) {
        guard let members else {
            faults.append(Fault(member: "", expected: "a person with kind, name, email and country"))
            return
        }
        name = members.text("name", .name)
        if name == nil { faults.append(Fault(member: "name", expected: "a name of at most 500 characters on one line")) }
        email = members["email"]?.stringValue.flatMap { EmailAddress($0) }
        if email == nil { faults.append(Fault(member: "email", expected: "an e-mail address such as info@party.example")) }
        country = members["country"]?.stringValue.flatMap { CountryCode($0) }
        if country == nil { faults.append(Fault(member: "country", expected: "two capital letters such as \"SE\"")) }
        readKind(members)
        readOptionals(members)
    }

    private mutating func readKind(_ members: NoticeMembers) {
        let establishment = members.text("establishment", .free)
        switch members["kind"]?.stringValue {
        case "naturalPerson":
            kind = .naturalPerson(establishment: establishment)
            if members["establishment"]?.stringValue != nil, establishment == nil { tooLong("establishment") }
        case "legalPerson":
            kind = establishment.map { .legalPerson(establishment: $0) }
            guard kind == nil else { return }
            faults.append(Fault(member: "establishment", expected: "the address where the legal person is established"))
        default:
            faults.append(Fault(member: "kind", expected: "\"naturalPerson\" or \"legalPerson\""))
        }
    }

    private mutating func readOptionals(_ members: NoticeMembers) {
        postalAddress = members.text("postalAddress", .free)
        if members["postalAddress"]?.stringValue != nil, postalAddress == nil { tooLong("postalAddress") }
        politicalActorRole = members.text("politicalActorRole", .name)
        if members["politicalActorRole"]?.stringValue != nil, politicalActorRole == nil { tooLong("politicalActorRole") }
        guard let register = members.members("registerId") else { return }
        if let name = register.text("register", .name), let number = register.text("number", .name) {
            registerID = Party.RegisterID(register: name, number: number)
        } else {
            faults.append(Fault(member: "registerId", expected: "a \"register\" and a \"number\" in it, or no registerId"))
        }
    }

    private mutating func tooLong(_ member: String) {
        faults.append(Fault(member: member, expected: "a shorter text without control characters"))
    }

    /// The party, when nothing is wrong with it.
    var party: Party? {
        guard faults.isEmpty, let kind, let name, let email, let country else { return nil }
        return Party(
            kind: kind, name: name, email: email, country: country, postalAddress: postalAddress, registerID: registerID,
            politicalActorRole: politicalActorRole)
    }
}
