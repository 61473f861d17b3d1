public import Daylight

extension MoneyTrail {
    /// Where one advertiser's money went, in every scenario.
    public struct Report: Sendable {
        /// Money that came to one site.
        public struct Arrival: Sendable {
            public let site: Host
            /// In the order of ``Scenario``; those of all sites add up to what is known to have reached rated sites.
            public let amounts: [Decimal]
            /// The accounts it came through, and what the split there rests on.
            public let accounts: [(name: String, basis: Basis)]
            public let lists: [RatedList]
        }

        public let advertiser: String
        /// In the order of ``Scenario``: known and unknown stand apart.
        public let ends: [MoneyFlow.Ends]
        /// Rated sites, sorted by name.
        public let rated: [Arrival]
    }

    /// Follows the money of each advertiser.
    ///
    /// - Throws: ``InputError`` naming the scenario in which payments go round in a circle, or somebody pays more than came in.
    public func reports(_ advertisers: [String]) throws(InputError) -> [Report] {
        try reports(advertisers, edges())
    }

    func reports(_ advertisers: [String], _ edges: Edges) throws(InputError) -> [Report] {
        var graphs: [MoneyGraph] = []
        for (index, scenario) in Scenario.allCases.enumerated() {
            let payments = edges.passedOn.map { MoneyGraph.Payment(payer: $0.payer, payee: $0.payee, amount: $0.amounts[index]) }
            // Within a period somebody may pay with what was received before it.
            do { graphs.append(try MoneyGraph(payments, mayHoldMoney: period != nil)) } catch {
                throw InputError(
                    field: "payments", expected: "payments without circles, of what was received",
                    found: "\(error.description) (\(scenario.rawValue))")
            }
        }
        let rated = Set(graphs.flatMap(\.names).filter(isRated))
        return advertisers.map { advertiser in
            let flows = graphs.map { MoneyFlow(from: MoneyParty.name(advertiser), in: $0) }
            return Report(
                advertiser: advertiser, ends: flows.map { $0.ends(rated.contains) },
                rated: arrivals(flows, rated, edges.bases))
        }
    }

    private func isRated(_ name: String) -> Bool { Host(name).map { !lists(rating: $0).isEmpty } == true }

    private func arrivals(_ flows: [MoneyFlow], _ rated: Set<String>, _ bases: [String: Basis]) -> [Report.Arrival] {
        let parts = flows.map { $0.parts(of: rated.contains).filter { $0.value > .zero } }
        return Set(parts.flatMap(\.keys)).compactMap { Host($0) }.sorted().map { site in
            let amounts = parts.map { $0[site.text] ?? Decimal(digits: 0, scale: 2) }
            let payers = Set(flows.flatMap { $0.passedOn(to: site.text) }).sorted()
            let accounts = payers.compactMap { name in bases[name].map { (name, $0) } }
            return Report.Arrival(site: site, amounts: amounts, accounts: accounts, lists: lists(rating: site))
        }
    }
}

extension MoneyFlow {
    /// Who pays the party with the source's money, among others'.
    func passedOn(to name: String) -> [String] {
        guard let party = graph.numbers[name] else { return [] }
        return graph.payers[party].filter { arrivals[$0] > 0 }.map { graph.names[$0] }
    }
}
