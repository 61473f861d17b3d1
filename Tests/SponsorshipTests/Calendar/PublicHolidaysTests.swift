import Daylight
import Testing

@testable import Sponsorship

@Suite struct PublicHolidaysTests {
    private func days(_ state: String, _ year: Int64) -> [String] {
        PublicHolidays(state: state)!.days(in: year...year).map(\.description)
    }

    @Test(arguments: [
        (2024, "2024-03-31", "2024-05-05"), (2025, "2025-04-20", "2025-04-20"), (2026, "2026-04-05", "2026-04-12"),
        (2038, "2038-04-25", "2038-04-25"), (1943, "1943-04-25", "1943-04-25"), (2100, "2100-03-28", "2100-05-02"),
        (1818, "1818-03-22", "1818-04-26"),
    ])
    func easterFallsOnTheChurchesDays(_ year: Int64, _ western: String, _ orthodox: String) {
        #expect(Easter.western.sunday(of: year).description == western)
        #expect(Easter.orthodox.sunday(of: year).description == orthodox)
    }

    @Test func easterIsASundayInSpring() {
        for year in Int64(1600)...3000 {
            let western = Easter.western.sunday(of: year)
            #expect(western.weekday == 7 && Easter.orthodox.sunday(of: year).weekday == 7)
            #expect((western.month, western.day) >= (3, 22) && (western.month, western.day) <= (4, 25))
        }
    }

    @Test func everyMemberStateHasHolidaysAndNobodyElseHas() {
        for state in Law.memberStates { #expect(PublicHolidays(state: state)?.days(in: 2026...2026).isEmpty == false) }
        #expect(Set(NationalHolidays.all.keys) == Law.memberStates.subtracting(["EL"]))
        #expect(PublicHolidays(state: "NO") == nil && PublicHolidays(state: "de") == nil)
    }

    @Test func germanyIn2026() {
        #expect(
            days("DE", 2026) == [
                "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-12-25",
            ])
    }

    @Test func bulgariaMakesHolidaysOnWeekendsGood() {
        // In 2027 Labour Day is Holy Saturday and Monday is Easter's: Tuesday is free, too.
        #expect(days("BG", 2027).filter { $0.hasPrefix("2027-05") } == ["2027-05-03", "2027-05-04", "2027-05-06", "2027-05-24"])
        #expect(days("BG", 2027).suffix(3) == ["2027-12-24", "2027-12-27", "2027-12-28"])
    }

    @Test func irelandKeepsSaintBrigidOnAFriday() {
        #expect(days("IE", 2030).contains("2030-02-01") && !days("IE", 2030).contains("2030-02-04"))
        #expect(days("IE", 2026).contains("2026-02-02") && days("IE", 2026).contains("2026-10-26"))
    }

    @Test func yearsBeforeTheTableHaveNone() {
        let holidays = PublicHolidays(state: "SK")!
        #expect(holidays.days(in: 1990...2024).isEmpty)
        #expect(holidays.days(in: 2020...2025) == holidays.days(in: 2025...2025))
        #expect(!days("SK", 2026).contains("2026-05-08") && days("SK", 2028).contains("2028-05-08"))
    }
}
