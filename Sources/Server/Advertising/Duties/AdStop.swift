import Daylight
import Sponsorship
import Storage

/// That an ad no longer runs because its publisher stopped it: why, on what ground, from which day.
struct AdStop: DutyRecord {
    static let kind = AdRecordKind.publication
    private static let state = "stopped"

    let ground: LibraryAd.Removal.Ground
    let reason: String
    /// The last day on which it ran.
    let day: CivilDate

    var due: Timestamp? { nil }

    init(ground: LibraryAd.Removal.Ground, reason: String, day: CivilDate) {
        self.ground = ground
        self.reason = reason
        self.day = day
    }

    init(_ members: MemberReader) throws(InputError) {
        guard try members.string("state") == Self.state else { throw members.fault("state", Self.state, nil) }
        ground = try members.choice("ground", LibraryAd.Removal.Ground.self)
        reason = try members.string("reason")
        day = try members.date("day")
    }

    var json: JSONObject {
        [
            "state": .string(Self.state), "ground": .string(ground.rawValue), "reason": .string(reason),
            "day": .string(day.description),
        ]
    }

    /// What the record says if it is a stop; records of other events of the same ad are none.
    init?(_ record: AdRecord) {
        guard let members = try? MemberReader(JSONParser.parse(record.body)), let stop = try? AdStop(members) else { return nil }
        self = stop
    }

    /// How the library tells it.
    var removal: LibraryAd.Removal? { try? LibraryAd.Removal(ground: ground, reason: reason) }
}

extension NoticeShelf {
    /// How the ad was stopped, if it was.
    func stop(_ code: ShortCode) async throws -> AdStop? {
        try await store.adRecordVersions(.publication, code.text).lazy.compactMap(AdStop.init).first
    }
}

extension TransparencyNotice {
    /// The elections and referendums on whose dates deadlines hang.
    var elections: [Election] {
        linkedProcesses.compactMap { process in
            process.kind.isVote ? process.date.map { Election(date: $0) } : nil
        }
    }

    /// The last day of the time for which it has to be kept (TTPA Art. 12(4)); `nil` only when the calendar ends before.
    func keptUntil(_ stop: AdStop?) -> CivilDate? {
        DutyClock.retentionEnd(lastPublished: stop.map { min($0.day, period.end) } ?? period.end)
    }
}
