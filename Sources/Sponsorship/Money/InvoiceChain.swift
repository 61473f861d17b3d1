/// Who keeps how much of what a sponsor pays, when providers pay other providers for the same ad (sponsorship reference,
/// section 3.7): adding up gross invoices would count the same money again at every hand.
public struct InvoiceChain: Sendable {
    /// What one party pays another.
    public struct Invoice: Hashable, Sendable {
        public let payer: String
        public let provider: String
        public let amount: Decimal

        public init(payer: String, provider: String, amount: Decimal) {
            self.payer = payer
            self.provider = provider
            self.amount = amount
        }
    }

    /// Received and not paid on, for every party but the sponsor, in the order in which they are first named.
    public let kept: [(provider: String, amount: Decimal)]

    /// - Throws: ``Overspent`` when a provider pays on more than it received.
    public init(sponsor: String, invoices: [Invoice]) throws(Overspent) {
        var order: [String] = []
        var net: [String: Decimal] = [:]
        func add(_ amount: Decimal, to party: String) {
            if net[party] == nil { order.append(party) }
            net[party] = (net[party] ?? .zero) + amount
        }
        for invoice in invoices {
            add(.zero - invoice.amount, to: invoice.payer)
            add(invoice.amount, to: invoice.provider)
        }
        var kept: [(provider: String, amount: Decimal)] = []
        for party in order where party != sponsor {
            let amount = net[party] ?? .zero
            guard amount >= .zero else { throw Overspent(provider: party, by: .zero - amount) }
            kept.append((party, amount))
        }
        self.kept = kept
    }

    /// A provider that pays on more than it received.
    public struct Overspent: Error, Hashable, Sendable {
        public let provider: String
        public let by: Decimal
    }

    /// What all providers together received for the ad.
    public var total: Decimal { kept.reduce(.zero) { $0 + $1.amount } }
}
