import Daylight
import Testing

@testable import Credibility

@Suite struct LeakRuleTests {
    private static func released(
        _ steps: [(LeakEvent, String)], at moment: Timestamp = LeakSample.now, state: LeakState = .released
    ) throws -> LeakCase {
        var leak = try LeakSample.leak(in: .released).withoutAddress
        leak.decisions = try steps.map { try .init($0.0, by: $0.1, at: moment, reason: "So.") }
        leak.state = state
        return leak
    }

    @Test("what the desk releases keeps every rule", arguments: LeakState.allCases)
    func kept(state: LeakState) throws {
        let leak = try LeakSample.leak(in: state).withoutAddress
        #expect(leak.brokenRules == [] && leak.gapsOfRelease == [])
    }

    @Test("a public file shows a proposal, then an approval, by different persons")
    func persons() throws {
        #expect(try Self.released([]).brokenRules == [.proposalFirst])
        #expect(try Self.released([(.propose, "ada")]).brokenRules == [.proposalFirst])
        #expect(try Self.released([(.approve, "bo"), (.propose, "ada")]).brokenRules == [.proposalFirst])
        #expect(try Self.released([(.propose, "ada"), (.second, "bo")]).brokenRules == [.proposalFirst])
        #expect(try Self.released([(.propose, "ada"), (.approve, "bo"), (.edit, "ada")]).brokenRules == [.proposalFirst])
        #expect(try Self.released([(.propose, "ada"), (.approve, "bo")]).brokenRules == [])
        for name in ["ada", "Ada", " ada "] {
            #expect(try Self.released([(.propose, "ada"), (.approve, name)]).brokenRules == [.differentPersons])
        }
        let closed: [(LeakEvent, String)] = [(.propose, "ada"), (.approve, "bo"), (.close, "ada")]
        #expect(try Self.released(closed, state: .closedReleased).brokenRules == [])
        var backwards = try Self.released([(.propose, "ada"), (.approve, "bo")], at: LeakSample.lastHours)
        backwards.decisions[1] = try .init(.approve, by: "bo", at: LeakSample.now, reason: "So.")
        #expect(backwards.brokenRules == [.proposalFirst])
    }

    @Test("in the last 48 hours a third person approved")
    func lastHours() throws {
        let two: [(LeakEvent, String)] = [(.propose, "ada"), (.approve, "bo")]
        #expect(try Self.released(two, at: LeakSample.lastHours).brokenRules == [.thirdPerson])
        let three: [(LeakEvent, String)] = [(.propose, "ada"), (.second, "bo"), (.approve, "cy")]
        #expect(try Self.released(three, at: LeakSample.lastHours).brokenRules == [])
        let again: [(LeakEvent, String)] = [(.propose, "ada"), (.second, "bo"), (.approve, "bo")]
        #expect(try Self.released(again, at: LeakSample.lastHours).brokenRules == [.differentPersons])
    }

    @Test("a public file has neither the address nor a gap, and every file the id of its items")
    func contents() throws {
        var leak = try LeakSample.leak(in: .released)
        #expect(leak.brokenRules == [.addressWithheld])
        leak.items[0].findings[.gain] = nil
        leak.redaction[.minors] = nil
        #expect(leak.gapsOfRelease == [.findings(.gain, items: 1), .redaction(.minors)])
        leak = try LeakSample.leak()
        leak.items.removeLast()
        #expect(leak.brokenRules == [.id])
    }
}
