import Daylight

extension MoneyFile {
    static func rows(_ file: MemberReader, _ name: String) throws(InputError) -> [MemberReader] {
        guard file.optional(name) != nil else { return [] }
        let rows = try file.array(name)
        guard rows.count <= rowLimit else {
            throw InputError(field: name, expected: "at most \(rowLimit) rows", found: "\(rows.count)")
        }
        var readers: [MemberReader] = []
        for (index, row) in rows.enumerated() { readers.append(try MemberReader(row, path: "\(name)[\(index)].")) }
        return readers
    }

    static func payments(_ file: MemberReader) throws(InputError) -> [MoneyTrail.Payment] {
        var payments: [MoneyTrail.Payment] = []
        for row in try rows(file, "payments") {
            let word = try row.string("evidence")
            guard let evidence = MoneyTrail.Evidence.supplied.first(where: { $0.rawValue == word }) else {
                let words = MoneyTrail.Evidence.supplied.map(\.rawValue).joined(separator: ", ")
                throw row.fault("evidence", "one of \(words)", .string(word))
            }
            payments.append(
                MoneyTrail.Payment(
                    payer: MoneyParty.name(try row.string("from")), payee: MoneyParty.name(try row.string("to")),
                    amount: try row.interval("amount"),
                    evidence: evidence, period: try row.period()))
        }
        return payments
    }

    static func placements(_ file: MemberReader) throws(InputError) -> [MoneyTrail.Placement] {
        var placements: [MoneyTrail.Placement] = []
        for row in try rows(file, "placements") {
            let name = try row.string("account")
            guard let account = AccountPools.Account(name) else {
                throw row.fault("account", "ad system/account id", .string(name))
            }
            placements.append(
                MoneyTrail.Placement(
                    account: account, site: try row.host(try row.string("site"), "site"), wins: try row.tally("wins"),
                    calls: try row.tally("calls"), period: try row.period()))
        }
        return placements
    }

    static func lists(_ file: MemberReader) throws(InputError) -> [MoneyTrail.RatedList] {
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

    static func declaredOwners(_ file: MemberReader) throws(InputError) -> [[Host]] {
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

    static func sites(
        _ file: MemberReader
    ) throws(InputError) -> (sites: [Host: AdsTxt], estimates: [(site: Host, revenue: [DomainRevenue])]) {
        var sites: [Host: AdsTxt] = [:]
        var estimates: [(site: Host, revenue: [DomainRevenue])] = []
        for member in try file.optionalObject("sites").members {
            let site = try MemberReader(member.value, path: "sites.\(member.name).")
            let host = try file.host(member.name, "sites")
            if let file = try site.adsTxt() { sites[host] = file }
            if let revenue = try site.estimate() { estimates.append((host, revenue)) }
        }
        return (sites, estimates)
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

    /// `nil` when it is absent; a blank text is a file that declares nothing.
    fileprivate func adsTxt() throws(InputError) -> AdsTxt? {
        switch object["adsTxt"] {
        case nil, .null?: return nil
        case .string(let text)?:
            do { return try AdsTxt(parsing: Array(text.utf8)) } catch {
                throw InputError(
                    place: error.place, field: fault("adsTxt", "", nil).field, expected: error.expected, found: error.found)
            }
        case let value?: throw fault("adsTxt", "the content of the file as a text", value)
        }
    }

    /// `{"start", "end"}`, both days included; `nil` when it is absent.
    func period() throws(InputError) -> MoneyTrail.Period? {
        guard optional("period") != nil else { return nil }
        let field = fault("period", "", nil).field
        let days = MemberReader(try object("period"), path: "\(field).")
        let (start, end) = (try days.date("start"), try days.date("end"))
        guard let period = MoneyTrail.Period(start: start, end: end) else {
            throw InputError(
                field: field, expected: "an end that is not before the start", found: "start \(start), end \(end)")
        }
        return period
    }

    /// One amount as a text, or `{"low", "mid", "high"}`.
    func interval(_ name: String) throws(InputError) -> MoneyTrail.Interval {
        let field = fault(name, "", nil).field
        let amounts: [Decimal]
        if case .object(let bounds)? = optional(name) {
            let reader = MemberReader(bounds, path: "\(field).")
            amounts = [try reader.amount("low"), try reader.amount("mid"), try reader.amount("high")]
        } else {
            amounts = Array(repeating: try amount(name), count: 3)
        }
        guard let interval = MoneyTrail.Interval(low: amounts[0], mid: amounts[1], high: amounts[2]) else {
            throw InputError(
                field: field, expected: "low ≤ mid ≤ high",
                found: "low \(amounts[0]), mid \(amounts[1]), high \(amounts[2])")
        }
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
