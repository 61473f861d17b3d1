public import Daylight

/// What is known of where money went, ready to be written.
public struct MoneyAnswer: Sendable {
    public let currency: String
    /// The days that were looked at; `nil` for everything.
    public let period: MoneyTrail.Period?
    /// Payments and placements left out because nobody says when they were.
    public let undated: Int
    public let lists: [MoneyTrail.RatedList]
    public let reports: [MoneyTrail.Report]
    /// The graph: payments first, then what accounts pass on, then what others keep.
    public let edges: [MoneyTrail.Edge]
    /// `nil` when no bids were given.
    public let demand: MoneyDemand?
    public let pools: [(pool: AccountPools.Pool, kind: MoneyTrail.PoolKind)]
    public let estimates: [(site: Host, revenue: [DomainRevenue])]

    /// The answer of `daylight ads money --json`.
    public var json: JSONValue {
        var object: JSONObject = [
            "currency": .string(currency), "period": period?.json ?? .null, "undated": .integer(undated),
            "lists": .array(lists.map(\.json)),
            "advertisers": .array(reports.map(\.json)),
            "pools": .array(pools.map { Self.json($0.pool, $0.kind) }),
            "revenue": .array(estimates.map { Self.json($0.site, $0.revenue) }),
            "edges": .array(edges.map { $0.json(currency) }),
        ]
        object["demand"] = demand?.json
        return .object(object)
    }

    /// The edges as rows: who pays whom, in the low, middle and high scenario, currency, first and last day, evidence, weight.
    public var edgeRows: String {
        var lines = ["from,to,low,mid,high,currency,start,end,evidence,weight"]
        for edge in edges {
            let days = edge.period.map { [$0.start.description, $0.end.description] } ?? ["", ""]
            let fields =
                [edge.payer, edge.payee] + edge.amounts.map { $0.text() } + [currency] + days
                + [edge.evidence?.rawValue ?? "", String(edge.weight)]
            lines.append(fields.map(Self.csv).joined(separator: ","))
        }
        return lines.joined(separator: "\n")
    }

    /// Sites that an advertiser may want to leave out, as rows: site, list, date, criteria, appeal, lowest, middle and
    /// highest result of the scenarios, accounts.
    public var exclusions: String {
        var lines = ["advertiser,site,list,date,criteria,appeal,low,mid,high,currency,accounts"]
        for report in reports {
            for arrival in report.rated {
                for list in arrival.lists {
                    let accounts = arrival.accounts.map(\.name).joined(separator: " ")
                    let fields =
                        [report.advertiser, arrival.site.text, list.name, list.date.description, list.criteria, list.appeal]
                        + arrival.amounts.sorted().map { $0.text() } + [currency, accounts]
                    lines.append(fields.map(Self.csv).joined(separator: ","))
                }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The sites of the supplied lists in the form bidders take: `badv` for who sells places, `site.domain` for who buys them.
    public var blockList: JSONValue {
        let sites = Set(lists.flatMap(\.sites)).sorted().map { JSONValue.string($0.text) }
        return ["badv": .array(sites), "site": ["domain": .array(sites)]]
    }

    /// A field in quotes where it needs them (RFC 4180), and never one that a table would take for a formula.
    private static func csv(_ field: String) -> String {
        let safe = field.first.map { "=+-@\t\r".contains($0) } == true ? "'" + field : field
        guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static func json(_ pool: AccountPools.Pool, _ kind: MoneyTrail.PoolKind) -> JSONValue {
        [
            "account": .string(pool.account.description), "kind": .string(kind.rawValue), "owners": .integer(pool.ownerCount),
            "sites": .array(pool.sites.map { .string($0.text) }), "ratedSites": .array(pool.ratedSites.map { .string($0.text) }),
        ]
    }

    private static func json(_ site: Host, _ revenue: [DomainRevenue]) -> JSONValue {
        [
            "site": .string(site.text), "gross": interval(revenue.map(\.gross)), "net": interval(revenue.map(\.net)),
        ]
    }

    /// What the scenarios give, from the lowest to the highest: with more money in the hands of all, less of one payer's may
    /// reach a site.
    static func interval(_ amounts: [Decimal]) -> JSONValue { scenarios(amounts.sorted()) }

    /// An amount in each scenario.
    static func scenarios(_ amounts: [Decimal]) -> JSONValue {
        var object = JSONObject()
        for (scenario, amount) in zip(MoneyTrail.Scenario.allCases, amounts) {
            object[scenario.rawValue] = .string(amount.text())
        }
        return .object(object)
    }
}

extension MoneyTrail.RatedList {
    var json: JSONValue {
        [
            "name": .string(name), "publisher": .string(publisher), "date": .string(date.description),
            "criteria": .string(criteria), "appeal": .string(appeal), "sites": .integer(sites.count),
        ]
    }
}

extension MoneyTrail.Report {
    var json: JSONValue {
        [
            "name": .string(advertiser),
            "paid": MoneyAnswer.interval(ends.map(\.sum)),
            "known": MoneyAnswer.interval(ends.map(\.rated)),
            "unknown": MoneyAnswer.interval(ends.map(\.unknown)),
            "knownAndUnknown": MoneyAnswer.interval(ends.map { $0.rated + $0.unknown }),
            "other": MoneyAnswer.interval(ends.map(\.clean)),
            "fees": MoneyAnswer.interval(ends.map(\.fees)),
            "ratedSites": .array(rated.map(\.json)), "scenarios": scenarios,
        ]
    }

    /// What each scenario gives, in which everything adds up.
    private var scenarios: JSONValue {
        var object = JSONObject()
        for (index, (scenario, ends)) in zip(MoneyTrail.Scenario.allCases, ends).enumerated() {
            var sites = JSONObject()
            for arrival in rated { sites[arrival.site.text] = .string(arrival.amounts[index].text()) }
            object[scenario.rawValue] = [
                "paid": .string(ends.sum.text()), "known": .string(ends.rated.text()),
                "unknown": .string(ends.unknown.text()), "other": .string(ends.clean.text()),
                "fees": .string(ends.fees.text()), "ratedSites": .object(sites),
            ]
        }
        return .object(object)
    }
}

extension MoneyTrail.Report.Arrival {
    var json: JSONValue {
        [
            "site": .string(site.text), "amount": MoneyAnswer.interval(amounts),
            "lists": .array(lists.map { .string($0.name) }),
            "accounts": .array(accounts.map { ["account": .string($0.name), "basis": .string($0.basis.rawValue)] }),
        ]
    }
}
