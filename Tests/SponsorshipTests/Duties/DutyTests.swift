import Daylight
import Sponsorship
import Testing

/// Rules R01 to R05: what is due, and from when it is late.
@Suite struct DutyTests {
    private let id = RecordID("x-1")!
    private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }
    private func effects(_ duty: Duty, now: Int64) -> [Effect?] { Duty.due([duty], now: at(now)).map(\.effect) }

    @Test func theRepositoryIsWarnedOfAtTheTargetAndHeldAtTheLatest() {
        let open = Duty.repository(ad: id, target: at(100), latest: at(140), isAccepted: false)
        #expect(effects(open, now: 99) == [nil])
        #expect(effects(open, now: 100) == [.warn])
        #expect(effects(open, now: 139) == [.warn])
        #expect(effects(open, now: 140) == [.hold])
        #expect(effects(.repository(ad: id, target: at(100), latest: at(140), isAccepted: true), now: 200) == [])
    }

    @Test func aNotificationWithoutHoursIsNeverLate() {
        #expect(effects(.notification(id: id, target: at(100), answeredAt: nil), now: 100) == [nil])
        #expect(effects(.notification(id: id, target: at(100), answeredAt: nil), now: 101) == [.warn])
        #expect(effects(.notification(id: id, target: nil, answeredAt: nil), now: 1_000_000) == [nil])
        #expect(effects(.notification(id: id, target: at(100), answeredAt: at(200)), now: 300) == [])
    }

    @Test func anAuthorityIsOwedTwoThings() {
        func duty(acknowledged: Int64?, answered: Int64?) -> Duty {
            .authority(
                id: id, acknowledgeBy: at(100), acknowledgedAt: acknowledged.map(at), answerBy: at(500),
                answeredAt: answered.map(at))
        }
        #expect(effects(duty(acknowledged: nil, answered: nil), now: 200) == [.warn, nil])
        #expect(effects(duty(acknowledged: 50, answered: nil), now: 600) == [.warn])
        #expect(effects(duty(acknowledged: nil, answered: 60), now: 600) == [])
    }

    @Test func whatMustBeKeptIsNotDeleted() {
        #expect(effects(.deletion(of: id, keepUntil: at(100)), now: 99) == [.block])
        #expect(effects(.deletion(of: id, keepUntil: at(100)), now: 100) == [])
    }

    @Test func theMostPressingComesFirst() {
        let duties: [Duty] = [
            .notification(id: RecordID("n")!, target: nil, answeredAt: nil),
            .interestedEntity(id: RecordID("i")!, answerBy: at(300), answeredAt: nil),
            .repository(ad: RecordID("r")!, target: at(100), latest: at(140), isAccepted: false),
        ]
        let due = Duty.due(duties, now: at(350))
        #expect(due.map(\.subject.text) == ["r", "i", "n"])
        #expect(due.map(\.rule) == [.r01, .r05, .r02])
        #expect(due.map(\.effect) == [.hold, .warn, nil])
        #expect(DutyRule.allCases.allSatisfy { $0.basis.hasPrefix("TTPA Art. ") })
    }
}
