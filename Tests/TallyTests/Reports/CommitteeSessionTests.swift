import Tally
import Testing

/// Every state of a committee's session against every event (tally reference, section 1.4).
@Suite struct CommitteeSessionTests {
    /// The events that lead to each state.
    private static let ways: [CommitteeSession.State: [CommitteeSession.Event]] = [
        .created: [], .inPreparation: [.addUnit], .dataEntry: [.addUnit, .startEntry],
        .paused: [.addUnit, .startEntry, .pause], .completed: [.addUnit, .startEntry, .complete],
    ]

    private static let table: [CommitteeSession.State: [CommitteeSession.Event: CommitteeSession.State]] = [
        .created: [.addUnit: .inPreparation],
        .inPreparation: [
            .addUnit: .inPreparation, .changeUnit: .inPreparation, .deleteUnit: .inPreparation, .startEntry: .dataEntry,
        ],
        .dataEntry: [
            .addUnit: .dataEntry, .changeUnit: .dataEntry, .deleteUnit: .dataEntry, .pause: .paused, .complete: .completed,
        ],
        .paused: [.addUnit: .paused, .changeUnit: .paused, .deleteUnit: .paused, .resume: .dataEntry, .complete: .completed],
        .completed: [.addUnit: .dataEntry, .changeUnit: .dataEntry, .deleteUnit: .dataEntry],
    ]

    private static func session(_ state: CommitteeSession.State) throws -> CommitteeSession {
        var session = CommitteeSession()
        for event in try #require(ways[state]) { try session.apply(event) }
        return session
    }

    @Test(arguments: CommitteeSession.State.allCases, CommitteeSession.Event.allCases)
    func everyEventInEveryState(state: CommitteeSession.State, event: CommitteeSession.Event) throws {
        var session = try Self.session(state)
        #expect(session.state == state)
        if let next = Self.table[state]?[event] {
            try session.apply(event)
            #expect(session.state == next)
        } else {
            #expect(throws: CommitteeSession.Refusal(state: state, event: event)) { try session.apply(event) }
            #expect(session.state == state)
        }
    }

    @Test func theNextSessionOpensOnlyWhatIsInvestigated() throws {
        let first = try Self.session(.completed)
        var second = try #require(first.next(investigating: ["S2"]))
        #expect((second.number, second.state) == (2, .created))
        try second.apply(.addUnit)
        try second.apply(.startEntry)
        #expect(second.isOpen("S2") && !second.isOpen("S1"))
        #expect(try Self.session(.dataEntry).isOpen("S1"))
        #expect(first.next(investigating: []) == nil)
        #expect(try Self.session(.paused).next(investigating: ["S2"]) == nil)
    }
}
