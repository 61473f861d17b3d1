public import Daylight
private import Foundation

/// A time zone of the IANA database, to tell on which day and at what clock an instant falls where a publisher works.
public struct Zone: Hashable, Sendable {
    /// Such as `Europe/Brussels`.
    public let name: String
    private let zone: TimeZone

    /// `nil` unless the database has a zone of this name. Fixed offsets such as `GMT+2` are no places and not taken.
    public init?(_ name: String) {
        guard name.utf8.count <= 64, name == "UTC" || name.utf8.contains(UInt8(ascii: "/")), let zone = TimeZone(identifier: name)
        else { return nil }
        self.name = name
        self.zone = zone
    }

    /// Where no zone is named: the seat of the Union's institutions.
    public static let brussels = Zone("Europe/Brussels")!

    /// Seconds east of UTC at the instant.
    public func offset(at instant: Timestamp) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds))))
    }

    /// The day that the instant falls on.
    public func day(of instant: Timestamp) -> CivilDate {
        let local = instant.seconds + offset(at: instant)
        return CivilDate(daysSinceEpoch: local >= 0 ? local / 86_400 : -((86_399 - local) / 86_400))
    }

    /// 00:00 of the day; where clocks go forward at midnight, the first instant there is; where midnight comes twice, the first.
    public func start(of day: CivilDate) -> Timestamp {
        let local = day.daysSinceEpoch * 86_400
        // Offsets lie between -12 h and +14 h: a day before and after see every offset in question.
        let before = offset(at: Timestamp(seconds: local - 86_400))
        let after = offset(at: Timestamp(seconds: local + 86_400))
        let early = Timestamp(seconds: local - max(before, after))
        let late = Timestamp(seconds: local - min(before, after))
        if early.seconds + offset(at: early) == local { return early }
        if late.seconds + offset(at: late) == local { return late }
        return firstInstant(of: day, after: early, until: late)
    }

    /// Bisects for the change of the clock that skipped midnight.
    private func firstInstant(of day: CivilDate, after: Timestamp, until: Timestamp) -> Timestamp {
        var (low, high) = (after.seconds - 1, until.seconds)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if self.day(of: Timestamp(seconds: middle)) < day { low = middle } else { high = middle }
        }
        return Timestamp(seconds: high)
    }

    /// The instant with the zone's clock and numeric offset: `2026-05-18T11:00:00+02:00`.
    public func text(_ instant: Timestamp) -> String {
        let offset = offset(at: instant)
        let local = Timestamp(seconds: instant.seconds + offset).description.dropLast()
        let minutes = abs(offset) / 60
        return "\(local)\(offset < 0 ? "-" : "+")\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
    }

    private static func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }

    public static func == (left: Zone, right: Zone) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
