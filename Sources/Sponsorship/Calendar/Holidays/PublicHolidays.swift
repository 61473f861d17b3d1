public import Daylight

/// Public holidays of a Member State, computed: those that apply in the whole state by law.
///
/// Regional holidays and days that a government frees for one year are not among them; give them to the calendar beside these.
/// In law the list that the state sends to the Commission decides (Regulation 1182/71 Art. 2(1)).
public struct PublicHolidays: Sendable {
    /// Before, other laws applied in some of the states.
    public static let firstYear: Int64 = 2025

    private let national: NationalHolidays

    /// - Parameter state: alpha-2 code in capitals; Greece also as `EL`.
    /// - Returns: `nil` unless it is a Member State.
    public init?(state: String) {
        guard let national = NationalHolidays.all[state == "EL" ? "GR" : state] else { return nil }
        self.national = national
    }

    /// The act that names the days, where we are sure of it.
    public var law: String? { national.law }

    /// Holidays from Monday to Friday, in order. None before ``firstYear`` and after 9999.
    public func days(in years: ClosedRange<Int64>) -> [CivilDate] {
        let known = years.clamped(to: Self.firstYear...9999)
        guard years.overlaps(Self.firstYear...9999) else { return [] }
        return known.flatMap(days)
    }

    private func days(in year: Int64) -> [CivilDate] {
        let days = Set(national.rules.compactMap { $0.day(in: year, national.easter) })
        var weekdays = days.filter { $0.weekday <= 5 }
        for lost in substituted(in: year) where lost.weekday > 5 {
            var next = lost.adding(days: 1)
            while next.weekday > 5 || weekdays.contains(next) { next = next.adding(days: 1) }
            weekdays.insert(next)
        }
        return weekdays.sorted()
    }

    /// Holidays that are made good when they fall on a weekend, in order.
    private func substituted(in year: Int64) -> [CivilDate] {
        let rules =
            switch national.substitution {
            case .none: [HolidayRule]()
            case .all: national.rules.filter { !$0.isMovable }
            case .only(let rules): rules
            }
        return rules.compactMap { $0.day(in: year, national.easter) }.sorted()
    }
}
