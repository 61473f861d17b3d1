public import Daylight

/// A period counted in hours: when we want to be done, and when it is over in law.
///
/// Hours run through nights, weekends and holidays, and they are elapsed hours: a change of the clock shifts what it shows.
public struct HourDeadline: Hashable, Sendable {
    /// So many hours after the event.
    public let target: Timestamp
    /// The end of the last full hour: the hour in which the event falls is not counted (Regulation 1182/71 Art. 3(1)).
    public let latest: Timestamp

    public init(event: Timestamp, hours: Int, zone: Zone) {
        let period = Int64(hours) * 3600
        target = Timestamp(milliseconds: event.milliseconds + period * 1000)
        latest = Timestamp(seconds: Self.fullHour(after: event, zone).seconds + period)
    }

    /// The first full hour of the zone's clock strictly after the instant.
    private static func fullHour(after event: Timestamp, _ zone: Zone) -> Timestamp {
        var instant = event.seconds + 1
        // A second look where the clock changes by half an hour in between.
        for _ in 0..<2 {
            let intoHour = (instant + zone.offset(at: Timestamp(seconds: instant))) % 3600
            instant += intoHour == 0 ? 0 : (intoHour < 0 ? -intoHour : 3600 - intoHour)
        }
        return Timestamp(seconds: instant)
    }
}
