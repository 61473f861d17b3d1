import Daylight
import Sponsorship
import Storage

/// A notice on its way to the European repository (TTPA Art. 13).
struct Submission: DutyRecord {
    static let kind = AdRecordKind.submission

    /// How far it is.
    enum State: String, CaseIterable, Hashable, Sendable {
        case queued, accepted
    }

    /// What the repository said when it took it.
    struct Acceptance: Hashable, Sendable {
        let repositoryID: String
        let version: Int64
        let at: Timestamp
    }

    let firstAt: Timestamp
    /// The version that was queued.
    let noticeVersion: Int64
    let acceptance: Acceptance?

    var state: State { acceptance == nil ? .queued : .accepted }

    /// ``NoticeDesk`` queues it with its last moment; here it only ever goes on to be accepted.
    var due: Timestamp? { nil }

    init(_ members: MemberReader) throws(InputError) {
        let state = try members.choice("state", State.self)
        firstAt = try members.instant("firstAt")
        noticeVersion = try members.integer("noticeVersion", in: 1...Int64(Int32.max))
        acceptance =
            state == .queued
            ? nil
            : Acceptance(
                repositoryID: try members.string("repositoryId"),
                version: try members.integer("acceptedVersion", in: 1...Int64(Int32.max)),
                at: try members.instant("acceptedAt"))
    }

    private init(_ submission: Submission, _ acceptance: Acceptance) {
        firstAt = submission.firstAt
        noticeVersion = submission.noticeVersion
        self.acceptance = acceptance
    }

    /// The same, taken by the repository.
    func accepted(_ acceptance: Acceptance) -> Submission { Submission(self, acceptance) }

    func time(_ clock: DutyClock) -> DutyTime { DutyTime(clock.repository(firstPublished: firstAt)) }

    var json: JSONObject {
        var object: JSONObject = [
            "state": .string(state.rawValue), "noticeVersion": .integer(noticeVersion),
            "firstAt": .string(firstAt.description),
        ]
        object["repositoryId"] = acceptance.map { .string($0.repositoryID) }
        object["acceptedVersion"] = acceptance.map { .integer($0.version) }
        object["acceptedAt"] = acceptance.map { .string($0.at.description) }
        return object
    }
}
