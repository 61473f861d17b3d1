public import Daylight

extension MoneyTrail {
    /// Days from a first to a last, both included.
    public struct Period: Hashable, Sendable {
        public let start: CivilDate
        public let end: CivilDate

        /// `nil` unless it ends on the day it starts or later.
        public init?(start: CivilDate, end: CivilDate) {
            guard start <= end else { return nil }
            (self.start, self.end) = (start, end)
        }

        /// Reads `2026-05-01/2026-05-31`, both included.
        public init?(_ text: String) {
            let days = text.split(separator: "/", omittingEmptySubsequences: false).map { CivilDate(iso8601: String($0)) }
            guard days.count == 2, let start = days[0], let end = days[1] else { return nil }
            self.init(start: start, end: end)
        }

        /// At least 1.
        var dayCount: Int64 { end.daysSinceEpoch - start.daysSinceEpoch + 1 }

        /// The days of both.
        func overlap(_ other: Period) -> Period? {
            Period(start: max(start, other.start), end: min(end, other.end))
        }

        /// From the first day of either to the last.
        func hull(_ other: Period) -> Period {
            Period(start: min(start, other.start), end: max(end, other.end)) ?? self
        }
    }

    /// What of the trail is known to be of a period.
    ///
    /// Nobody knows when within its own period an amount was paid: of one that is only partly within, between nothing and all
    /// of it counts, and in the middle a part by days. Ads bought or offered count only where their row is wholly within, because
    /// they weigh against each other. Rows without a period are left out.
    func limited(to period: Period) -> MoneyTrail {
        MoneyTrail(
            currency: currency, payments: payments.compactMap { $0.limited(to: period) },
            placements: placements.mapValues { rows in rows.filter { row in row.period.map { $0.overlap(period) == $0 } ?? false }
            },
            period: period, sites: sites, sellers: sellers, lists: lists, owners: owners)
    }

    /// How many payments and placements say no period.
    var undatedCount: Int {
        payments.count { $0.period == nil } + placements.values.reduce(0) { sum, rows in sum + rows.count { $0.period == nil } }
    }
}

extension MoneyTrail.Payment {
    fileprivate func limited(to period: MoneyTrail.Period) -> Self? {
        guard let own = self.period, let common = own.overlap(period) else { return nil }
        let inside = common.dayCount
        guard inside < own.dayCount else { return self }
        let middle = MoneyTrail.divide(amount.mid, [inside, own.dayCount - inside])[0]
        let part = MoneyTrail.Interval(low: Decimal(digits: 0, scale: 4), mid: middle, high: amount.high)
        return part.map { Self(payer: payer, payee: payee, amount: $0, evidence: evidence, period: common) }
    }
}
