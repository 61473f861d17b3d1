public import Daylight

extension MoneyTrail {
    /// Money from one party to another, with what shows it (sponsorship reference, section 11).
    public struct Edge: Hashable, Sendable {
        public let payer: String
        public let payee: String
        /// In the order of ``Scenario``. What a party keeps can be less where it receives more, if it also pays more.
        public internal(set) var amounts: [Decimal]
        /// `nil` when nobody says where the money went.
        public let evidence: Evidence?
        /// `nil` when it is not known.
        public let period: Period?
        /// What the amount rests on: payments put together, ads bought or offered, or 1 for each of equal parts.
        public internal(set) var weight: Int64
    }

    /// What tells edges apart; payments that differ in nothing of it are one.
    private struct EdgeKey: Hashable {
        let payer: String
        let payee: String
        let evidence: Evidence
        let period: Period?
    }

    /// The money graph.
    struct Edges {
        /// The payments in the order in which they are given, then what accounts receive and pass on to sites, or to nobody
        /// knows whom, by account.
        var passedOn: [Edge]
        /// What the other parties receive and neither pay on nor are the end of, by party: to ``MoneyGraph/unknown``.
        var kept: [Edge] = []
        /// What the split of each account rests on.
        var bases: [String: Basis] = [:]

        /// All of them; in each scenario what comes to a party that pays also leaves it, unless it pays more than it received.
        var all: [Edge] { passedOn + kept }
    }

    func edges() -> Edges {
        var edges = Edges(passedOn: paymentEdges())
        // Accounts pass on to sites, never to accounts, so that no rest here changes another.
        for rest in Self.rests(edges.passedOn) {
            guard let account = AccountPools.Account(rest.name) else { continue }
            guard let split = split(of: account) else {
                edges.passedOn.append(rest.edge(isHidden(account) ? .sellersJson : nil))
                continue
            }
            edges.bases[rest.name] = split.basis
            edges.passedOn += rest.edges(split)
        }
        edges.kept = Self.rests(edges.passedOn).filter(\.isPayer).map { $0.edge(nil) }
        return edges
    }

    /// What a party receives and does not pay on.
    private struct Rest {
        let name: String
        /// Whether it pays anybody.
        let isPayer: Bool
        /// By scenario.
        let amounts: [Decimal]
        /// The days in which it was received; `nil` when they are not all known.
        let period: Period?

        /// Nobody knows where it went.
        func edge(_ evidence: Evidence?) -> Edge {
            Edge(payer: name, payee: MoneyGraph.unknown, amounts: amounts, evidence: evidence, period: period, weight: 1)
        }

        func edges(_ split: Split) -> [Edge] {
            let parts = amounts.map { MoneyTrail.divide($0, split.weights.map(\.weight)) }
            return split.weights.enumerated().map { index, weight in
                Edge(
                    payer: name, payee: weight.site.text, amounts: parts.map { $0[index] }, evidence: split.basis.evidence,
                    period: period, weight: weight.weight)
            }
        }
    }

    /// What is left with whom, by name; those with nothing left in any scenario are not named.
    private static func rests(_ edges: [Edge]) -> [Rest] {
        let paid = Dictionary(grouping: edges, by: \.payer).mapValues(sums)
        return Dictionary(grouping: edges, by: \.payee).sorted { $0.key < $1.key }.compactMap { name, incoming in
            let received = sums(incoming)
            let amounts = paid[name].map { zip(received, $0).map { max($0 - $1, .zero) } } ?? received
            guard amounts.contains(where: { $0 > .zero }) else { return nil }
            return Rest(name: name, isPayer: paid[name] != nil, amounts: amounts, period: period(of: incoming))
        }
    }

    private func paymentEdges() -> [Edge] {
        var edges: [Edge] = []
        var places: [EdgeKey: Int] = [:]
        for payment in payments {
            let amounts = Scenario.allCases.map { payment.amount[$0] }
            let key = EdgeKey(payer: payment.payer, payee: payment.payee, evidence: payment.evidence, period: payment.period)
            if let place = places[key] {
                edges[place].amounts = zip(edges[place].amounts, amounts).map(+)
                edges[place].weight += 1
            } else {
                places[key] = edges.count
                edges.append(
                    Edge(
                        payer: payment.payer, payee: payment.payee, amounts: amounts, evidence: payment.evidence,
                        period: payment.period, weight: 1))
            }
        }
        return edges
    }

    private static func sums(_ edges: [Edge]) -> [Decimal] {
        edges.reduce(Scenario.allCases.map { _ in Decimal.zero }) { sums, edge in zip(sums, edge.amounts).map(+) }
    }

    /// `nil` when one of them has none.
    private static func period(of edges: [Edge]) -> Period? {
        var all: Period?
        for edge in edges {
            guard let period = edge.period else { return nil }
            all = all?.hull(period) ?? period
        }
        return all
    }
}

extension MoneyTrail.Edge {
    /// As JSON; amounts are texts.
    func json(_ currency: String) -> JSONValue {
        [
            "from": .string(payer), "to": .string(payee), "amount": MoneyAnswer.scenarios(amounts),
            "currency": .string(currency), "period": period?.json ?? .null,
            "evidence": evidence.map { .string($0.rawValue) } ?? .null, "weight": .integer(weight),
        ]
    }
}

extension MoneyTrail.Period {
    /// `{"start", "end"}`.
    public var json: JSONValue { ["start": .string(start.description), "end": .string(end.description)] }
}
