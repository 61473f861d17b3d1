import Daylight
import Testing

@testable import Credibility

@Suite struct LeakStateTests {
    /// Every pair of state and event; what is not named cannot happen.
    private static let table: [LeakState: [LeakEvent: LeakState]] = [
        .new: [.edit: .assessing, .close: .closed],
        .assessing: [.edit: .assessing, .conclude: .assessed, .close: .closed],
        .assessed: [.edit: .assessing, .propose: .proposed, .close: .closed],
        .proposed: [
            .edit: .assessing, .second: .seconded, .approve: .released, .withdraw: .assessed, .close: .closed,
        ],
        .seconded: [.edit: .assessing, .approve: .released, .withdraw: .assessed, .close: .closed],
        .released: [.edit: .assessing, .close: .closedReleased],
        .closed: [:], .closedReleased: [:],
    ]

    @Test("every pair of state and event leads where the table says, or nowhere", arguments: LeakState.allCases)
    func transitions(state: LeakState) {
        for event in LeakEvent.allCases { #expect(state.after(event) == Self.table[state]?[event], "\(state) \(event)") }
    }

    @Test("a case does in each state what the table says, and stays as it was where it refuses", arguments: LeakState.allCases)
    func events(state: LeakState) throws {
        for event in LeakEvent.allCases {
            var leak = try LeakSample.leak(in: state)
            #expect(leak.state == state)
            let before = leak
            do {
                switch event {
                case .edit: try leak.edit(by: "ada", at: LeakSample.now) { $0.advice = "Wait." }
                case .conclude: try leak.conclude(by: "ada", reason: "Done.", at: LeakSample.now)
                case .propose: try leak.propose(by: "ada", reason: "Now.", at: LeakSample.now)
                case .second: try leak.approve(by: "cy", isSenior: false, reason: "Yes.", at: LeakSample.lastHours)
                case .approve: try leak.approve(by: "cy", isSenior: true, reason: "Yes.", at: LeakSample.now)
                case .withdraw: try leak.withdraw(by: "ada", reason: "No.", at: LeakSample.now)
                case .close: try leak.close(by: "ada", reason: "End.", at: LeakSample.now)
                }
                #expect(leak.state == Self.table[state]?[event], "\(state) \(event)")
            } catch {
                #expect(leak == before && Self.table[state]?[event] == nil, "\(state) \(event): \(error)")
            }
        }
    }

    @Test func fourWordsOfStatus() {
        #expect(LeakState.allCases.filter { $0.status == .assessed } == [.assessed, .proposed, .seconded, .released])
        #expect(LeakState.allCases.filter(\.isPublic) == [.released, .closedReleased])
    }

    @Test("whoever proposed a release cannot approve it, and two suffice before the last 48 hours")
    func fourEyes() throws {
        var leak = try LeakSample.leak(in: .proposed)
        #expect(throws: LeakRefusal.samePerson) {
            try leak.approve(by: "ada", isSenior: true, reason: "Mine.", at: LeakSample.now)
        }
        try leak.approve(by: "bo", isSenior: false, reason: "Agreed.", at: LeakSample.now)
        #expect(leak.state == .released && leak.gaps(at: LeakSample.now) == [])
        #expect(leak.approvals.map(\.by) == ["ada", "bo"])
    }

