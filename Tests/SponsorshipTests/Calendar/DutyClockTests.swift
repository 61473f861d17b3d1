import Daylight
import Sponsorship
import Testing

/// The worked cases of the duties' clock, and the rules behind them.
@Suite struct DutyClockTests {
    /// Germany with Ascension Day and Whit Monday 2026.
    private let germany = DutyClock(
        calendar: WorkingCalendar(
            zone: Zone("Europe/Berlin")!, holidays: ["2026-05-14", "2026-05-25"].map { CivilDate(iso8601: $0)! }))

    private func day(_ text: String) -> CivilDate { CivilDate(iso8601: text)! }
    private func instant(_ text: String) -> Timestamp { Timestamp(iso8601: text)! }
    private func text(_ instant: Timestamp?) -> String? { instant.map(germany.zone.text) }

    @Test func anAdIsHandedToTheRepositoryWithin72Hours() {
        let deadline = germany.repository(firstPublished: instant("2026-05-15T10:20:00+02:00"))
        #expect(text(deadline.target) == "2026-05-18T10:20:00+02:00")
        #expect(text(deadline.latest) == "2026-05-18T11:00:00+02:00")
    }

    @Test(arguments: [
        ("2026-05-15T12:00:00+02:00", "2026-05-18T13:00:00+02:00"),
        ("2026-05-15T12:30:00+02:00", "2026-05-18T13:00:00+02:00"),
        ("2026-05-15T12:59:59+02:00", "2026-05-18T13:00:00+02:00"),
        ("2026-05-15T12:59:59.999+02:00", "2026-05-18T13:00:00+02:00"),
    ])
    func theHourOfTheEventIsNotCounted(_ event: String, _ latest: String) {
        #expect(text(germany.repository(firstPublished: instant(event)).latest) == latest)
    }

    @Test func hoursAreElapsedHoursThroughAChangeOfTheClock() {
        let spring = germany.repository(firstPublished: instant("2026-03-28T01:15:00+01:00"))
        #expect(text(spring.target) == "2026-03-31T02:15:00+02:00")
        #expect(text(spring.latest) == "2026-03-31T03:00:00+02:00")
    }

    @Test func fullHoursAreThoseOfThePlacesClock() {
        let kolkata = Zone("Asia/Kolkata")!
        let deadline = HourDeadline(event: instant("2026-05-15T10:20:00+05:30"), hours: 1, zone: kolkata)
        #expect(kolkata.text(deadline.latest) == "2026-05-15T12:00:00+05:30")
        // On Lord Howe clocks go from 02:00 back to 01:30, so the next full hour after 01:45 comes 45 minutes later.
        let lordHowe = Zone("Australia/Lord_Howe")!
        let autumn = HourDeadline(event: instant("2026-04-05T01:45:00+11:00"), hours: 0, zone: lordHowe)
        #expect(lordHowe.text(autumn.latest) == "2026-04-05T02:00:00+10:30")
    }

    @Test func anAuthorityIsAcknowledgedIn2AndAnsweredIn8WorkingDays() throws {
        let deadlines = try #require(
            germany.authority(
                received: instant("2026-05-13T09:00:00+02:00"), elections: [Election(date: day("2026-05-31"))], size: .large))
        #expect(deadlines.acknowledge.description == "2026-05-18")
        #expect(deadlines.answer.description == "2026-05-27")
        #expect(text(deadlines.urgent?.target) == "2026-05-15T09:00:00+02:00")
    }

    @Test(arguments: [
        (UndertakingSize.micro, "2026-06-02", false, false), (.small, "2026-06-02", false, false),
        (.medium, "2026-06-02", false, true), (.large, "2026-05-27", true, true),
    ])
    func smallerUndertakingsHaveMoreTime(_ size: UndertakingSize, _ answer: String, _ notified: Bool, _ urgent: Bool) throws {
        let received = instant("2026-05-13T09:00:00+02:00")
        let elections = [Election(date: day("2026-05-31"))]
        let deadlines = try #require(germany.authority(received: received, elections: elections, size: size))
        #expect(deadlines.answer.description == answer)
        #expect((deadlines.urgent != nil) == urgent)
        #expect((germany.notification(received: received, elections: elections, size: size) != nil) == notified)
    }

    @Test func windowsBeginAtMidnightOfTheDayOfTheSameNumberOrTheMonthsLast() {
        let election = Election(date: day("2026-05-31"))
        let window = ElectionWindow.article5(of: election, zone: germany.zone)
        #expect(text(window.start) == "2026-02-28T00:00:00+01:00")
        #expect(text(window.end) == "2026-06-01T00:00:00+02:00")
        #expect(text(ElectionWindow.lastMonth(of: election, zone: germany.zone).start) == "2026-04-30T00:00:00+02:00")
    }

    @Test func theWindowOfAVoteAnnouncedLateBeginsWithItsAnnouncement() {
        let (announced, close) = (instant("2026-04-02T12:00:00+02:00"), instant("2026-05-31T18:00:00+02:00"))
        let election = Election(date: day("2026-05-31"), pollsClose: close, announcedAt: announced)
        let window = ElectionWindow.article5(of: election, zone: germany.zone)
        #expect((window.start, window.end) == (announced, close))
        #expect(window.contains(announced) && window.contains(close))
        #expect(!window.contains(Timestamp(milliseconds: close.milliseconds + 1)))
        #expect(text(ElectionWindow.lastMonth(of: election, zone: germany.zone).start) == "2026-04-30T00:00:00+02:00")
    }

    @Test func aLaterVoteHasNoEarlierWindow() {
        var previous = ElectionWindow.article5(of: Election(date: day("2023-12-31")), zone: germany.zone)
        for offset in 1...1500 {
            let election = Election(date: day("2023-12-31").adding(days: Int64(offset)))
            let window = ElectionWindow.article5(of: election, zone: germany.zone)
            #expect(window.start >= previous.start && window.end > previous.end && window.start < window.end)
            #expect(ElectionWindow.lastMonth(of: election, zone: germany.zone).start > window.start)
            previous = window
        }
    }

    @Test func recordsAreKeptSevenYears() {
        #expect(DutyClock.retentionEnd(lastPublished: day("2024-02-29"))?.description == "2031-02-28")
        #expect(DutyClock.retentionEnd(lastPublished: day("9993-01-01")) == nil)
    }

    @Test func aMonthEndsOnAWorkingDay() {
        #expect(germany.interestedEntity(received: instant("2026-04-25T10:00:00+02:00"))?.description == "2026-05-26")
        #expect(germany.interestedEntity(received: instant("2026-01-31T10:00:00+01:00"))?.description == "2026-03-02")
    }

    @Test func everyDueDayIsAWorkingDayAndDueDaysFollowEachOther() {
        var previous = day("2026-05-09")
        for count in Int64(1)...40 {
            let due = germany.calendar.day(workingDays: count, after: day("2026-05-09"))!
            #expect(germany.calendar.isWorkingDay(due) && due > previous)
            #expect(germany.calendar.day(workingDays: 1, after: previous) == due)
            previous = due
        }
    }
}
