import Daylight
import Sponsorship
import Storage

/// What a record of a duty holds: the JSON of its body.
protocol DutyRecord: Sendable {
    static var kind: AdRecordKind { get }

    /// Reads what ``json`` writes.
    init(_ members: MemberReader) throws(InputError)

    var json: JSONObject { get }

    /// When something has to be done next; `nil` when nothing has, or when no hours are set.
    var due: Timestamp? { get }
}

/// A thing that is or was to be dealt with, in its newest version.
struct Kept<Content: DutyRecord>: Sendable {
    let content: Content
    let record: AdRecord

    var key: String { record.key }

    init(_ record: AdRecord) throws {
        do {
            content = try Content(MemberReader(JSONParser.parse(record.body)))
        } catch {
            throw StoreError.damaged("\(record.kind.rawValue) \(record.key), version \(record.version): \(error)")
        }
        self.record = record
    }
}

extension DutyRecord {
    var body: [UInt8] { Array(CanonicalJSON.line(.object(json)).utf8) }
}

extension Store {
    /// Most things of one kind that a list shows; older ones stay in the store.
    static let dutyLimit = 10_000

    /// The thing as it stands.
    func duty<Content: DutyRecord>(_ type: Content.Type, _ key: String) async throws -> Kept<Content>? {
        try await adRecord(Content.kind, key).map { try Kept($0) }
    }

    /// All things of a kind as they stand, the one that changed last first.
    func duties<Content: DutyRecord>(_ type: Content.Type) async throws -> [Kept<Content>] {
        try await newestAdRecords(of: Content.kind, limit: Self.dutyLimit).map { try Kept($0) }
    }

    /// Stores the first version of a thing.
    func begin<Content: DutyRecord>(_ content: Content, key: String, by author: String, now: Timestamp) async throws {
        try await add([
            NewAdRecord(kind: Content.kind, key: key, body: content.body, author: author, created: now, due: content.due)
        ])
    }

    /// Stores what became of a thing. The version before is done with; should the program end in between, lists heed the
    /// newest version only.
    func advance<Content: DutyRecord>(
        _ kept: Kept<Content>, to content: Content, by author: String, now: Timestamp
    ) async throws {
        try await add([
            NewAdRecord(
                kind: Content.kind, key: kept.key, version: kept.record.version + 1, body: content.body, author: author,
                created: now, due: content.due)
        ])
        if kept.record.due != nil { try await setDue(nil, of: kept.record.id) }
    }
}

/// When we want to be done, and when it is too late in law.
struct DutyTime: Hashable, Sendable {
    let target: Timestamp
    let latest: Timestamp

    init(target: Timestamp, latest: Timestamp) {
        self.target = target
        self.latest = latest
    }

    init(_ deadline: HourDeadline) { self.init(target: deadline.target, latest: deadline.latest) }

    /// The end of a day, 24:00.
    init(endOf day: CivilDate, _ zone: Zone) {
        let end = zone.start(of: day.adding(days: 1))
        self.init(target: end, latest: end)
    }

    init(_ members: MemberReader) throws(InputError) {
        self.init(target: try members.instant("target"), latest: try members.instant("latest"))
    }

    var json: JSONValue { ["target": .string(target.description), "latest": .string(latest.description)] }
}

extension MemberReader {
    func optionalText(_ name: String) throws(InputError) -> String? { try optional(name) == nil ? nil : string(name) }

    func optionalCode(_ name: String) throws(InputError) -> ShortCode? {
        guard let text = try optionalText(name) else { return nil }
        guard let code = ShortCode(text) else { throw fault(name, "a notice's code", object[name]) }
        return code
    }

    func choice<Choice: RawRepresentable<String>>(_ name: String, _ type: Choice.Type) throws(InputError) -> Choice {
        guard let choice = Choice(rawValue: try string(name)) else { throw fault(name, "a word of its list", object[name]) }
        return choice
    }

    func nested(_ name: String) throws(InputError) -> MemberReader? {
        try optional(name).map { value throws(InputError) in try MemberReader(value, path: "\(name).") }
    }
}
