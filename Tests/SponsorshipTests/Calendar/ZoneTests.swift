import Daylight
import Sponsorship
import Testing

@Suite struct ZoneTests {
    private let berlin = Zone("Europe/Berlin")!

    @Test(arguments: ["Mars/Olympus", "GMT+2", "europe berlin", "", "+02:00"])
    func onlyPlacesOfTheDatabaseAreZones(_ name: String) { #expect(Zone(name) == nil) }

    @Test func anInstantFallsOnTheDayOfThePlace() {
        let instant = Timestamp(iso8601: "2026-05-14T22:30:00Z")!
        #expect(berlin.day(of: instant).description == "2026-05-15")
        #expect(berlin.text(instant) == "2026-05-15T00:30:00+02:00")
    }

    @Test func aDayStartsAtItsOwnOffset() {
        #expect(berlin.text(berlin.start(of: CivilDate(iso8601: "2026-02-28")!)) == "2026-02-28T00:00:00+01:00")
        #expect(berlin.text(berlin.start(of: CivilDate(iso8601: "2026-03-30")!)) == "2026-03-30T00:00:00+02:00")
    }

    @Test func aDayWithoutMidnightStartsWithItsFirstInstant() {
        // In Beirut clocks went from 24:00 to 01:00 on 31 March 2024.
        let beirut = Zone("Asia/Beirut")!
        #expect(beirut.text(beirut.start(of: CivilDate(iso8601: "2024-03-31")!)) == "2024-03-31T01:00:00+03:00")
    }

    @Test(arguments: [
        "2026-05-15T10:00:00", "2026-02-30T10:00:00Z", "2026-05-15T24:00:00Z", "2026-05-15 10:00:00Z", "2026-05-15T10:00Z",
        "2026-05-15T10:00:60Z", "2026-05-15T10:00:00z", "2026-05-15T10:00:00+2:00",
        "2026-05-15T10:00:00Z ", "2026-05-15T10:00:00.Z",
    ])
    func anInstantHasADayAClockAndAnOffset(_ text: String) { #expect(Timestamp(iso8601: text) == nil) }
}
