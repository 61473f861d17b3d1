import Daylight
import Tally
import Testing

/// Every state of double entry against every event (tally reference, section 1.4).
@Suite struct DoubleEntryTests {
    typealias Entry = DoubleEntry<Int>
    typealias Outcome = Result<Entry.State, EntryRefusal>

    private static let time = Timestamp(seconds: 1_700_000_000)
    private static let first = Entry.Finished(user: "ann", report: 1, verdict: .clean)
    private static let wrongFirst = Entry.Finished(user: "ann", report: 1, verdict: .withErrors)
    private static let second = Entry.Finished(user: "bob", report: 2, verdict: .clean)
    private static let wrongSecond = Entry.Finished(user: "bob", report: 2, verdict: .withErrors)
    private static let anns = Entry.Entry(user: "ann", report: 1)
    private static let bobs = Entry.Entry(user: "bob", report: 2)

    static let states: [Entry.State] = [
        .empty, .firstInProgress(anns), .firstHasErrors(wrongFirst), .firstFinalised(first),
        .secondInProgress(first: first, bobs), .entriesDiffer(first: first, second: second),
        .firstCorrection(anns, second: second), .secondCorrection(first: first, bobs),
        .definitive(definitive(1, .clean)),
    ]

    private static func definitive(_ report: Int, _ verdict: EntryVerdict) -> Entry.Definitive {
        var entry = Entry(
            state: .secondInProgress(first: .init(user: "ann", report: report, verdict: .clean), .init(user: "bob")))
        try? entry.apply(.finalise("bob", report, verdict, at: time))
        guard case .definitive(let definitive) = entry.state else { fatalError("equal entries agree") }
        return definitive
    }

    /// The events of each column, and what each state of ``states`` makes of them.
    static let table: [(event: Entry.Event, outcomes: [Outcome])] = [
        (
            .claim("ann"),
            [
                .success(.firstInProgress(.init(user: "ann"))), .success(states[1]), .failure(.notNow), .failure(.sameUser),
                .failure(.alreadyClaimed), .failure(.notNow), .success(states[6]), .failure(.alreadyClaimed), .failure(.notNow),
            ]
        ),
        (
            .claim("bob"),
            [
                .success(.firstInProgress(.init(user: "bob"))), .failure(.alreadyClaimed), .failure(.notNow),
                .success(.secondInProgress(first: first, .init(user: "bob"))), .success(states[4]), .failure(.notNow),
                .failure(.alreadyClaimed), .success(states[7]), .failure(.notNow),
            ]
        ),
        (
            .save("ann", 9),
            [
                .failure(.notNow), .success(.firstInProgress(.init(user: "ann", report: 9))), .failure(.notNow),
                .failure(.notNow), .failure(.notYourEntry), .failure(.notNow),
                .success(.firstCorrection(.init(user: "ann", report: 9), second: second)), .failure(.notYourEntry),
                .failure(.notNow),
            ]
        ),
        (
            .save("bob", 9),
            [
                .failure(.notNow), .failure(.notYourEntry), .failure(.notNow), .failure(.notNow),
                .success(.secondInProgress(first: first, .init(user: "bob", report: 9))), .failure(.notNow),
                .failure(.notYourEntry), .success(.secondCorrection(first: first, .init(user: "bob", report: 9))),
                .failure(.notNow),
            ]
        ),
        (
            .finalise("ann", 2, .clean, at: time),
            [
                .failure(.notNow), .success(.firstFinalised(.init(user: "ann", report: 2, verdict: .clean))), .failure(.notNow),
                .failure(.notNow), .failure(.notYourEntry), .failure(.notNow), .success(.definitive(definitive(2, .clean))),
                .failure(.notYourEntry), .failure(.notNow),
            ]
        ),
        (
            .finalise("ann", 2, .withErrors, at: time),
            [
                .failure(.notNow), .success(.firstHasErrors(.init(user: "ann", report: 2, verdict: .withErrors))),
                .failure(.notNow), .failure(.notNow), .failure(.notYourEntry), .failure(.notNow), .failure(.hasErrors),
                .failure(.notYourEntry), .failure(.notNow),
            ]
        ),
        (
            .finalise("bob", 1, .withWarnings, at: time),
            [
                .failure(.notNow), .failure(.notYourEntry), .failure(.notNow), .failure(.notNow),
                .success(.definitive(definitive(1, .withWarnings))), .failure(.notNow), .failure(.notYourEntry),
                .success(.definitive(definitive(1, .withWarnings))), .failure(.notNow),
            ]
        ),
        (
            .finalise("bob", 2, .withErrors, at: time),
            [
                .failure(.notNow), .failure(.notYourEntry), .failure(.notNow), .failure(.notNow),
                .success(.entriesDiffer(first: first, second: wrongSecond)), .failure(.notNow), .failure(.notYourEntry),
                .success(.entriesDiffer(first: first, second: wrongSecond)), .failure(.notNow),
            ]
        ),
        (
            .discard("ann"),
            [
                .failure(.notNow), .success(.empty), .failure(.notNow), .failure(.notNow), .failure(.notYourEntry),
                .failure(.notNow), .success(.firstFinalised(second)), .failure(.notYourEntry), .failure(.notNow),
            ]
        ),
        (
            .discard("bob"),
            [
                .failure(.notNow), .failure(.notYourEntry), .failure(.notNow), .failure(.notNow),
                .success(.firstFinalised(first)), .failure(.notNow), .failure(.notYourEntry), .success(.firstFinalised(first)),
                .failure(.notNow),
            ]
        ),
        (.resumeFirst, only(2, .firstInProgress(anns))),
        (.discardFirst, only(2, .empty)),
        (.discardBoth, only(5, .empty)),
        (.keep(.first), only(5, .firstFinalised(first))),
        (.keep(.second), only(5, .firstFinalised(second))),
        (.sendBack(.first), only(5, states[6])),
        (.sendBack(.second), only(5, states[7])),
        (.reset, states.map { _ in .success(.empty) }),
    ]

