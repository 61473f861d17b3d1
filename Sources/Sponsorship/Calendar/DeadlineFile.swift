public import Daylight

/// A file of questions to the calendar and its answers (`daylight ads deadlines`).
public struct DeadlineFile: Sendable {
    /// Largest size in bytes.
    public static let byteLimit = 16 << 20
    /// Deepest nesting.
    public static let depthLimit = 32

    public let items: AnsweredItems

    /// Reads `{"zone","holidays":[dates],"items":[…]}` and answers every item; a bad item is answered in its place.
    ///
    /// - Throws: ``InputError`` when the file itself cannot be used.
    public init(_ bytes: [UInt8]) throws(InputError) {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: Self.depthLimit))
        let file = try MemberReader(value)
        guard let zone = Zone(try file.string("zone")) else {
            throw file.fault("zone", "a zone of the IANA database, such as Europe/Brussels", file.optional("zone"))
        }
        let clock = DutyClock(calendar: WorkingCalendar(zone: zone, holidays: try file.dates("holidays")))
        items = AnsweredItems(try file.array("items")) { kind, item throws(InputError) in
            try clock.answer(to: try DeadlineQuestion(kind: kind, item, zone: zone))
        }
    }

    /// The whole answer: `{"items":[…]}`.
    public var json: JSONObject { ["items": .array(items.answers.map(JSONValue.object))] }
}

extension DutyClock {
    /// The answer's members: instants with the zone's clock and offset, "24:00 of a day" as the day.
    ///
    /// - Throws: ``InputError`` when it lies outside the years 1 to 9999.
    func answer(to question: DeadlineQuestion) throws(InputError) -> [JSONObject.Member] {
        switch question {
        case .repository(let firstPublished): return try members(repository(firstPublished: firstPublished))
        case .notification(let received, let elections, let size):
            return try members(notification(received: received, elections: elections, size: size))
        case .authority(let received, let elections, let size):
            guard let deadlines = authority(received: received, elections: elections, size: size) else { throw Self.tooLate }
            return try [day("acknowledge", deadlines.acknowledge), day("answer", deadlines.answer)] + members(deadlines.urgent)
        case .article5Window(let election): return try members(ElectionWindow.article5(of: election, zone: zone))
        case .lastMonth(let election): return try members(ElectionWindow.lastMonth(of: election, zone: zone))
        case .retention(let lastPublished): return [try day("end", Self.retentionEnd(lastPublished: lastPublished))]
        case .workingDays(let count, let event): return [try day("due", calendar.day(workingDays: count, after: event))]
        case .months(let count, let event): return [try day("due", calendar.day(months: count, after: event))]
        }
    }

    private func members(_ deadline: HourDeadline?) throws(InputError) -> [JSONObject.Member] {
        [try instant("target", deadline?.target), try instant("latest", deadline?.latest)]
    }

    private func members(_ window: ElectionWindow) throws(InputError) -> [JSONObject.Member] {
        [try instant("start", window.start), try instant("end", window.end)]
    }

    private func instant(_ name: String, _ instant: Timestamp?) throws(InputError) -> JSONObject.Member {
        guard let instant else { return .init(name, .null) }
        guard CivilDate.printable.contains(zone.day(of: instant)) else { throw Self.tooLate }
        return .init(name, .string(zone.text(instant)))
    }

    private func day(_ name: String, _ day: CivilDate?) throws(InputError) -> JSONObject.Member {
        guard let day else { throw Self.tooLate }
        return .init(name, .string(day.description))
    }

    private static let tooLate = InputError(expected: "an answer in the years 1 to 9999", found: "another")
}
