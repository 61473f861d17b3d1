import Daylight
import Storage
import Tally
import Testing

@testable import Server

@Suite struct EntryDeskTests {
    /// A sheet with everything that is not named at 0 or unticked.
    private func sheet(_ values: [String: String], _ definition: ElectionDefinition) -> EntrySheet {
        var sheet = EntrySheet()
        for section in EntrySheet.sections(of: definition) { sheet.fill(section, of: definition) { values[$0] } }
        return sheet
    }

    private static let sound = [
        "pollCards": "95", "proxies": "10", "admittedVoters": "105", "listTotals/0/total": "70", "listTotals/1/total": "30",
        "validVotes": "100", "blank": "3", "invalid": "2", "votesCast": "105", "compare/equal": "on",
        "lists/0/candidates/0/votes": "50", "lists/0/candidates/1/votes": "20", "lists/0/total": "70",
        "lists/1/candidates/0/votes": "30", "lists/1/total": "30",
    ]

    @Test("two equal entries make the report, once, and a corrigendum names what it corrects")
    func report() async throws {
        let site = try await TestSite()
        let state = try await site.counts.define(CountSample.definition(site), by: "a", now: site.clock.now)
        let desk = EntryDesk(counts: site.counts)
        func type(_ user: String, _ values: [String: String]) async throws -> EntryDesk.Kept {
            let now = site.clock.now
            try await desk.apply(.claim(user), to: "S1", of: state, now: now)
            try await desk.apply(.save(user, sheet(values, state.definition)), to: "S1", of: state, now: now)
            return try await desk.finish("S1", of: state, by: user, acceptingWarnings: false, now: now)
        }
        #expect(try await type("ada", Self.sound).entry.name == .firstFinalised)
        #expect(try await type("ben", Self.sound).entry.name == .definitive)
        let first = try #require(try await site.counts.state(CountSample.id)?.current(1))
        #expect(first.report.version == 1 && first.report.phase == .first)
        try await desk.apply(.reset, to: "S1", of: state, now: site.clock.now)
        let corrected = Self.sound.merging(["blank": "2", "invalid": "3"]) { $1 }
        _ = try await type("ben", corrected)
        _ = try await type("ada", corrected)
        let second = try #require(try await site.counts.state(CountSample.id)?.current(1))
        #expect(second.report.version == 2 && second.report.phase == .corrigendum)
        let record = try #require(try await site.store.countRecord(.report, election: CountSample.id, key: "S1"))
        #expect(try JSONParser.parse(record.body)["report"]?["corrects"]?.stringValue == first.digest.hex)
    }

    @Test("an entry with warnings waits for their acceptance, and a half typed one cannot be finished")
    func refusals() async throws {
        let site = try await TestSite()
        let state = try await site.counts.define(CountSample.definition(site), by: "a", now: site.clock.now)
        let desk = EntryDesk(counts: site.counts)
        let now = site.clock.now
        try await desk.apply(.claim("ada"), to: "S1", of: state, now: now)
        await #expect(throws: EntryDesk.Refusal.self) {
            try await desk.finish("S1", of: state, by: "ada", acceptingWarnings: true, now: now)
        }
        let blank = Self.sound.merging(["blank": "4", "invalid": "1"]) { $1 }
        try await desk.apply(.save("ada", sheet(blank, state.definition)), to: "S1", of: state, now: now)
        await #expect(throws: EntryDesk.Refusal.self) {
            try await desk.finish("S1", of: state, by: "ada", acceptingWarnings: false, now: now)
        }
        #expect(
            try await desk.finish("S1", of: state, by: "ada", acceptingWarnings: true, now: now).entry.name == .firstFinalised)
        await #expect(throws: EntryDesk.Refusal.self) {
            try await desk.apply(.claim("ada"), to: "S1", of: state, now: now)
        }
    }

    @Test("findings in a first entry are for its typist and a coordinator, and nobody decides about their own entry")
    func ownEntry() async throws {
        let site = try await TestSite()
        let state = try await site.counts.define(CountSample.definition(site), by: "a", now: site.clock.now)
        let desk = EntryDesk(counts: site.counts)
        let now = site.clock.now
        let wrong = Self.sound.merging(["lists/0/total": "71"]) { $1 }
        for (unit, user) in [("S1", "clerk"), ("S2", "reviewer")] {
            try await desk.apply(.claim(user), to: unit, of: state, now: now)
            try await desk.apply(.save(user, sheet(wrong, state.definition)), to: unit, of: state, now: now)
            _ = try await desk.finish(unit, of: state, by: user, acceptingWarnings: true, now: now)
        }
        let path = SitePath.entry(CountSample.id, "S1")
        #expect(try await site.person(.clerk).get(path).text.contains("F402"))
        #expect(try await site.person(.reviewer).get(path).text.contains("F402"))
        #expect(try await !site.person(.publisher).get(path).text.contains("F402"), "who may type the second entry sees nothing")
        let coordinator = try await site.person(.reviewer)
        let form = [("do", "resumeFirst")]
        #expect(try await coordinator.post(SitePath.entry(CountSample.id, "S2"), form: form).status == 403)
        #expect(try await coordinator.post(path, form: form).status == 303)
    }
}
