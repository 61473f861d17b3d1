/// Payments between named parties, without circles (sponsorship reference, sections 11 and 14.6).
public struct MoneyGraph: Sendable {
    public struct Payment: Hashable, Sendable {
        public let payer: String
        public let payee: String
        /// At most four digits behind the point.
        public let amount: Decimal

        public init(payer: String, payee: String, amount: Decimal) {
            self.payer = payer
            self.payee = payee
            self.amount = amount
        }
    }

    public enum Fault: Error, Hashable, Sendable {
        /// Payments lead back to this party.
        case circle(String)
        /// This party receives something and pays more than that.
        case overspent(String)
        /// The names of ends pay nobody.
        case endPays(String)
    }

    /// Where money stops that intermediaries keep.
    public static let fee = "fee"
    /// Where money stops of which nobody says where it went.
    public static let unknown = "unknown"

    /// In order of their first payment.
    public let names: [String]
    let numbers: [String: Int]
    /// Amounts are in ten-thousandths.
    let outgoing: [[(payee: Int, amount: UInt128)]]
    /// Who pays each party, once for every payment.
    let payers: [[Int]]
    let received: [UInt128]
    let paid: [UInt128]
    /// Payers before payees.
    let order: [Int]

    /// - Parameter mayHoldMoney: whether a party may pay more than it received, because it had money before.
    public init(_ payments: [Payment], mayHoldMoney: Bool = false) throws(Fault) {
        var names: [String] = []
        var numbers: [String: Int] = [:]
        func number(_ name: String) -> Int {
            if let number = numbers[name] { return number }
            numbers[name] = names.count
            names.append(name)
            return names.count - 1
        }
        let edges = payments.map { (number($0.payer), number($0.payee), $0.amount.tenThousandths) }
        var outgoing = [[(payee: Int, amount: UInt128)]](repeating: [], count: names.count)
        var (received, paid) = ([UInt128](repeating: 0, count: names.count), [UInt128](repeating: 0, count: names.count))
        var payers = [[Int]](repeating: [], count: names.count)
        for (payer, payee, amount) in edges {
            payers[payee].append(payer)
            outgoing[payer].append((payee, amount))
            paid[payer] += amount
            received[payee] += amount
        }
        for (number, name) in names.enumerated() {
            if !mayHoldMoney, paid[number] > received[number], received[number] > 0 { throw .overspent(name) }
            if name == Self.fee || name == Self.unknown, !outgoing[number].isEmpty { throw .endPays(name) }
        }
        order = try Self.order(outgoing, names)
        (self.names, self.numbers, self.outgoing) = (names, numbers, outgoing)
        (self.payers, self.received, self.paid) = (payers, received, paid)
    }

    /// Takes away, again and again, the parties whom nobody left pays.
    private static func order(_ outgoing: [[(payee: Int, amount: UInt128)]], _ names: [String]) throws(Fault) -> [Int] {
        var payers = [Int](repeating: 0, count: outgoing.count)
        for edges in outgoing { for edge in edges { payers[edge.payee] += 1 } }
        var order = payers.indices.filter { payers[$0] == 0 }
        var next = 0
        while next < order.count {
            for edge in outgoing[order[next]] {
                payers[edge.payee] -= 1
                if payers[edge.payee] == 0 { order.append(edge.payee) }
            }
            next += 1
        }
        if let left = payers.indices.first(where: { payers[$0] > 0 }) { throw .circle(names[left]) }
        return order
    }
}

extension Decimal {
    /// The number in ten-thousandths, of one that is not negative and has at most four digits behind the point.
    var tenThousandths: UInt128 {
        UInt128((scale..<max(scale, 4)).reduce(digits) { value, _ in value * 10 })
    }
}
