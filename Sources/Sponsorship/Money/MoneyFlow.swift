/// Where the money of one payer ends, when every party mixes what it receives and passes it on in the proportions of what it
/// pays (sponsorship reference, sections 11 and 14.6).
///
/// Kept in fixed point with as many bits behind the point as fit into 128: the parts of a split are rounded down and the
/// last takes the rest, so that nothing is lost.
public struct MoneyFlow: Sendable {
    /// What leaves the source, in ten-thousandths.
    let total: UInt128
    /// Bits behind the point.
    private let shift: Int
    /// What of the source's money comes to each party of the graph.
    let arrivals: [UInt128]
    /// What of it the parties receive and do not pay on, though they pay others.
    private let undisclosed: UInt128
    let graph: MoneyGraph

    private static let mostBits = 96

    /// Follows what leaves the source; a party that pays nothing is the source of nothing.
    public init(from source: String, in graph: MoneyGraph) {
        self.graph = graph
        let start = graph.numbers[source]
        total = start.map { graph.paid[$0] } ?? 0
        shift = min(Self.mostBits, total.leadingZeroBitCount - 2)
        var arrivals = [UInt128](repeating: 0, count: graph.names.count)
        var undisclosed: UInt128 = 0
        if let start { arrivals[start] = total << shift }
        for party in graph.order where arrivals[party] > 0 && !graph.outgoing[party].isEmpty {
            let whole = party == start ? graph.paid[party] : max(graph.paid[party], graph.received[party])
            undisclosed += Self.pass(arrivals[party], by: graph.outgoing[party], of: whole, to: &arrivals)
        }
        (self.arrivals, self.undisclosed) = (arrivals, undisclosed)
    }

    /// Splits an amount in proportion; returns what of it is not paid on.
    private static func pass(
        _ amount: UInt128, by payments: [(payee: Int, amount: UInt128)], of whole: UInt128, to arrivals: inout [UInt128]
    ) -> UInt128 {
        var (rest, left) = (amount, whole)
        for payment in payments where payment.amount > 0 {
            left -= payment.amount
            let product = amount.multipliedFullWidth(by: payment.amount)
            let part = left == 0 ? rest : whole.dividingFullWidth(product).quotient
            arrivals[payment.payee] += part
            rest -= part
        }
        return rest
    }

    /// The four ways in which money ends.
    public struct Ends: Hashable, Sendable {
        public let rated: Decimal
        public let unknown: Decimal
        public let clean: Decimal
        public let fees: Decimal

        /// All of it.
        public var sum: Decimal { rated + unknown + clean + fees }
    }

    /// Where the money ends, in cents that add up to what left the source: parts of cents go to the largest remainder, and
    /// of equal ones to the first of rated, unknown, clean and fees.
    ///
    /// - Parameter isRated: whether a party without payments of its own is on a supplied list.
    public func ends(_ isRated: (String) -> Bool) -> Ends {
        var (rated, unknown, clean, fees) = (UInt128(0), undisclosed, UInt128(0), UInt128(0))
        for (party, name) in graph.names.enumerated() where graph.outgoing[party].isEmpty {
            switch name {
            case MoneyGraph.fee: fees += arrivals[party]
            case MoneyGraph.unknown: unknown += arrivals[party]
            case _ where isRated(name): rated += arrivals[party]
            default: clean += arrivals[party]
            }
        }
        let cents = inCents([rated, unknown, clean, fees]).map { Decimal(digits: Int128($0), scale: 2) }
        return Ends(rated: cents[0], unknown: cents[1], clean: cents[2], fees: cents[3])
    }

    /// What of the source's money ends at each rated party, in cents that add up to what ``ends(_:)`` gives them all: parts of
    /// cents go to the largest remainder, and of equal ones to the first by name.
    func parts(of isRated: (String) -> Bool) -> [String: Decimal] {
        let parties = graph.names.indices.filter { party in
            arrivals[party] > 0 && graph.outgoing[party].isEmpty && isRated(graph.names[party])
        }.sorted { graph.names[$0].utf8.lexicographicallyPrecedes(graph.names[$1].utf8) }
        guard !parties.isEmpty else { return [:] }
        var cents = parties.map { arrivals[$0] / cent }
        let nothing = max(cent >> 40, 1)
        let rests = parties.map { (arrivals[$0] % cent + nothing / 2) / nothing }
        let whole = UInt128(ends(isRated).rated.digits)
        let byRest = parties.indices.sorted { (rests[$1], $0) < (rests[$0], $1) }
        for place in 0..<Int(whole - cents.reduce(0, +)) { cents[byRest[place % byRest.count]] += 1 }
        return Dictionary(
            uniqueKeysWithValues: zip(parties, cents).map { (graph.names[$0], Decimal(digits: Int128($1), scale: 2)) })
    }

    private var cent: UInt128 { 100 << shift }

    /// Whole cents and the rest; what is nearer to a whole cent than any rounding is taken for one.
    private func snapped(_ amount: UInt128) -> (cents: UInt128, rest: UInt128) {
        let (cents, rest) = amount.quotientAndRemainder(dividingBy: cent)
        let nothing = cent >> 40
        if rest >= cent - nothing { return (cents + 1, 0) }
        // Two rests that differ by less than the rounding are equal.
        return (cents, nothing == 0 ? rest : (rest + nothing / 2) / nothing)
    }

    private func inCents(_ parts: [UInt128]) -> [UInt128] {
        let snapped = parts.map(snapped)
        var cents = snapped.map(\.cents)
        let sum = (total + 50) / 100
        let whole = cents.reduce(0, +)
        let byRest = parts.indices.sorted { (snapped[$1].rest, $0) < (snapped[$0].rest, $1) }
        for place in 0..<Int(sum > whole ? sum - whole : 0) { cents[byRest[place % byRest.count]] += 1 }
        return cents
    }
}
