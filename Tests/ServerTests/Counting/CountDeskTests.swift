import Daylight
import EvidenceLog
import Storage
import Tally
import Testing

@testable import Server

@Suite struct CountDeskTests {
    private func site(requiresSignatures: Bool = false) async throws -> TestSite {
        let site = try await TestSite()
        _ = try await site.counts.define(
            CountSample.definition(site, requiresSignatures: requiresSignatures), by: "ada", now: site.clock.now)
        return site
    }

    private func take(
        _ site: TestSite, _ envelopes: [JSONValue], from source: CountDesk.Source = .office("ada")
    ) async throws -> [CountDesk.Intake] {
        try #require(try await site.counts.take(envelopes, of: CountSample.id, from: source, now: site.clock.now))
    }

    private func word(_ intake: CountDesk.Intake) -> String {
        "\(intake.outcome)".split(separator: "(").first.map(String.init) ?? ""
    }

    @Test("reports that came together are accepted, and one statement that names each is logged")
    func accepted() async throws {
        let site = try await site()
        let intakes = try await take(site, ["S1", "S2"].map { CountSample.envelope(CountSample.report($0)) })
        #expect(intakes.map(word) == ["accepted", "accepted"])
        let number = try #require(intakes[0].statement)
        #expect(intakes[1].statement == number)
        let record = try #require(try await site.store.statement(numbered: number))
        let text = String(decoding: try Envelope(parsing: record.envelope).payload, as: UTF8.self)
        #expect(!text.contains("S1"), "an id may come from outside and does not stand on the log")
        #expect(record.predicateType == PredicateType.reportsReceived.uri)
    }

    @Test("the same report again is the same: same receipt, no second version")
    func duplicate() async throws {
        let site = try await site()
        let envelope = CountSample.envelope(CountSample.report("S1"))
        let first = try await take(site, [envelope])[0]
        let again = try await take(site, [envelope])[0]
        #expect(word(again) == "duplicate" && again.statement == first.statement)
        #expect(try await site.store.countRecords(.report, election: CountSample.id).count == 1)
    }

    @Test("of two reports of one version both are kept and neither is picked; an earlier version is stale")
    func conflicts() async throws {
        let site = try await site()
        let intakes = try await take(
            site,
            [
                CountSample.envelope(CountSample.report("S1", version: 2)),
                CountSample.envelope(CountSample.report("S1", version: 2, first: 71)),
                CountSample.envelope(CountSample.report("S1", version: 1)),
            ])
        #expect(intakes.map(word) == ["accepted", "conflict", "conflict"])
        #expect(intakes.map { $0.findings.map(\.code) } == [[], [.equivocation], [.stale]])
        #expect(try await site.store.countRecords(.refused, election: CountSample.id).count == 2)
        let state = try #require(try await site.counts.state(CountSample.id))
        #expect(ReleaseDesk.contested(state).map(\.unit) == ["S1"])
    }

    @Test("what a station sends is accepted by its signature alone, and nothing unsigned is")
    func stations() async throws {
        let site = try await site()
        let report = CountSample.report("S1")
        #expect(try await word(take(site, [CountSample.signed(report)], from: .station)[0]) == "accepted")
        let unsigned = try await take(site, [CountSample.envelope(CountSample.report("S2"))], from: .station)[0]
        #expect(word(unsigned) == "refused" && unsigned.findings.map(\.code) == [.f505])
        var tampered = try #require(try CountSample.signed(CountSample.report("S1", version: 2)).objectValue)
        tampered["report"] = .object(CountSample.report("S1", version: 2, first: 90))
        let refused = try await take(site, [.object(tampered)], from: .station)[0]
        #expect(Set(refused.findings.map(\.code)) == [.altered, .f505])
    }

    @Test("what a stranger sends leaves no mark on a station")
    func strangers() async throws {
        let site = try await site()
        for signature in ["AAAA", .null, 7] as [JSONValue] {
            var envelope = try #require(try CountSample.signed(CountSample.report("S1")).objectValue)
            envelope["signature"] = signature
            let intake = try await take(site, [.object(envelope)], from: .station)[0]
            #expect(["refused", "malformed"].contains(word(intake)) && intake.statement == nil, "\(signature)")
        }
        #expect(try await site.store.countRecords(.refused, election: CountSample.id).isEmpty)
        #expect(try await site.counts.state(CountSample.id)?.ledger.findings.isEmpty == true)
    }

