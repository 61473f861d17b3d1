import BigInt

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How much of the margin each batch could overstate at most: batches are drawn in proportion to it.
public struct BatchBounds: Sendable {
    /// An exact share of a margin, by which a batch may hide an error, or does.
    public struct Share: Sendable {
        public let numerator: Int
        public let denominator: Int

        public var double: Double { Double(numerator) / Double(denominator) }

        func isBelow(_ other: Share) -> Bool {
            Int128(numerator) * Int128(other.denominator) < Int128(other.numerator) * Int128(denominator)
        }

        static func largest(_ shares: some Sequence<Share>) -> Share {
            shares.max { $0.isBelow($1) } ?? Share(numerator: 0, denominator: 1)
        }
    }

    /// By batch.
    public let shares: [Share]
    /// Their sum.
    public let total: Double

    init(_ shares: [Share]) {
        self.shares = shares
        var sum = CompensatedSum()
        for share in shares { sum.add(share.double) }
        total = sum.value
    }

    /// The largest bounds of contests that share the draws; `nil` when one of them has none.
    public init?(sharedBy audits: [BatchAudit]) {
        var bounds: [BatchBounds] = []
        for audit in audits {
            guard let own = audit.bounds else { return nil }
            bounds.append(own)
        }
        guard let first = bounds.first else { return nil }
        self =
            bounds.count == 1
            ? first
            : BatchBounds(
                first.shares.indices.map { batch in Share.largest(bounds.lazy.map { $0.shares[batch] }) })
    }

    /// The bounds for the sampler.
    var quotients: [Quotient] {
        shares.map { Quotient(BigUInt(max(0, $0.numerator)), BigUInt($0.denominator)) }
    }

    /// How many draws more bring the risk down to the limit if no errors are found; the number of batches when that is fewer.
    ///
    /// - Parameter risk: logarithm of the risk so far.
    func size(limit: RiskLimit, fromLog risk: Double = 0) -> Int {
        let draws = ((log(limit.value) - risk) / log1p(-1 / total)).rounded(.up) + 1
        return draws < Double(shares.count) ? max(1, Int(draws)) : shares.count
    }
}
