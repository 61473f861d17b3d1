import Daylight

/// How a holiday is found in a year.
enum HolidayRule: Sendable {
    case on(Int64, Int64)
    /// A fixed day that the law made a holiday from a year on.
    case since(Int64, Int64, Int64)
    /// A fixed day that is a working day in one year.
    case except(Int64, Int64, Int64)
    /// The first such weekday (1 for Monday) on or after the day.
    case weekday(Int, from: Int64, Int64)
    /// Days after Easter Sunday.
    case easter(Int64)
    /// 1 February if that is a Friday, otherwise the first Monday of the month (Ireland).
    case saintBrigid

    func day(in year: Int64, _ easter: Easter) -> CivilDate? {
        switch self {
        case .on(let month, let day): return CivilDate(year: year, month: month, day: day)
        case .since(let first, let month, let day): return year < first ? nil : CivilDate(year: year, month: month, day: day)
        case .except(let other, let month, let day): return year == other ? nil : CivilDate(year: year, month: month, day: day)
        case .weekday(let weekday, from: let month, let day):
            return CivilDate(year: year, month: month, day: day).map { $0.adding(days: Int64((weekday - $0.weekday + 7) % 7)) }
        case .easter(let offset): return easter.sunday(of: year).adding(days: offset)
        case .saintBrigid:
            let first = CivilDate(year: year, month: 2, day: 1)
            return first?.weekday == 5 ? first : Self.weekday(1, from: 2, 1).day(in: year, easter)
        }
    }

    /// Whether the holiday moves with Easter.
    var isMovable: Bool { if case .easter = self { true } else { false } }
}
