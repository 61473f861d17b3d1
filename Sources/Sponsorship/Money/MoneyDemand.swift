import Daylight

/// Bids that were won, each with the way from who pays for it to whom it was paid.
public struct MoneyDemand: Sendable {
    /// How many bids there are.
    public let bidCount: Int
    /// Of how many it is known who pays.
    public let knownCount: Int
    /// How often something speaks against what a chain says; only what was found.
    public let doubts: [(code: DemandChainCheck.Finding.Code, count: Int)]
    /// What the bids add to the trail.
    let payments: [MoneyTrail.Payment]

    /// The members of the answer.
    var json: JSONValue {
        var counts = JSONObject()
        for (code, count) in doubts { counts[code.rawValue] = .integer(count) }
        return ["bids": .integer(bidCount), "payerKnown": .integer(knownCount), "findings": .object(counts)]
    }
}

extension MoneyFile {
    /// Reads `bids` and `buyersJson`; `nil` when there are no bids.
    static func demand(
        _ file: MemberReader, advertisers: [String], _ fetched: [Host: BuyersFile], suffixes: PublicSuffixList
    ) throws(InputError) -> MoneyDemand? {
        guard file.optional("bids") != nil else { return nil }
        let own = try BuyersFile.files(try file.optionalObject("buyersJson"), "buyersJson")
        let check = DemandChainCheck(buyers: own.merging(fetched) { own, _ in own }, suffixes: suffixes)
        let names = AdvertiserNames(advertisers, suffixes)
        var payments: [MoneyTrail.Payment] = []
        var (bidCount, knownCount) = (0, 0)
        var counts: [DemandChainCheck.Finding.Code: Int] = [:]
        for row in try rows(file, "bids") {
            let chain = try DemandChain(json: try row.value("dchain"), path: "bids[\(bidCount)].dchain.")
            let bid = MoneyBid(
                chain: chain, payee: try row.string("to"), amount: try row.interval("amount"), period: try row.period())
            let payer = check.payer(chain).flatMap { payer in names.name(payer).map { ($0, payer.evidence) } }
            payments += bid.payments(payer)
            bidCount += 1
            if payer != nil { knownCount += 1 }
            for finding in check.findings(chain) { counts[finding.code, default: 0] += 1 }
        }
        let doubts = DemandChainCheck.Finding.Code.allCases.compactMap { code in counts[code].map { (code, $0) } }
        return MoneyDemand(bidCount: bidCount, knownCount: knownCount, doubts: doubts, payments: payments)
    }
}

/// A bid that was won.
private struct MoneyBid {
    let chain: DemandChain
    let payee: String
    let amount: MoneyTrail.Interval
    let period: MoneyTrail.Period?

    /// From the payer, if one is known, through the accounts of the chain to who was paid.
    func payments(_ payer: (name: String, evidence: DemandChainCheck.Evidence)?) -> [MoneyTrail.Payment] {
        let accounts = chain.nodes.map { BuyerAccount.name(system: $0.system, account: $0.account) }
        var payments: [MoneyTrail.Payment] = []
        if let payer, let first = accounts.first {
            payments.append(payment(payer.name, first, payer.evidence == .buyersJson ? .buyersJson : .demandChain))
        }
        for (giver, taker) in zip(accounts, accounts.dropFirst() + [payee]) { payments.append(payment(giver, taker, .winLog)) }
        return payments
    }

    private func payment(_ payer: String, _ payee: String, _ evidence: MoneyTrail.Evidence) -> MoneyTrail.Payment {
        MoneyTrail.Payment(
            payer: MoneyParty.name(payer), payee: MoneyParty.name(payee), amount: amount, evidence: evidence, period: period)
    }
}

/// How an account at which somebody buys is called in the graph. A system may give a buyer and a seller the same number.
private enum BuyerAccount {
    static let prefix = "buyer:"

    static func name(system: Host, account: String) -> String { "\(prefix)\(system)/\(account)" }
}

/// Which of the advertisers that are followed a payer is.
private struct AdvertiserNames {
    private let byName: [NameKey: String]
    private let byDomain: [Host: String]
    private let suffixes: PublicSuffixList

    init(_ advertisers: [String], _ suffixes: PublicSuffixList) {
        byName = Dictionary(advertisers.map { (NameKey($0), $0) }) { first, _ in first }
        let domains = advertisers.compactMap { name in Host(name).map { (suffixes.rootDomain(of: $0), name) } }
        byDomain = Dictionary(domains) { first, _ in first }
        self.suffixes = suffixes
    }

    /// What the payer is called in the graph; `nil` for a name that would be taken for another party, which only its own file
    /// gave it.
    func name(_ payer: DemandChainCheck.Payer) -> String? {
        if let domain = payer.domain, let name = byDomain[suffixes.rootDomain(of: domain)] { return name }
        if let name = byName[NameKey(payer.name)] { return name }
        let isOther =
            payer.name == MoneyGraph.fee || payer.name == MoneyGraph.unknown || payer.name.hasPrefix(BuyerAccount.prefix)
            || AccountPools.Account(payer.name) != nil
        return isOther ? nil : payer.name
    }
}
