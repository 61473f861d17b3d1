public import Daylight

/// The days on which an authority works: every day but Saturdays, Sundays and the given public holidays.
public struct WorkingCalendar: Sendable {
    public let zone: Zone
    /// Holidays from Monday to Friday, each once, in order.
    private let holidays: [CivilDate]

    public init(zone: Zone, holidays: some Sequence<CivilDate>) {
        self.zone = zone
        self.holidays = Set(holidays).filter { $0.weekday <= 5 }.sorted()
    }

    public func isWorkingDay(_ day: CivilDate) -> Bool {
        workingDayCount(through: day) > workingDayCount(through: day.adding(days: -1))
    }

    /// The day at whose end so many working days have passed, counted from the day after the event
    /// (Regulation 1182/71 Art. 3(1) and 3(3)).
    ///
    /// `nil` after the year 9999.
    /// - Precondition: `count` is positive.
    public func day(workingDays count: Int64, after event: CivilDate) -> CivilDate? {
        let (wanted, overflow) = workingDayCount(through: event).addingReportingOverflow(count)
        var (low, high) = (event, CivilDate.printable.upperBound)
        guard !overflow, workingDayCount(through: high) >= wanted else { return nil }
        // Bisecting takes the same time for a hostile list of holidays as for none.
        while high.daysSinceEpoch - low.daysSinceEpoch > 1 {
            let middle = CivilDate(daysSinceEpoch: (low.daysSinceEpoch + high.daysSinceEpoch) >> 1)
            if workingDayCount(through: middle) < wanted { low = middle } else { high = middle }
        }
        return high
    }

    /// The end of a period in months: the day of the same number, moved to the next working day if it is none
    /// (Regulation 1182/71 Art. 3(2)(c) and 3(4) [R]). Not for windows before a vote nor for retention.
    ///
    /// `nil` after the year 9999.
    public func day(months: Int64, after event: CivilDate) -> CivilDate? {
        event.adding(months: months).flatMap { day(workingDays: 1, after: $0.adding(days: -1)) }
    }

    /// Working days from Monday, 29 December 1969, to the end of the day; negative before.
    private func workingDayCount(through day: CivilDate) -> Int64 {
        let days = day.daysSinceEpoch + 3
        let week = days >= 0 ? days / 7 : -((6 - days) / 7)
        return week * 5 + min(days - week * 7 + 1, 5) - holidayCount(through: day)
    }

    private func holidayCount(through day: CivilDate) -> Int64 {
        var (low, high) = (0, holidays.count)
        while low < high {
            let middle = (low + high) / 2
            if holidays[middle] <= day { low = middle + 1 } else { high = middle }
        }
        return Int64(low)
    }
}