    private static func only(_ index: Int, _ state: Entry.State) -> [Outcome] {
        states.indices.map { $0 == index ? .success(state) : .failure(.notNow) }
    }

    @Test(arguments: states.indices) func everyEventInEveryState(index: Int) {
        for (event, outcomes) in Self.table {
            var entry = Entry(state: Self.states[index])
            let outcome: Outcome
            do throws(EntryRefusal) {
                try entry.apply(event)
                outcome = .success(entry.state)
            } catch {
                outcome = .failure(error)
                #expect(entry.state == Self.states[index], "a refused event changes nothing")
            }
            #expect(outcome == outcomes[index], "\(event) in \(Self.states[index])")
        }
    }

    @Test func anEntryWithErrorsIsNotKeptDuringACorrection() {
        let differ = Entry(state: .entriesDiffer(first: Self.wrongFirst, second: Self.wrongSecond))
        #expect(throws: EntryRefusal.keptEntryHasErrors) { try differ.next(.sendBack(.first)) }
        #expect(throws: EntryRefusal.keptEntryHasErrors) { try differ.next(.sendBack(.second)) }
        #expect((try? differ.next(.keep(.second))) == .firstHasErrors(Self.wrongSecond))
    }

    @Test func twoPeopleWhoAgree() throws {
        var entry = Entry()
        #expect(entry.state == .empty)
        try entry.apply(.claim("ann"))
        try entry.apply(.finalise("ann", 5, .withWarnings, at: Self.time))
        #expect(throws: EntryRefusal.sameUser) { try entry.apply(.claim("ann")) }
        try entry.apply(.claim("bob"))
        try entry.apply(.finalise("bob", 5, .withWarnings, at: Self.time))
        guard case .definitive(let definitive) = entry.state else {
            Issue.record("not definitive")
            return
        }
        #expect((definitive.firstUser, definitive.secondUser) == ("ann", "bob"))
        #expect(definitive.finishedAt == Self.time && definitive.finalisedWithWarnings)
    }

    @Test func verdictOnFindings() {
        #expect(EntryVerdict([]) == .clean)
        #expect(EntryVerdict([CountFinding(.w201, unit: "S", message: "")]) == .withWarnings)
        #expect(
            EntryVerdict([CountFinding(.w201, unit: "S", message: ""), CountFinding(.f201, unit: "S", message: "")])
                == .withErrors)
    }
}
