public import Daylight

/// The input of `daylight ads money`: one JSON object.
public struct MoneyFile: Sendable {
    /// Largest file, in bytes.
    public static let byteLimit = 64 << 20
    private static let rowLimit = 100_000

    public let advertisers: [String]
    public let trail: MoneyTrail
    private let estimates: [(site: Host, revenue: [DomainRevenue])]
    private let suffixes: PublicSuffixList

    /// - Throws: ``InputError`` with the byte or the member.
    public init(_ bytes: [UInt8], suffixes: PublicSuffixList) throws(InputError) {
        let file = try MemberReader(try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: 32)))
        let currency = try file.string("currency")
        guard Money(amount: .zero, currency: currency) != nil else {
            throw file.fault("currency", "three capital letters", .string(currency))
        }
        let (sites, estimates) = try Self.sites(file)
        var sellers: [Host: SellersFile] = [:]
        for member in try file.optionalObject("sellersJson").members {
            let system = try file.host(member.name, "sellersJson")
            do { sellers[system] = try SellersFile(json: member.value) } catch {
                throw InputError(field: "sellersJson.\(member.name)", expected: error.expected, found: error.found)
            }
        }
        let declared = try Self.declaredOwners(file)
        advertisers = try file.strings("advertisers")
        trail = MoneyTrail(
            currency: currency, payments: try Self.payments(file),
            placements: Dictionary(grouping: try Self.placements(file), by: \.account), sites: sites,
            sellers: sellers, lists: try Self.lists(file),
            owners: SiteOwners(sites: sites, sellers: sellers, declared: declared, suffixes: suffixes))
        self.estimates = estimates
        self.suffixes = suffixes
    }

    private static func rows(_ file: MemberReader, _ name: String) throws(InputError) -> [MemberReader] {
        guard file.optional(name) != nil else { return [] }
        let rows = try file.array(name)
        guard rows.count <= rowLimit else {
            throw InputError(field: name, expected: "at most \(rowLimit) rows", found: "\(rows.count)")
        }
        var readers: [MemberReader] = []
        for (index, row) in rows.enumerated() { readers.append(try MemberReader(row, path: "\(name)[\(index)].")) }
        return readers
    }

    private static func payments(_ file: MemberReader) throws(InputError) -> [MoneyTrail.Payment] {
        var payments: [MoneyTrail.Payment] = []
        for row in try rows(file, "payments") {
            let word = try row.string("evidence")
            guard let evidence = MoneyTrail.Evidence(rawValue: word) else {
                throw row.fault("evidence", "invoice, notice, winLog or estimate", .string(word))
            }
            payments.append(
                MoneyTrail.Payment(
                    payer: try row.string("from"), payee: try row.string("to"), amount: try row.interval("amount"),
                    evidence: evidence))
        }
        return payments
    }

    private static func placements(_ file: MemberReader) throws(InputError) -> [MoneyTrail.Placement] {
        var placements: [MoneyTrail.Placement] = []
        for row in try rows(file, "placements") {
            let name = try row.string("account")
            guard let account = AccountPools.Account(name) else {
                throw row.fault("account", "ad system/account id", .string(name))
            }
            placements.append(
                MoneyTrail.Placement(
                    account: account, site: try row.host(try row.string("site"), "site"), wins: try row.tally("wins"),
                    calls: try row.tally("calls")))
        }
        return placements
    }

    private static func lists(_ file: MemberReader) throws(InputError) -> [MoneyTrail.RatedList] {
        var lists: [MoneyTrail.RatedList] = []
        for row in try rows(file, "lists") {
            var sites: Set<Host> = []
            for name in try row.strings("sites") { sites.insert(try row.host(name, "sites")) }
            lists.append(
                MoneyTrail.RatedList(
                    name: try row.string("name"), publisher: try row.string("publisher"), date: try row.date("date"),
                    criteria: try row.string("criteria"), appeal: try row.string("appeal"), sites: sites))
        }
        return lists
    }

    private static func declaredOwners(_ file: MemberReader) throws(InputError) -> [[Host]] {
        guard file.optional("sameOwner") != nil else { return [] }
        var groups: [[Host]] = []
        for (index, group) in try file.array("sameOwner").enumerated() {
            var hosts: [Host] = []
            for name in group.arrayValue ?? [] {
                hosts.append(try file.host(name.stringValue ?? "", "sameOwner[\(index)]"))
            }
            if !hosts.isEmpty { groups.append(hosts) }
        }
        return groups
    }

    private static func sites(
        _ file: MemberReader
    ) throws(InputError) -> (sites: [Host: AdsTxt], estimates: [(site: Host, revenue: [DomainRevenue])]) {
        var sites: [Host: AdsTxt] = [:]
        var estimates: [(site: Host, revenue: [DomainRevenue])] = []
        for member in try file.optionalObject("sites").members {
            let site = try MemberReader(member.value, path: "sites.\(member.name).")
            let host = try file.host(member.name, "sites")
            let text = site.optional("adsTxt")?.stringValue ?? ""
            do { sites[host] = try AdsTxt(parsing: Array(text.utf8)) } catch {
                throw InputError(
                    place: error.place, field: "sites.\(member.name).adsTxt", expected: error.expected, found: error.found)
            }
            if let revenue = try site.estimate() { estimates.append((host, revenue)) }
        }
        return (sites, estimates)
    }
}

