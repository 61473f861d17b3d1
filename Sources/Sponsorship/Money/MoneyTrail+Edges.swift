public import Daylight

extension MoneyTrail {
    /// Money from one party to another, with what shows it (sponsorship reference, section 11).
    public struct Edge: Hashable, Sendable {
        public let payer: String
        public let payee: String
        /// Least, middle and most, in the order of ``Scenario``.
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

    /// The payments in the order in which they are given, then what accounts receive and pass on to sites, or to nobody knows
    /// whom, by account.
    ///
    /// - Returns: the edges, and what the split of each account rests on.
    func edges() -> (edges: [Edge], bases: [String: Basis]) {
        var edges = paymentEdges()
        let payers = Set(edges.map(\.payer))
        let received = Dictionary(grouping: edges.filter { !payers.contains($0.payee) }, by: \.payee)
        var bases: [String: Basis] = [:]
        for (name, incoming) in received.sorted(by: { $0.key < $1.key }) {
            guard let account = AccountPools.Account(name) else { continue }
            let (sums, period) = (Self.sums(incoming), Self.period(of: incoming))
            guard let split = split(of: account) else {
                edges.append(
                    Edge(
                        payer: name, payee: MoneyGraph.unknown, amounts: sums,
                        evidence: isHidden(account) ? .sellersJson : nil, period: period, weight: 1))
                continue
            }
            bases[name] = split.basis
            let parts = sums.map { Self.divide($0, split.weights.map(\.weight)) }
            for (index, weight) in split.weights.enumerated() {
                edges.append(
                    Edge(
                        payer: name, payee: weight.site.text, amounts: parts.map { $0[index] }, evidence: split.basis.evidence,
                        period: period, weight: weight.weight))
            }
        }
        return (edges, bases)
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
            "from": .string(payer), "to": .string(payee), "amount": MoneyAnswer.interval(amounts),
            "currency": .string(currency), "period": period?.json ?? .null,
            "evidence": evidence.map { .string($0.rawValue) } ?? .null, "weight": .integer(weight),
        ]
    }
}

extension MoneyTrail.Period {
    /// `{"start", "end"}`.
    public var json: JSONValue { ["start": .string(start.description), "end": .string(end.description)] }
}
