import Daylight

extension MoneyTrail {
    /// What the split of an account's money over sites rests on.
    public enum Basis: String, Hashable, Sendable {
        /// Ads that were bought: at least 30.
        case wins
        /// Ads that were offered.
        case calls
        /// Nothing: sites that list the account may sell through it, and nobody measured whether they do.
        case noMeasurement

        /// What shows it.
        var evidence: Evidence {
            switch self {
            case .wins: .winLog
            case .calls: .crawl
            case .noMeasurement: .adsTxt
            }
        }
    }

    /// Below this many ads bought, chance says more than they do (sponsorship reference, section 11).
    public static let fewestWins: Int64 = 30

    /// How an account's money is divided.
    struct Split {
        let basis: Basis
        /// Sorted by site.
        let weights: [(site: Host, weight: Int64)]
    }

    /// `nil` when nobody can know: no site lists the account, or its system hides whom it pays and nobody measured.
    func split(of account: AccountPools.Account) -> Split? {
        let seen = placements[account] ?? []
        if seen.reduce(0, { $0.addingReportingOverflow($1.wins).partialValue }) >= Self.fewestWins {
            return Split(basis: .wins, weights: Self.sums(seen, \.wins))
        }
        if seen.contains(where: { $0.calls > 0 }) { return Split(basis: .calls, weights: Self.sums(seen, \.calls)) }
        if isHidden(account) { return nil }
        let listing = sites.filter { $0.value.relationships(of: account.id, at: account.system).contains(.direct) }
        guard !listing.isEmpty else { return nil }
        return Split(basis: .noMeasurement, weights: listing.keys.sorted().map { ($0, 1) })
    }

    /// Whether the account's system hides whom it pays.
    func isHidden(_ account: AccountPools.Account) -> Bool {
        sellers[account.system]?.seller(account.id)?.isConfidential == true
    }

    private static func sums(_ placements: [Placement], _ count: (Placement) -> Int64) -> [(site: Host, weight: Int64)] {
        Dictionary(placements.map { ($0.site, count($0)) }, uniquingKeysWith: +)
            .filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Divides an amount by weights to a ten-thousandth; what is left over goes to the largest remainders, the first of equals.
    static func divide(_ amount: Decimal, _ weights: [Int64]) -> [Decimal] {
        let (units, whole) = (amount.tenThousandths, weights.reduce(UInt128(0)) { $0 + UInt128($1) })
        guard whole > 0 else { return weights.map { _ in Decimal(digits: 0, scale: 4) } }
        var parts: [UInt128] = []
        var rests: [UInt128] = []
        for weight in weights {
            let split = whole.dividingFullWidth(units.multipliedFullWidth(by: UInt128(weight)))
            parts.append(split.quotient)
            rests.append(split.remainder)
        }
        let missing = Int(units - parts.reduce(0, +))
        for index in rests.indices.sorted(by: { (rests[$1], $0) < (rests[$0], $1) }).prefix(missing) { parts[index] += 1 }
        return parts.map { Decimal(digits: Int128($0), scale: 4) }
    }
}

extension AccountPools.Account {
    /// Reads `system/id`; `nil` for other names.
    public init?(_ name: String) {
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, let system = Host(parts[0]) else { return nil }
        self.init(system: system, id: String(parts[1]))
    }
}
