import Daylight
import Sponsorship

/// Where advertisers' money went, as far as payments, placements and supplied lists tell.
struct MoneyPage: Page {
    /// What was recorded last; `nil` when nothing was.
    struct Content: Sendable {
        let answer: MoneyAnswer
        let recorded: Timestamp
        /// `nil` when no money was followed.
        let picture: Drawing?
        /// The days that were asked for.
        var span = MoneySpan.everything
    }

    var content: Content?
}

/// What parties promised about their advertising, held against the library.
struct PledgesPage: Page {
    /// By party.
    var pledges: [CheckedPledge]
}

/// The days from one to another, both included, each of which may be left open.
struct MoneySpan: Hashable, Sendable {
    let from: CivilDate?
    let to: CivilDate?
    /// `nil` when both are open.
    let period: MoneyTrail.Period?

    static let everything = MoneySpan(from: nil, to: nil, period: nil)

    private init(from: CivilDate?, to: CivilDate?, period: MoneyTrail.Period?) {
        (self.from, self.to, self.period) = (from, to, period)
    }

    /// `nil` when the last day is before the first.
    init?(from: CivilDate?, to: CivilDate?) {
        guard from != nil || to != nil else {
            self = .everything
            return
        }
        guard let first = from ?? CivilDate(year: 1, month: 1, day: 1),
            let last = to ?? CivilDate(year: 9999, month: 12, day: 31),
            let period = MoneyTrail.Period(start: first, end: last)
        else { return nil }
        self.init(from: from, to: to, period: period)
    }

    /// The address of the same days.
    func path(_ path: String) -> String {
        let query = [("from", from), ("to", to)].compactMap { name, day in day.map { "\(name)=\($0)" } }
        return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
    }
}
