public import Daylight

/// A measure of money as `daylight ads measure` asks for it and is answered (sponsorship reference, section 14.6).
public enum MoneyMeasure {
    /// Kinds of question that are answered here.
    public static let kinds = ["revenue", "netOfChain", "flow", "pools"]
    /// Most invoices for one ad.
    private static let invoiceLimit = 10_000

    /// The members of the answer; `nil` for another kind.
    ///
    /// - Throws: ``InputError`` for figures that the measure does not take.
    public static func answer(
        _ kind: String, _ item: MemberReader, suffixes: PublicSuffixList
    ) throws(InputError) -> [JSONObject.Member]? {
        switch kind {
        case "revenue": try revenue(item)
        case "netOfChain": try netOfChain(item)
        case "flow": try flow(item)
        case "pools": try pools(item, suffixes)
        default: nil
        }
    }

    private static func revenue(_ item: MemberReader) throws(InputError) -> [JSONObject.Member] {
        let revenue = DomainRevenue(
            pageViews: try item.integer("pageviews", in: 0...Int64.max), adsPerPage: try item.integer("ads", in: 0...Int64.max),
            fill: try item.decimal("fill"), thousand: try item.decimal("cpm"), share: try item.decimal("share"))
        guard let revenue else { throw item.fault("pageviews", "figures whose product has at most 38 digits", nil) }
        return [.init("gross", .string(revenue.gross.text())), .init("net", .string(revenue.net.text()))]
    }

    private static func netOfChain(_ item: MemberReader) throws(InputError) -> [JSONObject.Member] {
        let sponsor = try item.string("sponsor")
        let payments = try item.payments("invoices")
        guard payments.count <= invoiceLimit else {
            throw InputError(field: "invoices", expected: "at most \(invoiceLimit) invoices", found: "\(payments.count)")
        }
        let invoices = payments.map {
            InvoiceChain.Invoice(payer: $0.payer, provider: $0.payee, amount: $0.amount)
        }
        let chain: InvoiceChain
        do { chain = try InvoiceChain(sponsor: sponsor, invoices: invoices) } catch {
            throw InputError(
                field: "invoices", expected: "nobody who pays on more than was received",
                found: "\(error.provider), by \(error.by)")
        }
        var kept = JSONObject()
        for part in chain.kept { kept[part.provider] = .string(part.amount.text()) }
        return [.init("byProvider", .object(kept)), .init("amountsAd", .string(chain.total.text()))]
    }

    private static func flow(_ item: MemberReader) throws(InputError) -> [JSONObject.Member] {
        let source = try item.string("source")
        let rated = Set(try item.strings("rated").map { $0.lowercased() })
        let graph: MoneyGraph
        do { graph = try MoneyGraph(try item.payments("edges")) } catch let fault as MoneyGraph.Fault {
            throw InputError(field: "edges", expected: "payments without circles, of what was received", found: fault.description)
        } catch let error as InputError { throw error } catch {
            throw InputError(field: "edges", expected: "payments", found: "\(error)")
        }
        let ends = MoneyFlow(from: source, in: graph).ends { rated.contains($0.lowercased()) }
        return [
            .init("rated", .string(ends.rated.text())), .init("unknown", .string(ends.unknown.text())),
            .init("clean", .string(ends.clean.text())), .init("fees", .string(ends.fees.text())),
            .init("sum", .string(ends.sum.text())),
        ]
    }

    private static func pools(_ item: MemberReader, _ suffixes: PublicSuffixList) throws(InputError) -> [JSONObject.Member] {
        var direct: [Host: Set<AccountPools.Account>] = [:]
        var names: [Host: String] = [:]
        for file in try item.object("adsTxt").members {
            let site = try item.host(file.name, "adsTxt")
            names[site] = names[site] ?? file.name
            direct[site, default: []].formUnion(try item.directAccounts(file.value, "adsTxt.\(file.name)"))
        }
        var owners: [Host: String] = [:]
        for member in try item.object("owner").members {
            guard case .string(let owner) = member.value, !owner.isBlank else {
                throw item.fault("owner.\(member.name)", "a name", member.value)
            }
            owners[try item.host(member.name, "owner")] = owner.lowercased()
        }
        var rated: Set<Host> = []
        for name in try item.strings("rated") { rated.insert(try item.host(name, "rated")) }
        let found = AccountPools(
            direct: direct, owner: { owners[$0] ?? suffixes.rootDomain(of: $0).text }, rated: rated)
        return [.init("pools", .array(found.pools.map { $0.json(names) }))]
    }
}

extension AccountPools.Pool {
    /// - Parameter names: the sites as they were asked for.
    fileprivate func json(_ names: [Host: String]) -> JSONValue {
        func list(_ sites: [Host]) -> JSONValue {
            let texts = sites.map { names[$0] ?? $0.text }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            return .array(texts.map { .string($0) })
        }
        return [
            "account": .string(account.description), "owners": .integer(ownerCount), "sites": list(sites),
            "ratedSites": list(ratedSites),
        ]
    }
}

extension MoneyGraph.Fault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .circle(let name): "a circle through \(name)"
        case .overspent(let name): "\(name) pays more than it receives"
        case .endPays(let name): "a payment by \(name)"
        }
    }
}
