public import Daylight

/// The input of `daylight ads money`: one JSON object.
public struct MoneyFile: Sendable {
    /// Largest file, in bytes.
    public static let byteLimit = 64 << 20
    static let rowLimit = 100_000

    public let advertisers: [String]
    public let trail: MoneyTrail
    private let estimates: [(site: Host, revenue: [DomainRevenue])]
    private let suffixes: PublicSuffixList
    /// What the bids' demand chains say of who pays; `nil` when the file has no bids.
    private let demand: MoneyDemand?

    /// - Parameter fetched: files for sites and systems that the file has none of.
    /// - Throws: ``InputError`` with the byte or the member.
    public init(
        _ bytes: [UInt8], suffixes: PublicSuffixList, fetched: FetchedFiles = FetchedFiles()
    ) throws(InputError) {
        let file = try MemberReader(try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: 32)))
        let currency = try file.string("currency")
        guard Money(amount: .zero, currency: currency) != nil else {
            throw file.fault("currency", "three capital letters", .string(currency))
        }
        let (own, estimates) = try Self.sites(file)
        let sites = own.merging(fetched.adsTxt) { own, _ in own }
        var sellers = fetched.sellers
        for member in try file.optionalObject("sellersJson").members {
            let system = try file.host(member.name, "sellersJson")
            do { sellers[system] = try SellersFile(json: member.value) } catch {
                throw InputError(field: "sellersJson.\(member.name)", expected: error.expected, found: error.found)
            }
        }
        let declared = try Self.declaredOwners(file)
        advertisers = try file.strings("advertisers")
        let demand = try Self.demand(file, advertisers: advertisers, fetched.buyers, suffixes: suffixes)
        self.demand = demand
        trail = MoneyTrail(
            currency: currency, payments: try Self.payments(file) + (demand?.payments ?? []),
            placements: Dictionary(grouping: try Self.placements(file), by: \.account), period: nil, sites: sites,
            sellers: sellers, lists: try Self.lists(file),
            owners: SiteOwners(sites: sites, sellers: sellers, declared: declared, suffixes: suffixes))
        self.estimates = estimates
        self.suffixes = suffixes
    }
}

extension MoneyFile {
    /// Where the money went, who shares accounts, and what rated sites earn.
    ///
    /// - Parameter period: the days that are looked at; `nil` for everything.
    /// - Throws: ``InputError`` when payments go round in a circle, or somebody pays more than came in.
    public func answer(in period: MoneyTrail.Period? = nil) throws(InputError) -> MoneyAnswer {
        let limited = period.map { trail.limited(to: $0) } ?? trail
        let edges = limited.edges()
        return MoneyAnswer(
            currency: trail.currency, period: period, undated: period == nil ? 0 : trail.undatedCount, lists: trail.lists,
            reports: try limited.reports(advertisers, edges), edges: edges.all, demand: demand,
            pools: trail.pools().map { ($0, trail.kind(of: $0, suffixes: suffixes)) }, estimates: estimates)
    }
}