    @Test("in the last 48 hours a third person approves, who is an administrator and neither of the two")
    func sixEyes() throws {
        var leak = try LeakSample.leak(in: .proposed)
        try leak.approve(by: "bo", isSenior: true, reason: "Agreed.", at: LeakSample.lastHours)
        #expect(leak.state == .seconded && leak.gaps(at: LeakSample.lastHours) == [.seniorApproval])
        for person in ["ada", "bo"] {
            #expect(throws: LeakRefusal.samePerson) {
                try leak.approve(by: person, isSenior: true, reason: "Again.", at: LeakSample.lastHours)
            }
        }
        #expect(throws: LeakRefusal.notSenior) {
            try leak.approve(by: "cy", isSenior: false, reason: "Yes.", at: LeakSample.lastHours)
        }
        try leak.approve(by: "cy", isSenior: true, reason: "Yes.", at: LeakSample.lastHours)
        #expect(leak.state == .released)
    }

    @Test("the last 48 hours begin to the second and end with the voting day")
    func window() throws {
        let midnight = LeakCase.Election.vote(day: LeakSample.day, opens: nil)
        let opening = try #require(midnight.opening)
        #expect(opening.description == "2026-11-29T00:00:00Z")
        for (seconds, isLast) in [(-48 * 3600 - 1, false), (-48 * 3600, true), (0, true), (86_399, true), (86_400, false)] {
            #expect(midnight.isInLastHours(Timestamp(seconds: opening.seconds + Int64(seconds))) == isLast, "\(seconds)")
        }
        let early = LeakCase.Election.vote(day: LeakSample.day, opens: Timestamp(iso8601: "2026-11-20T08:00:00Z"))
        #expect(early.isInLastHours(LeakSample.now) && !LeakCase.Election.none.isInLastHours(LeakSample.now))
    }

    @Test("what is changed after a proposal is looked at again by everybody")
    func changes() throws {
        for state in [LeakState.proposed, .seconded, .released] {
            var leak = try LeakSample.leak(in: state)
            try leak.assess(0, .authentic, try LeakSample.finding(.contradicted))
            #expect(leak.state == .assessing && leak.approvals.isEmpty)
            try leak.conclude(by: "ada", reason: "Done.", at: LeakSample.now)
            try leak.propose(by: "bo", reason: "Again.", at: LeakSample.now)
            #expect(leak.approvals.map(\.by) == ["bo"])
        }
    }

    @Test("nothing is concluded or proposed while findings, the checklist or the first sighting are missing")
    func gaps() throws {
        var leak = try LeakSample.leak(in: .assessing)
        leak.items[1].findings[.gain] = nil
        #expect(throws: LeakRefusal.missing([.findings(.gain, items: 1)])) {
            try leak.conclude(by: "ada", reason: "Done.", at: LeakSample.now)
        }
        try leak.assess(nil, .gain, try LeakSample.finding(.unknown))
        try leak.redact(.minors, nil)
        try leak.edit(by: "ada", at: LeakSample.now) { $0.firstSeen = nil }
        try leak.conclude(by: "ada", reason: "Done.", at: LeakSample.now)
        let missing: [LeakGap] = [.firstSeen, .redaction(.minors)]
        #expect(leak.gaps(at: LeakSample.now) == missing + [.proposal, .approval])
        #expect(leak.gaps(at: LeakSample.lastHours).last == .seniorApproval)
        #expect(throws: LeakRefusal.missing(missing)) { try leak.propose(by: "ada", reason: "Now.", at: LeakSample.now) }
        #expect(try LeakSample.leak(in: .closed).gaps(at: LeakSample.now) == [.closed])
        #expect(try LeakSample.leak().gaps(at: LeakSample.now).count == 4 + 8 + 3)
    }

    @Test("authenticity and completeness are found item by item; only what is of the whole find is written for all")
    func oneByOne() throws {
        for aspect in LeakAspect.allCases {
            var leak = try LeakSample.leak()
            try leak.assess(0, aspect, try LeakSample.finding(.contradicted))
            do {
                try leak.assess(nil, aspect, try LeakSample.finding(.unknown))
                #expect(aspect.isOfTheWholeFind)
                #expect(leak.items.map { $0.findings[aspect]?.level } == [.contradicted, .unknown, .unknown])
            } catch {
                #expect(error as? LeakRefusal == .notForAll(aspect) && !aspect.isOfTheWholeFind)
            }
            #expect(throws: LeakRefusal.noSuchItem) { try leak.assess(3, aspect, try LeakSample.finding(.unknown)) }
        }
    }
}
