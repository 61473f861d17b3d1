public import Daylight

/// Accounts that the sites of several owners call their own (sponsorship reference, sections 10.5 and 14.6).
///
/// That an account is shared is a fact, not guilt: sales houses and networks do it legitimately.
public struct AccountPools: Sendable {
    /// An account at an advertising system.
    public struct Account: Hashable, Sendable, Comparable, CustomStringConvertible {
        public let system: Host
        public let id: String

        public init(system: Host, id: String) {
            self.system = system
            self.id = id
        }

        /// `system/id`.
        public var description: String { "\(system)/\(id)" }

        /// Exact: two spellings of one letter are two accounts.
        public static func == (left: Account, right: Account) -> Bool {
            left.system == right.system && left.id.utf8.elementsEqual(right.id.utf8)
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(system)
            for byte in id.utf8 { hasher.combine(byte) }
        }

        public static func < (left: Account, right: Account) -> Bool {
            left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
        }
    }

    /// One account that sites of two or more owners list as DIRECT.
    public struct Pool: Hashable, Sendable {
        public let account: Account
        public let ownerCount: Int
        /// Those that list it as DIRECT, sorted.
        public let sites: [Host]
        /// Those of them that are on a supplied list.
        public let ratedSites: [Host]
    }

    /// Sorted by account.
    public let pools: [Pool]

    /// - Parameters:
    ///   - direct: the accounts that each site lists as DIRECT.
    ///   - owner: whose site it is; equal values are the same owner.
    ///   - rated: sites on a supplied list.
    public init<Owner: Hashable>(direct: [Host: Set<Account>], owner: (Host) -> Owner, rated: Set<Host>) {
        var sites: [Account: [Host]] = [:]
        for (site, accounts) in direct { for account in accounts { sites[account, default: []].append(site) } }
        pools = sites.compactMap { account, sites in
            let owners = Set(sites.map(owner)).count
            guard owners > 1 else { return nil }
            let sorted = sites.sorted()
            return Pool(account: account, ownerCount: owners, sites: sorted, ratedSites: sorted.filter(rated.contains))
        }.sorted { $0.account < $1.account }
    }
}
