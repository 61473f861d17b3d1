import Daylight

/// The church's calendar that a state's movable holidays follow.
enum Easter: Sendable {
    case western
    case orthodox

    /// Easter Sunday, as a day of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).
    func sunday(of year: Int64) -> CivilDate {
        switch self {
        case .western: Self.western(year)
        case .orthodox: Self.orthodox(year)
        }
    }

    private static func western(_ year: Int64) -> CivilDate {
        let (golden, century, yearOfCentury) = (year % 19, year / 100, year % 100)
        let moonShift = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - moonShift + 15) % 30
        let toSunday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let correction = (golden + 11 * epact + 22 * toSunday) / 451
        return day(year, epact + toSunday - 7 * correction + 114)
    }

    private static func orthodox(_ year: Int64) -> CivilDate {
        let epact = (19 * (year % 19) + 15) % 30
        let toSunday = (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7
        // So many days the Julian calendar is behind the Gregorian.
        return day(year, epact + toSunday + 114).adding(days: year / 100 - year / 400 - 2)
    }

    /// Both rules give month and day as one number, 31 to the month.
    private static func day(_ year: Int64, _ monthAndDay: Int64) -> CivilDate {
        CivilDate(year: year, month: monthAndDay / 31, day: 1)!.adding(days: monthAndDay % 31)
    }
}
