public import Daylight

/// One question to the calendar, with everything that its answer depends on.
public enum DeadlineQuestion: Hashable, Sendable {
    case repository(firstPublished: Timestamp)
    case notification(received: Timestamp, elections: [Election], size: UndertakingSize)
    case authority(received: Timestamp, elections: [Election], size: UndertakingSize)
    case article5Window(Election)
    case lastMonth(Election)
    case retention(lastPublished: CivilDate)
    case workingDays(Int64, after: CivilDate)
    case months(Int64, after: CivilDate)

    /// Reads one item of a file of deadlines.
    ///
    /// - Parameter zone: where an instant falls on a day.
    /// - Throws: ``InputError`` with the member that is missing or wrong.
    init(kind: String, _ item: MemberReader, zone: Zone) throws(InputError) {
        switch kind {
        case "repository": self = .repository(firstPublished: try item.instant("event"))
        case "notification":
            self = .notification(
                received: try item.instant("received"), elections: try item.elections(), size: try item.size())
        case "authority":
            self = .authority(
                received: try item.instant("received"), elections: try item.elections(), size: try item.size())
        case "art5Window": self = .article5Window(try item.election())
        case "lastMonth": self = .lastMonth(try item.election())
        case "retention7y": self = .retention(lastPublished: try item.day("last", zone))
        case "workingDays": self = .workingDays(try item.count("n"), after: try item.day("event", zone))
        case "month": self = .months(try item.count("n"), after: try item.day("event", zone))
        default:
            throw item.fault(
                "kind",
                "repository, notification, authority, art5Window, lastMonth, retention7y, workingDays or month",
                .string(kind))
        }
    }
}

extension MemberReader {
    fileprivate func elections() throws(InputError) -> [Election] { try dates("elections").map { Election(date: $0) } }

    fileprivate func election() throws(InputError) -> Election {
        Election(
            date: try date("election"), pollsClose: try optionalInstant("pollsClose"),
            announcedAt: try optionalInstant("announcedAt"))
    }

    fileprivate func size() throws(InputError) -> UndertakingSize {
        guard let value = optional("size") else { return .large }
        guard let size = value.stringValue.flatMap(UndertakingSize.init) else {
            throw fault("size", "micro, small, medium or large", value)
        }
        return size
    }

    fileprivate func count(_ name: String) throws(InputError) -> Int64 { try integer(name, in: 1...Int64.max) }

    /// A date, or the day on which an instant falls in the zone.
    fileprivate func day(_ name: String, _ zone: Zone) throws(InputError) -> CivilDate {
        let text = optional(name)?.stringValue
        if let date = text.flatMap({ CivilDate(iso8601: $0) }) { return date }
        guard let instant = text.flatMap({ Timestamp(iso8601: $0) }) else {
            throw fault(name, "a day as YYYY-MM-DD or an instant with seconds and offset", object[name])
        }
        return zone.day(of: instant)
    }
}
