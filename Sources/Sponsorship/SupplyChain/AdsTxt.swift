public import Daylight

/// Who may sell a site's advertising places, as the site says itself: a parsed ads.txt or app-ads.txt file (version 1.1 of
/// the IAB Tech Lab; sponsorship reference, sections 10.1 and 14.3).
///
/// Records stay ranges of the file's bytes until somebody asks for them, and accounts are found through one hash table.
public struct AdsTxt: Sendable {
    public enum State: String, Hashable, Sendable {
        case declared
        /// The site says that nobody may sell its places.
        case declaredNobody = "declared-nobody"
        /// Nothing usable: not the same as nobody.
        case noDeclaration = "no-declaration"
    }

    public enum Relationship: String, Hashable, Sendable, CaseIterable {
        /// The site has the account itself.
        case direct = "DIRECT"
        /// Somebody who buys from the site, or from its sellers, has it.
        case reseller = "RESELLER"
    }

    /// One authorised account, at the line that says so first.
    public struct Record: Hashable, Sendable {
        /// Counting from 1.
        public let line: Int
        /// The advertising system.
        public let domain: Host
        /// The seller's account there; compared exactly.
        public let id: String
        public let relationship: Relationship
        /// What stands for the system's id at a certification authority, as written.
        public let certification: String?
    }

    /// A variable that counts.
    public struct Variable: Hashable, Sendable {
        /// Counting from 1.
        public let line: Int
        public let setting: Setting
    }

    /// A variable's name and value.
    public enum Setting: Hashable, Sendable {
        case contact(String)
        /// A subdomain with a file of its own.
        case subdomain(Host)
        /// Somebody who may sell here under a file of their own.
        case inventoryPartnerDomain(Host)
        /// Whose site this is.
        case ownerDomain(Host)
        /// Who sells for the owner: everywhere, or in the country (two capital letters).
        case managerDomain(Host, country: String?)
    }

    /// A line that says nothing, and why.
    public struct Rejection: Hashable, Sendable {
        public let line: Int
        public let reason: AdsTxtFault
    }

    /// Something that is taken, but not as it should stand. Line 0 is the file.
    public struct Warning: Hashable, Sendable {
        public let line: Int
        public let code: AdsTxtWarning
    }

    /// Largest file that is read.
    public struct Limits: Sendable {
        /// At most 1 GiB: places in the file are kept in 32 bits.
        public let bytes: Int
        public let lines: Int

        public init(bytes: Int = 4 << 20, lines: Int = 100_000) {
            self.bytes = min(bytes, 1 << 30)
            self.lines = lines
        }
    }

    public let state: State
    /// In the order of the file, owner and manager where their last word stands.
    public let variables: [Variable]
    public let rejected: [Rejection]
    /// In the order of the lines.
    public let warnings: [Warning]
    let entries: [AdsTxtEntry]
    let accounts: AdsTxtAccounts

    /// Reads a file of any content: what is no record and no variable is reported, never fatal.
    ///
    /// - Parameter root: the registered domain the file was found at, if its subdomains are to be checked.
    /// - Throws: ``InputError`` for a file above the limits.
    public init(parsing bytes: [UInt8], root: Host? = nil, limits: Limits = Limits()) throws(InputError) {
        guard bytes.count <= limits.bytes else {
            throw InputError(expected: "at most \(limits.bytes) bytes", found: "\(bytes.count) bytes")
        }
        let outcome = bytes.withUnsafeBufferPointer { source in
            var parser = AdsTxtParser(source, root: root, lineLimit: limits.lines)
            return parser.run() ? parser.outcome() : nil
        }
        guard let outcome else {
            throw InputError(place: .line(limits.lines + 1), expected: "at most \(limits.lines) lines", found: "more")
        }
        state = outcome.state
        variables = outcome.variables
        rejected = outcome.rejected
        warnings = outcome.warnings
        entries = outcome.entries
        accounts = outcome.accounts.keeping(bytes)
    }
}

extension AdsTxt {
    /// The authorised accounts in the order of the file.
    public var records: [Record] {
        entries.map { entry in
            let account = accounts.keys[Int(entry.account)]
            return Record(
                line: Int(entry.line), domain: Host(canonical: accounts.kept(account.domain)),
                id: String(decoding: accounts.kept(account.id), as: UTF8.self), relationship: entry.relationship,
                certification: entry.certification.count == 0
                    ? nil : String(decoding: accounts.kept(entry.certification), as: UTF8.self))
        }
    }

    /// How many records there are, without making them.
    public var recordCount: Int { entries.count }

    /// How the account at the advertising system is authorised; empty when it is not. Allocates nothing.
    public func relationships(of account: String, at system: Host) -> Relationships {
        accounts.relationships(of: account, at: system)
    }

    /// Whose site this is, if it says so.
    public var ownerDomain: Host? {
        for case .ownerDomain(let host) in variables.lazy.map(\.setting) { return host }
        return nil
    }

    /// Who sells for the owner, in whatever country.
    public var managerDomains: [Host] {
        variables.compactMap { if case .managerDomain(let host, _) = $0.setting { host } else { nil } }
    }

    /// Who may sell here under files of their own.
    public var inventoryPartners: [Host] {
        variables.compactMap { if case .inventoryPartnerDomain(let host) = $0.setting { host } else { nil } }
    }

    /// The ways in which one account is authorised.
    public struct Relationships: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let direct = Relationships(rawValue: 1)
        public static let reseller = Relationships(rawValue: 2)

        init(_ relationship: Relationship) { self = relationship == .direct ? .direct : .reseller }
    }
}
