public import Daylight

/// When a duty of a provider or publisher of political advertising falls due.
public struct DutyClock: Sendable {
    public let calendar: WorkingCalendar
    public var zone: Zone { calendar.zone }

    public init(calendar: WorkingCalendar) { self.calendar = calendar }

    /// Handing an online ad to the European repository after its first publication (TTPA Art. 13(2)).
    public func repository(firstPublished: Timestamp) -> HourDeadline {
        HourDeadline(event: firstPublished, hours: Law.repositoryHours, zone: zone)
    }

    /// Processing a notification (TTPA Art. 15(7)); `nil` where the law sets no hours: outside the last month before a vote,
    /// and for all but large publishers.
    public func notification(
        received: Timestamp, elections: some Sequence<Election>, size: UndertakingSize
    ) -> HourDeadline? {
        guard size >= .large, isInLastMonth(received, elections) else { return nil }
        return HourDeadline(event: received, hours: Law.notificationHours, zone: zone)
    }

    /// What an authority's request asks for (TTPA Art. 16(3), (4)).
    public struct AuthorityDeadlines: Hashable, Sendable {
        /// Day at whose end the request must be acknowledged.
        public let acknowledge: CivilDate
        /// Day at whose end it must be answered.
        public let answer: CivilDate
        /// For what is in the provider's possession, in the last month before a vote; `nil` otherwise and for micro and small
        /// undertakings, which answer without undue delay.
        public let urgent: HourDeadline?
    }

    /// `nil` only when the calendar ends before.
    public func authority(
        received: Timestamp, elections: some Sequence<Election>, size: UndertakingSize
    ) -> AuthorityDeadlines? {
        let day = zone.day(of: received)
        let answerDays = size >= .large ? Law.authorityAnswerDays : Law.authorityAnswerDaysOfSmall
        guard let acknowledge = calendar.day(workingDays: Int64(Law.authorityAcknowledgeDays), after: day),
            let answer = calendar.day(workingDays: Int64(answerDays), after: day)
        else { return nil }
        let isUrgent = size >= .medium && isInLastMonth(received, elections)
        return AuthorityDeadlines(
            acknowledge: acknowledge, answer: answer,
            urgent: isUrgent ? HourDeadline(event: received, hours: Law.authorityHours, zone: zone) : nil)
    }

    /// Answering an interested entity (TTPA Art. 17): the day at whose end the month is over; `nil` only when the calendar
    /// ends before.
    public func interestedEntity(received: Timestamp) -> CivilDate? {
        calendar.day(months: Int64(Law.interestedEntityMonths), after: zone.day(of: received))
    }

    /// The day at whose end records and notices may go (TTPA Art. 9(3), 12(4), 13(3)). A minimum: it is not moved to a working
    /// day. `nil` only when the calendar ends before.
    public static func retentionEnd(lastPublished day: CivilDate) -> CivilDate? {
        day.adding(months: Int64(Law.retentionYears) * 12)
    }

    private func isInLastMonth(_ instant: Timestamp, _ elections: some Sequence<Election>) -> Bool {
        elections.contains { ElectionWindow.lastMonth(of: $0, zone: zone).contains(instant) }
    }
}