    @Test(
        "a report that does not name its election cannot be sent from a rehearsal to the real one",
        arguments: ["electionId", "contestId"])
    func replay(name: String) async throws {
        let site = try await site()
        var report = CountSample.report("S1")
        report[name] = nil
        let intake = try await take(site, [CountSample.signed(report)], from: .station)[0]
        #expect(word(intake) == "refused" && intake.findings.map(\.code) == [.f505])
        report[name] = "rehearsal"
        #expect(try await word(take(site, [CountSample.signed(report)], from: .station)[0]) == "malformed")
    }

    @Test("contradictions that a station signed are kept as evidence, up to a bound")
    func bound() async throws {
        let site = try await site()
        for round in 0..<30 {
            _ = try await take(site, [CountSample.signed(CountSample.report("S1", first: Int64(70 + round)))], from: .station)
        }
        #expect(try await site.store.countRecords(.refused, election: CountSample.id).count == 20)
        #expect(try await site.counts.state(CountSample.id)?.ledger.findings.count == 20)
        await #expect(throws: CountDesk.DefinitionRefusal.self) {
            try await site.counts.define(CountSample.definition(site, requiresSignatures: true), by: "ada", now: site.clock.now)
        }
    }

    @Test("a report that is refused has no receipt, also where the same bytes were accepted before")
    func noReceipt() async throws {
        let site = try await site()
        let report = CountSample.report("S1")
        #expect(try await take(site, [CountSample.signed(report)], from: .station)[0].statement != nil)
        var envelope = try #require(try CountSample.signed(report).objectValue)
        envelope["signature"] = "AAAA"
        let again = try await take(site, [.object(envelope)], from: .station)[0]
        #expect(word(again) == "refused" && again.statement == nil)
    }

    @Test("what is made again from the store is what was held in memory")
    func restart() async throws {
        let site = try await site()
        _ = try await take(
            site,
            [
                CountSample.envelope(CountSample.report("S1")), CountSample.envelope(CountSample.report("S2")),
                CountSample.envelope(CountSample.report("S1", first: 75)),
                CountSample.envelope(CountSample.report("S2", version: 2, first: 40)), ["report": ["unitId": "S1"]],
            ])
        var held = try #require(try await site.counts.state(CountSample.id))
        var read = try #require(try await site.store.election(CountSample.id))
        #expect(held.ledger.findings == read.ledger.findings)
        for entry in held.ledger.current.values { #expect(held.place(of: entry.digest) == read.place(of: entry.digest)) }
        // What comes next, accepted or refused, gets the same number in the store.
        for next in [("S1", 2, 75), ("S2", 2, 41), ("S2", 3, 42), ("S1", 1, 79)] as [(String, Int, Int64)] {
            let envelope = CountSample.envelope(CountSample.report(next.0, version: next.1, first: next.2))
            let report = try ReportEnvelope.read(envelope, of: held.definition).get()
            let number = held.take(report, from: .office("ada")).number
            #expect(number != nil && number == read.take(report, from: .office("ada")).number)
        }
        #expect(held.ledger.current.mapValues(\.digest) == read.ledger.current.mapValues(\.digest))
        #expect(held.findings(about: "S2").map(\.code).contains(.w503))
    }

    @Test("a definition can be made anew until a report has come in")
    func defining() async throws {
        let site = try await site()
        var changed = try #require(CountSample.definition(site).objectValue)
        changed["name"] = "Another council"
        let state = try await site.counts.define(.object(changed), by: "ada", now: site.clock.now)
        #expect(state.record.version == 2)
        _ = try await take(site, [CountSample.envelope(CountSample.report("S1"))])
        await #expect(throws: CountDesk.DefinitionRefusal.self) {
            try await site.counts.define(CountSample.definition(site), by: "ada", now: site.clock.now)
        }
        #expect(try await site.counts.define(.object(changed), by: "ada", now: site.clock.now).record.version == 2)
    }
}
