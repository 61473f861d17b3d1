import Daylight
import Testing

@testable import Credibility

@Suite struct LeakChangeTests {
    private static let now = LeakSample.now

    @Test("new texts open the checklist again; who changed what, and when, stands among the decisions")
    func texts() throws {
        let changes: [(inout LeakCase) -> Void] = [
            { $0.title = "Erika's mails" }, { $0.holders = ["Erika"] }, { $0.purportedOrigin = "Erika's house" },
            { $0.claims = ["Erika lives there."] }, { $0.advice = "Ask Erika." },
        ]
        for (change, name) in zip(changes, ["title", "who has", "where it is", "claims", "advice"]) {
            for state in [LeakState.assessing, .assessed, .proposed, .seconded, .released] {
                var leak = try LeakSample.leak(in: state)
                try leak.edit(by: "bo", at: Self.now, change)
                let last = try #require(leak.decisions.last)
                #expect(leak.state == .assessing && leak.redaction.isEmpty)
                #expect(last.event == .edit && last.by == "bo" && last.at == Self.now)
                #expect(last.reason.hasPrefix("Changed: \(name)") && !last.reason.contains("Erika"))
            }
        }
    }

    @Test("what changes nothing leaves the case as it is")
    func nothing() throws {
        var leak = try LeakSample.leak(in: .proposed)
        let before = leak
        try leak.edit(by: "bo", at: Self.now) { $0.title = before.title }
        #expect(leak == before)
    }

    @Test("another voting day or opening takes a proposal back to be assessed and is kept; the checklist stands")
    func votes() throws {
        var leak = try LeakSample.leak(in: .proposed)
        let opening = Timestamp(iso8601: "2026-11-29T07:00:00Z")!
        try leak.edit(by: "bo", at: Self.now) { $0.election = .vote(day: LeakSample.day, opens: opening) }
        #expect(leak.state == .assessing && leak.redaction.count == LeakPrivateMatter.allCases.count)
        #expect(leak.decisions.last?.reason == "Changed: the vote, from 2026-11-29 to 2026-11-29, opening \(opening).")
    }

    @Test("voting cannot start after the voting day; a file that was kept when it could is still read")
    func openings() throws {
        let late = Timestamp(iso8601: "2026-11-30T00:00:00Z")!
        var leak = try LeakSample.leak()
        #expect(throws: LeakRefusal.self) {
            try leak.edit(by: "bo", at: Self.now) { $0.election = .vote(day: LeakSample.day, opens: late) }
        }
        #expect(leak.state == .new && leak.decisions.isEmpty)
        leak.election = .vote(day: LeakSample.day, opens: late)
        let kept = try LeakCase(leak.json)
        #expect(kept.brokenRules == [.votingStarts])
        #expect(throws: InputError.self) { try LeakCase(openedFrom: kept) }
        #expect(LeakCase.Election.mayOpen(Timestamp(seconds: late.seconds - 1), on: LeakSample.day))
    }

    @Test("proposals are bounded, so that a case can always be approved, taken back, concluded and closed")
    func proposals() throws {
        var leak = try LeakSample.leak(in: .assessed)
        for _ in 1...LeakCase.proposalLimit {
            try leak.propose(by: "ada", reason: "Now.", at: Self.now)
            try leak.withdraw(by: "ada", reason: "No.", at: Self.now)
        }
        #expect(throws: LeakRefusal.full(.proposals)) { try leak.propose(by: "ada", reason: "Now.", at: Self.now) }
        try leak.assess(0, .gain, try LeakSample.finding(.unknown))
        try leak.conclude(by: "ada", reason: "Done.", at: Self.now)
        try leak.close(by: "ada", reason: "End.", at: Self.now)
        #expect(leak.state == .closed)
    }

    @Test("changes and assessments are bounded by themselves, and a case that has them all is still released")
    func changes() throws {
        var leak = try LeakSample.leak(in: .assessed)
        let settled = leak.redaction
        for number in 1...LeakCase.changeLimit { try leak.edit(by: "ada", at: Self.now) { $0.advice = "\(number)" } }
        #expect(throws: LeakRefusal.full(.changes)) { try leak.edit(by: "ada", at: Self.now) { $0.advice = "x" } }
        for (matter, redaction) in settled { try leak.redact(matter, redaction) }
        while true {
            do throws(LeakRefusal) { try leak.conclude(by: "ada", reason: "Done.", at: Self.now) } catch {
                #expect(error == .full(.decisions))
                break
            }
            try leak.assess(0, .gain, try LeakSample.finding(.unknown))
        }
        #expect(leak.decisions.last?.event == .conclude && leak.decisions.count < LeakCase.decisionLimit)
        leak.state = .assessed
        try leak.propose(by: "ada", reason: "Now.", at: Self.now)
        try leak.approve(by: "bo", isSenior: false, reason: "Yes.", at: Self.now)
        #expect(try LeakCase(parsing: CanonicalJSON.bytes(of: leak.json)) == leak)
    }

    @Test("what was released has been assessed: it is not demoted again after a change")
    func demotions() throws {
        var leak = try LeakSample.leak(in: .released)
        try leak.edit(by: "ada", at: Self.now) { $0.advice = "Tiny." }
        #expect(leak.state == .assessing && !leak.mayBeDemoted)
        #expect(throws: LeakRefusal.alreadyAssessed) { try leak.demote(by: "ada", reason: "Again.", at: Self.now) }
    }
}
