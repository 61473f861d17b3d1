public import Daylight

/// Files that were fetched before, for what an input leaves open.
public struct FetchedFiles: Sendable {
    public var adsTxt: [Host: AdsTxt] = [:]
    public var sellers: [Host: SellersFile] = [:]
    public var buyers: [Host: BuyersFile] = [:]

    /// None.
    public init() {}
}

extension SupplyChainFile {
    /// Where an ads.txt would have to be that the file does not have.
    public var missingSite: Host? { check.adsTxt == nil ? site.map(suffixes.rootDomain(of:)) : nil }

    /// Systems of which a chain speaks and the file has no sellers.json, or buyers.json.
    public var missingSystems: (sellers: [Host], buyers: [Host]) {
        var (sellers, buyers): (Set<Host>, Set<Host>) = ([], [])
        if case .success(let chain)? = chain { sellers = Set(chain.nodes.map(\.system)) }
        if case .success(let chain)? = demand { buyers = Set(chain.nodes.map(\.system)) }
        return (
            sellers.subtracting((check.sellers ?? [:]).keys).sorted(), buyers.subtracting(demandCheck.buyers.keys).sorted()
        )
    }

    /// The same with files for what is missing; what the file has itself stays.
    public func completed(with files: FetchedFiles) -> SupplyChainFile {
        let sellers =
            check.sellers.map { $0.merging(files.sellers) { own, _ in own } } ?? (files.sellers.isEmpty ? nil : files.sellers)
        return SupplyChainFile(
            chain: chain,
            check: SupplyChainCheck(
                boughtFrom: check.boughtFrom, adsTxt: check.adsTxt ?? missingSite.flatMap { files.adsTxt[$0] }, sellers: sellers,
                isStale: check.isStale, partner: check.partner, suffixes: suffixes),
            site: site, publisher: publisher, demand: demand,
            demandCheck: DemandChainCheck(
                buyers: demandCheck.buyers.merging(files.buyers) { own, _ in own }, suffixes: suffixes), suffixes: suffixes,
            now: now)
    }
}
