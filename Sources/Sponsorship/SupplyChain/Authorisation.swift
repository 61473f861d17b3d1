public import Daylight

/// Whether a site, or an app's developer, lets an account sell its places (sponsorship reference, section 10.2).
public enum Authorisation: Hashable, Sendable {
    case authorized(AdsTxt.Relationships)
    case unauthorized
    /// The site declares nothing.
    case nonparticipating
    /// A file that would tell cannot be had.
    case inconclusive

    /// What is known of a file.
    public enum Declaration: Sendable {
        case file(AdsTxt)
        /// There is none.
        case absent
        /// There may be one, but it cannot be fetched.
        case unavailable

        /// The file, if it declares anything.
        var declared: AdsTxt? {
            guard case .file(let file) = self, file.state != .noDeclaration else { return nil }
            return file
        }
    }

    /// Somebody who may sell here under a file of their own (`inventorypartnerdomain` of the request).
    public struct Partner: Sendable {
        public let domain: Host
        public let declaration: Declaration

        public init(domain: Host, declaration: Declaration) {
            self.domain = domain
            self.declaration = declaration
        }
    }

    public init(of account: String, at system: Host, owner: Declaration, partner: Partner? = nil) {
        guard let file = owner.declared else {
            if case .unavailable = owner {
                self = .inconclusive
            } else {
                self = partner == nil ? .nonparticipating : .inconclusive
            }
            return
        }
        let listed = file.relationships(of: account, at: system)
        if !listed.isEmpty {
            self = .authorized(listed)
        } else if let partner, file.inventoryPartners.contains(partner.domain) {
            self = Self.judge(account, system, partner)
        } else {
            self = .unauthorized
        }
    }

    private static func judge(_ account: String, _ system: Host, _ partner: Partner) -> Authorisation {
        guard let file = partner.declaration.declared else { return .inconclusive }
        let listed = file.relationships(of: account, at: system)
        return listed.isEmpty ? .unauthorized : .authorized(listed)
    }
}

extension Authorisation {
    /// `authorized (DIRECT)`, `unauthorized`, `nonparticipating` or `inconclusive`.
    public var words: String {
        let relationships = self.relationships.joined(separator: " and ")
        return relationships.isEmpty ? verdict : "\(verdict) (\(relationships))"
    }

    /// One word.
    public var verdict: String {
        switch self {
        case .authorized: "authorized"
        case .unauthorized: "unauthorized"
        case .nonparticipating: "nonparticipating"
        case .inconclusive: "inconclusive"
        }
    }

    /// `DIRECT`, `RESELLER` or both; none unless authorised.
    public var relationships: [String] {
        guard case .authorized(let listed) = self else { return [] }
        return (listed.contains(.direct) ? ["DIRECT"] : []) + (listed.contains(.reseller) ? ["RESELLER"] : [])
    }
}
