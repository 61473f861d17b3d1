public import Daylight

extension AdsTxt {
    /// The answer of `daylight ads adstxt --json` (sponsorship reference, section 14.3).
    public var json: JSONValue {
        [
            "state": .string(state.rawValue),
            "records": .array(records.map(\.json)),
            "variables": .array(variables.map(\.json)),
            "rejected": .array(rejected.map { ["line": .integer($0.line), "reason": .string($0.reason.rawValue)] }),
            "warnings": .array(warnings.map { ["line": .integer($0.line), "code": .string($0.code.rawValue)] }),
        ]
    }
}

extension AdsTxt.Record {
    fileprivate var json: JSONValue {
        [
            "line": .integer(line), "domain": .string(domain.text), "id": .string(id),
            "relationship": .string(relationship.rawValue), "cert": certification.map { .string($0) } ?? .null,
        ]
    }
}

extension AdsTxt.Variable {
    fileprivate var json: JSONValue {
        ["line": .integer(line), "name": .string(setting.name), "value": .string(setting.value)]
    }
}

extension AdsTxt.Setting {
    /// As the specification spells it.
    public var name: String {
        switch self {
        case .contact: "CONTACT"
        case .subdomain: "SUBDOMAIN"
        case .inventoryPartnerDomain: "INVENTORYPARTNERDOMAIN"
        case .ownerDomain: "OWNERDOMAIN"
        case .managerDomain: "MANAGERDOMAIN"
        }
    }

    /// Hosts in canonical form, a country behind a comma.
    public var value: String {
        switch self {
        case .contact(let text): text
        case .subdomain(let host), .inventoryPartnerDomain(let host), .ownerDomain(let host): host.text
        case .managerDomain(let host, let country): country.map { "\(host.text),\($0)" } ?? host.text
        }
    }
}
