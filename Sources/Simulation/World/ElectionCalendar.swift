/// The period of the simulation, and when people are awake in it.
struct ElectionCalendar {
    let start: Int64
    let days: Int

    var end: Int64 { start + Int64(days) * Self.day }

    static let day: Int64 = 86_400
    static let hour: Int64 = 3_600

    /// How active people are at each hour of their own day, the busiest being 1.
    private static let hourly: [Double] = [
        0.12, 0.06, 0.04, 0.03, 0.04, 0.10, 0.28, 0.50, 0.62, 0.60, 0.58, 0.62,
        0.72, 0.68, 0.60, 0.60, 0.66, 0.76, 0.88, 0.98, 1.00, 0.92, 0.62, 0.32,
    ]
    /// From Monday to Sunday.
    private static let daily: [Double] = [0.82, 0.80, 0.82, 0.86, 0.90, 1.00, 0.96]

    func contains(_ second: Int64) -> Bool { second >= start && second < end }

    /// Chance, 0 to 1, that somebody living `zone` hours east of UTC posts at this second rather than at the busiest one.
    func liveliness(at second: Int64, zone: Int) -> Double {
        let local = second - start + Int64(zone) * Self.hour
        let dayNumber = (local + Self.day).quotientAndRemainder(dividingBy: Self.day)
        let weekday = (Int(dayNumber.quotient) + 6) % 7
        return Self.hourly[Int(dayNumber.remainder / Self.hour)] * Self.daily[weekday]
    }

    /// A second of the period, busy hours being likelier.
    func moment(zone: Int, using random: inout SeededGenerator) -> Int64 {
        while true {
            let second = start + Int64(random.index(below: days * Int(Self.day)))
            if random.chance(liveliness(at: second, zone: zone)) { return second }
        }
    }

    /// A second between 19:00 and 22:00 local time on a random day, when debates and matches are broadcast.
    func evening(zone: Int, using random: inout SeededGenerator) -> Int64 {
        let opening = start + Int64(random.index(below: days)) * Self.day + (19 - Int64(zone)) * Self.hour
        return opening + Int64(random.index(below: Int(3 * Self.hour)))
    }
}