extension MoneyFile {
    /// Where the money went, who shares accounts, and what rated sites earn.
    ///
    /// - Throws: ``InputError`` when payments go round in a circle, or somebody pays more than came in.
    public func answer() throws(InputError) -> MoneyAnswer {
        MoneyAnswer(
            currency: trail.currency, lists: trail.lists, reports: try trail.reports(advertisers),
            pools: trail.pools().map { ($0, trail.kind(of: $0, suffixes: suffixes)) }, estimates: estimates)
    }
}

extension MemberReader {
    func optionalObject(_ name: String) throws(InputError) -> JSONObject {
        optional(name) == nil ? JSONObject() : try object(name)
    }

    /// A count of ads; 0 when it is absent.
    fileprivate func tally(_ name: String) throws(InputError) -> Int64 {
        optional(name) == nil ? 0 : try integer(name, in: 0...1 << 53)
    }

    /// One amount as a text, or `{"low", "mid", "high"}`.
    fileprivate func interval(_ name: String) throws(InputError) -> MoneyTrail.Interval {
        let interval: MoneyTrail.Interval?
        if case .object(let bounds)? = optional(name) {
            let reader = MemberReader(bounds, path: "\(name).")
            interval = MoneyTrail.Interval(
                low: try reader.decimal("low"), mid: try reader.decimal("mid"), high: try reader.decimal("high"))
        } else {
            let amount = try decimal(name)
            interval = MoneyTrail.Interval(low: amount, mid: amount, high: amount)
        }
        guard let interval else { throw fault(name, "low ≤ mid ≤ high", optional(name)) }
        return interval
    }

    /// `{"pageviews", "ads", "low"/"mid"/"high": {"cpm", "fill", "share"}}`; `nil` when it is absent.
    fileprivate func estimate() throws(InputError) -> [DomainRevenue]? {
        guard optional("revenue") != nil else { return nil }
        let figures = MemberReader(try object("revenue"), path: "revenue.")
        var revenues: [DomainRevenue] = []
        for scenario in MoneyTrail.Scenario.allCases {
            let reader = MemberReader(try figures.object(scenario.rawValue), path: "revenue.\(scenario.rawValue).")
            let revenue = DomainRevenue(
                pageViews: try figures.integer("pageviews", in: 0...1 << 53),
                adsPerPage: try figures.integer("ads", in: 0...1000),
                fill: try reader.decimal("fill"), thousand: try reader.decimal("cpm"), share: try reader.decimal("share"))
            guard let revenue else { throw figures.fault("pageviews", "figures whose product has at most 38 digits", nil) }
            revenues.append(revenue)
        }
        return revenues
    }
}
