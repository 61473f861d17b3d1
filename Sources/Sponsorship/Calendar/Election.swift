public import Daylight

/// A vote, as far as duties hang on its date.
public struct Election: Hashable, Sendable {
    public let date: CivilDate
    /// The close of the poll; without it the end of the day.
    public let pollsClose: Timestamp?
    /// When the vote was announced, if that is known: duties of the three months do not begin before (TTPA recital 19).
    public let announcedAt: Timestamp?

    public init(date: CivilDate, pollsClose: Timestamp? = nil, announcedAt: Timestamp? = nil) {
        self.date = date
        self.pollsClose = pollsClose
        self.announcedAt = announcedAt
    }
}

/// The time before a vote in which a duty applies, both ends included.
///
/// Periods counted backwards end on the day of the same number, or on the month's last; they are never moved off a weekend
/// (Regulation 1182/71 Art. 3(4)).
public struct ElectionWindow: Hashable, Sendable {
    public let start: Timestamp
    public let end: Timestamp

    /// The three months in which only sponsors with a declared place in the Union are served (TTPA Art. 5(2)).
    public static func article5(of election: Election, zone: Zone) -> ElectionWindow {
        let window = ElectionWindow(months: Law.eligibilityWindowMonths, before: election, zone: zone)
        guard let announcedAt = election.announcedAt, announcedAt > window.start else { return window }
        return ElectionWindow(start: announcedAt, end: window.end)
    }

    /// The month in which notifications and authorities are answered in hours (TTPA Art. 15(7), 16(4)).
    public static func lastMonth(of election: Election, zone: Zone) -> ElectionWindow {
        ElectionWindow(months: Law.lastMonthMonths, before: election, zone: zone)
    }

    /// Empty, when the vote was announced after it.
    public func contains(_ instant: Timestamp) -> Bool { start <= instant && instant <= end }

    private init(start: Timestamp, end: Timestamp) {
        self.start = start
        self.end = end
    }

    /// A window that would begin before the year 1 begins with it.
    private init(months: Int, before election: Election, zone: Zone) {
        let firstDay = election.date.adding(months: -Int64(months)) ?? CivilDate.printable.lowerBound
        start = zone.start(of: firstDay)
        end = election.pollsClose ?? zone.start(of: election.date.adding(days: 1))
    }
}
