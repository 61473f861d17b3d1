import Daylight
import Sponsorship

extension MoneyPage {
    static var template: Template { .money }
    static var section: NavigationSection? { .ads }

    /// Longest tables on the page; the downloads have all.
    private static let rowLimit = 200
    /// Payments on the page, the largest; the file has all.
    private static let edgeLimit = 40

    func title(_ words: Words) -> String { words(.titleMoney) }

    func fields(_ words: Words) -> Fields {
        ["content": content.map { .group(Self.fields($0, words)) } ?? .flag(false), "library": .text(SitePath.ads)]
    }

    private static func fields(_ content: Content, _ words: Words) -> Fields {
        let (answer, span) = (content.answer, content.span)
        let reports = answer.followed
        let arrivals = reports.flatMap { report in report.rated.map { (report.advertiser, $0) } }
        return [
            "recorded": .text(words.moment(content.recorded)), "currency": .text(answer.currency),
            "picture": content.picture.map { .drawing($0) } ?? .flag(false),
            "lists": .list(answer.lists.map { $0.fields(words) }), "hasLists": .flag(!answer.lists.isEmpty),
            "advertisers": .list(reports.prefix(rowLimit).map(\.fields)),
            "arrivals": .list(arrivals.prefix(rowLimit).map { $1.fields(advertiser: $0, words) }),
            "hasArrivals": .flag(!arrivals.isEmpty),
            "pools": .list(answer.pools.prefix(rowLimit).map { Self.fields($0.pool, $0.kind, words) }),
            "hasPools": .flag(!answer.pools.isEmpty),
            "revenue": .list(answer.estimates.prefix(rowLimit).map { Self.fields($0.site, $0.revenue) }),
            "hasRevenue": .flag(!answer.estimates.isEmpty),
            "downloads": .group(
                ListDownloads(csv: span.path(SitePath.moneyCSV), json: span.path(SitePath.moneyJSON)).fields),
            "picturePath": .text(span.path(SitePath.moneySVG)), "action": .text(SitePath.money),
            "from": .text(span.from?.description ?? ""), "to": .text(span.to?.description ?? ""),
            "undated": .optional(
                span.period == nil ? nil : words(.moneyUndated, ["n": words.number(answer.undated)])),
            "edges": .list(largest(answer.edges).map { $0.fields(words) }), "hasEdges": .flag(!answer.edges.isEmpty),
            "edgeCount": .text(
                words(
                    .moneyEdgesShown,
                    ["n": words.number(min(edgeLimit, answer.edges.count)), "all": words.number(answer.edges.count)])),
            "edgesPath": .text(span.path(SitePath.moneyEdgesCSV)),
        ]
    }

    /// The largest payments, equal ones in the order of the graph.
    private static func largest(_ edges: [MoneyTrail.Edge]) -> [MoneyTrail.Edge] {
        let sizes = edges.map { MoneyInterval($0.amounts).high }
        let order = edges.indices.sorted { sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1] }
        return order.prefix(edgeLimit).map { edges[$0] }
    }

    private static func fields(_ pool: AccountPools.Pool, _ kind: MoneyTrail.PoolKind, _ words: Words) -> Fields {
        [
            "account": .text(pool.account.description), "kind": .text(words(PoolKindName(kind: kind))),
            "owners": .text(words.number(pool.ownerCount)),
            "sites": .text(pool.sites.map(\.text).joined(separator: ", ")),
            "listed": .text(pool.ratedSites.isEmpty ? "–" : pool.ratedSites.map(\.text).joined(separator: ", ")),
        ]
    }

    private static func fields(_ site: Host, _ revenue: [DomainRevenue]) -> Fields {
        [
            "site": .text(site.text), "gross": .text(MoneyInterval(revenue.map(\.gross)).text),
            "net": .text(MoneyInterval(revenue.map(\.net)).text),
        ]
    }
}

extension MoneyTrail.RatedList {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "name": .text(name), "publisher": .text(publisher), "date": .text(words.day(date)), "criteria": .text(criteria),
            "appeal": .text(appeal), "appealLink": .optional(SecureLink(appeal)?.text),
            "sites": .text(words.number(sites.count)),
        ]
    }
}

extension MoneyTrail.Edge {
    fileprivate func fields(_ words: Words) -> Fields {
        [
            "payer": .text(payer), "payee": .text(payee), "amount": .text(MoneyInterval(amounts).text),
            "period": .text(period.map { "\(words.day($0.start)) – \(words.day($0.end))" } ?? "–"),
            "evidence": .text(words(EvidenceName(evidence: evidence))), "weight": .text(words.number(Int(weight))),
        ]
    }
}

extension MoneyTrail.Report {
    fileprivate var fields: Fields {
        [
            "name": .text(advertiser), "path": .text(SitePath.sponsor(advertiser)), "paid": .text(paid.text),
            "listed": .text(interval(.listed).text), "unknown": .text(interval(.unknown).text),
            "other": .text(interval(.other).text), "fees": .text(interval(.fees).text),
        ]
    }
}

extension MoneyTrail.Report.Arrival {
    fileprivate func fields(advertiser: String, _ words: Words) -> Fields {
        [
            "site": .text(site.text), "advertiser": .text(advertiser), "amount": .text(MoneyInterval(amounts).text),
            "lists": .text(lists.map(\.name).joined(separator: ", ")),
            "accounts": .text(accounts.map { "\($0.name) (\(words(SplitBasisName(basis: $0.basis))))" }.joined(separator: ", ")),
        ]
    }
}

extension PledgesPage {
    static var template: Template { .pledges }
    static var section: NavigationSection? { .ads }

    func title(_ words: Words) -> String { words(.titlePledges) }

    func fields(_ words: Words) -> Fields {
        [
            "pledges": .list(pledges.map { $0.fields(words) }), "hasPledges": .flag(!pledges.isEmpty),
            "downloads": .group(ListDownloads(csv: SitePath.pledgesCSV, json: SitePath.pledgesJSON).fields),
        ]
    }
}

extension CheckedPledge {
    /// Reasons shown for each promise; the download has all.
    private static let reasonLimit = 12

    func fields(_ words: Words) -> Fields {
        [
            "party": .text(pledge.party), "since": .text(words.day(pledge.since)), "link": .text(pledge.link.text),
            "ads": .text(words.count(.ads, adCount)), "adsPath": .text(adsPath),
            "outcomes": .list(outcomes.map { Self.fields($0, words) }),
        ]
    }

    private var adsPath: String {
        let names = pledge.sponsors.map { "sponsor=\(PercentEncoding.query($0))" }.joined(separator: "&")
        return "\(SitePath.ads)?\(names)"
    }

    private static func fields(_ outcome: Outcome, _ words: Words) -> Fields {
        [
            "promise": .text(words(outcome.promise)), "standing": .text(words(outcome.standing)),
            "style": .text("pledge-\(outcome.standing.rawValue)"),
            "against": .list(
                outcome.reasons.prefix(reasonLimit).map { reason in
                    ["text": .text(reason.text), "path": .text(reason.path), "standing": .text(words(reason.standing))]
                }), "hasAgainst": .flag(!outcome.reasons.isEmpty),
            "more": .optional(
                outcome.reasons.count > reasonLimit
                    ? words(.pledgeMore, ["n": words.number(outcome.reasons.count - reasonLimit)]) : nil),
        ]
    }
}
