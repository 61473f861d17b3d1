public import Daylight

/// Payments, placements and files of one period, and where an advertiser's money went (sponsorship reference, section 11).
public struct MoneyTrail: Sendable {
    /// An amount that is known between two bounds.
    public struct Interval: Hashable, Sendable {
        public let low: Decimal
        public let mid: Decimal
        public let high: Decimal

        /// `nil` unless low ≤ mid ≤ high.
        public init?(low: Decimal, mid: Decimal, high: Decimal) {
            guard low <= mid, mid <= high else { return nil }
            (self.low, self.mid, self.high) = (low, mid, high)
        }

        subscript(scenario: Scenario) -> Decimal {
            switch scenario {
            case .low: low
            case .mid: mid
            case .high: high
            }
        }
    }

    public enum Scenario: String, Hashable, Sendable, CaseIterable { case low, mid, high }

    /// How somebody knows of a payment.
    public enum Evidence: String, Hashable, Sendable, CaseIterable {
        case invoice, notice, winLog, estimate
        /// Seen on pages: which ads were offered where.
        case crawl
        /// A site says who may sell there, which does not show that they did.
        case adsTxt
        /// An advertising system says whom it pays, or hides it.
        case sellersJson
        /// An advertising system says who pays it.
        case buyersJson
        /// A bid says who pays for it.
        case demandChain = "dchain"

        /// What a payment may be known by that somebody supplies.
        public static let supplied: [Evidence] = [.invoice, .notice, .winLog, .estimate, .crawl]
    }

    public struct Payment: Hashable, Sendable {
        public let payer: String
        public let payee: String
        public let amount: Interval
        public let evidence: Evidence
        /// `nil` when it is not said.
        public let period: Period?

        init(payer: String, payee: String, amount: Interval, evidence: Evidence, period: Period? = nil) {
            self.payer = payer
            self.payee = payee
            self.amount = amount
            self.evidence = evidence
            self.period = period
        }
    }

    /// What an account has sold on one site, as a placement report says.
    public struct Placement: Hashable, Sendable {
        public let account: AccountPools.Account
        public let site: Host
        /// Ads that were bought there.
        public let wins: Int64
        /// Ads that were offered there.
        public let calls: Int64
        /// `nil` when it is not said.
        public let period: Period?
    }

    /// A list of rated sites as somebody supplied it. Daylight rates nobody.
    public struct RatedList: Hashable, Sendable {
        public let name: String
        public let publisher: String
        public let date: CivilDate
        public let criteria: String
        /// Where a site can object.
        public let appeal: String
        public let sites: Set<Host>
    }

    public let currency: String
    public let payments: [Payment]
    /// By account.
    let placements: [AccountPools.Account: [Placement]]
    /// The days that are looked at; `nil` for whatever is there.
    let period: Period?
    public let sites: [Host: AdsTxt]
    public let sellers: [Host: SellersFile]
    public let lists: [RatedList]
    public let owners: SiteOwners

    /// The supplied lists that have the site or a host that it is under.
    public func lists(rating site: Host) -> [RatedList] {
        let names = sequence(first: site) { name in name.text.firstIndex(of: ".").flatMap { Host(name.text[$0...].dropFirst()) } }
        let above = Array(names)
        return lists.filter { list in above.contains(where: list.sites.contains) }
    }

    /// Accounts that sites of several owners call their own.
    public func pools() -> [AccountPools.Pool] {
        let direct = sites.mapValues { file in
            Set(
                file.records.filter { $0.relationship == .direct }
                    .map { AccountPools.Account(system: $0.domain, id: $0.id) })
        }
        let rated = Set(sites.keys.filter { !lists(rating: $0).isEmpty })
        return AccountPools(direct: direct, owner: { owners.representative($0.text) }, rated: rated).pools
    }

    /// What a shared account is, as far as files tell.
    public enum PoolKind: String, Hashable, Sendable {
        /// Every site names the seller as who sells for it.
        case managed
        /// The seller sells for others, so that DIRECT is wrong.
        case misdeclared
        /// Nobody says why they share it.
        case dark
    }

    public func kind(of pool: AccountPools.Pool, suffixes: PublicSuffixList) -> PoolKind {
        guard let seller = sellers[pool.account.system]?.seller(pool.account.id) else { return .dark }
        let domain = seller.domain.map(suffixes.rootDomain(of:))
        let isManager = pool.sites.allSatisfy { site in
            sites[site]?.managerDomains.contains { suffixes.rootDomain(of: $0) == domain } == true
        }
        if domain != nil, isManager { return .managed }
        return seller.kind?.isIntermediary == true ? .misdeclared : .dark
    }
}
