import Daylight
import Storage
import Tally
import Testing

@testable import Server

@Suite struct ReleaseDeskTests {
    private func refusal(_ work: () async throws -> Void) async -> ReleaseDesk.Refusal? {
        do {
            try await work()
            return nil
        } catch { return error as? ReleaseDesk.Refusal }
    }

    @Test("nobody publishes alone, and what has changed since it was proposed is not published")
    func twoPeople() async throws {
        let site = try await TestSite()
        try await site.count()
        let desk = ReleaseDesk(counts: site.counts)
        try await desk.propose(CountSample.id, status: .partialUnofficial, reason: nil, text: "", by: "ada", now: site.clock.now)
        let digest = try #require(try await desk.proposal(CountSample.id)).digest
        let alone = await refusal { try await desk.confirm(CountSample.id, digest: digest, by: "ada", now: site.clock.now) }
        guard case .samePerson = alone else { return #expect(Bool(false), "\(String(describing: alone))") }
        _ = try await site.counts.take(
            [CountSample.envelope(CountSample.report("S2", first: 44))], of: CountSample.id, from: .office("c"),
            now: site.clock.now)
        let changed = await refusal { try await desk.confirm(CountSample.id, digest: digest, by: "ben", now: site.clock.now) }
        guard case .changed = changed else { return #expect(Bool(false), "\(String(describing: changed))") }
        #expect(try await site.store.countRecord(.manifest, election: CountSample.id)?.version == 1)
    }

    @Test("a replaced report needs its reason, and a certified result changes by a court or a recount only")
    func corrections() async throws {
        let site = try await TestSite()
        try await site.count()
        let desk = ReleaseDesk(counts: site.counts)
        _ = try await site.counts.take(
            [
                CountSample.envelope(CountSample.report("S2", first: 44)),
                CountSample.envelope(CountSample.report("S1", version: 2, first: 72)),
            ], of: CountSample.id, from: .office("c"), now: site.clock.now)
        let silent = await refusal {
            try await desk.propose(
                CountSample.id, status: .completeUnofficial, reason: nil, text: "", by: "ada", now: site.clock.now)
        }
        guard case .malformed = silent else { return #expect(Bool(false), "\(String(describing: silent))") }
        try await site.publish(.certified, reason: "typing-error")
        let state = try #require(try await site.counts.state(CountSample.id))
        let results = try #require(try await desk.published(state))
        #expect(results.manifest.corrections.map(\.unit) == ["S1"])
        #expect(results.manifest.signatures.count == 2 && results.manifest.seq == 2)
        for status in [ResultsStatus.completeUnofficial, .certified] {
            let refused = await refusal {
                try await desk.propose(CountSample.id, status: status, reason: nil, text: "", by: "ada", now: site.clock.now)
            }
            guard case .malformed = refused else { return #expect(Bool(false), "\(status): \(String(describing: refused))") }
        }
        try await site.publish(.recount)
    }

    @Test("published figures are the published reports', also after others came in and after a restart")
    func figures() async throws {
        let site = try await TestSite()
        try await site.count()
        _ = try await site.counts.take(
            [CountSample.envelope(CountSample.report("S1", version: 2, first: 99))], of: CountSample.id, from: .office("c"),
            now: site.clock.now)
        for desk in [site.counts, CountDesk(observatory: site.observatory)] {
            let state = try #require(try await desk.state(CountSample.id))
            let results = try #require(try await ReleaseDesk(counts: desk).published(state))
            #expect(results.figures(0, of: state.definition)?.listTotals == [70, 30])
            #expect(results.figures(1, of: state.definition)?.listTotals == [70, 30])
            #expect(results.figures(2, of: state.definition) == nil)
            #expect(state.current(1)?.report.listTotals == [99, 30])
        }
    }

    @Test(
        "the feed's files are served as they are named, and nothing outside of it",
        arguments: ["../../keys/publisher-1.pem", "a/../b", "/etc/passwd", "", "reports/", "reports", "index.json/x"])
    func paths(path: String) async throws {
        let site = try await TestSite()
        try await site.count()
        let desk = ReleaseDesk(counts: site.counts)
        #expect(try await desk.file(path, of: CountSample.id, now: site.clock.now) == nil)
        #expect(try await desk.file("manifest-1.json", of: CountSample.id, now: site.clock.now) != nil)
    }

    @Test("the answer about a result says what is proven and what is not known")
    func answers() async throws {
        let site = try await TestSite()
        try await site.count()
        let desk = AnswerDesk(store: site.store)
        let card = try await desk.ask(Subject(.result, "\(CountSample.id)/S1"))
        let answer = try #require(card.answers.first { $0.question == .wasTheCountRight })
        #expect(answer.standing == .stated)
        for words in ["Town hall", "version 1", "Publication 1", "has not confirmed", "Not known"] {
            #expect(answer.sentence.contains(words), "\(answer.sentence)")
        }
        #expect(answer.evidence.contains { $0.isReceipt })
        let missing = try await desk.ask(Subject(.result, "\(CountSample.id)/S2"))
        #expect(missing.answers[5].standing == .nothingFound)
        let unknown = try await desk.ask(Subject(.result, "\(CountSample.id)/S9"))
        #expect(unknown.answers[5].standing == .nothingKnown)
        let whole = try await desk.ask(Subject(.election, CountSample.id))
        #expect(whole.answers[5].sentence.contains("1 of 2 stations"))
    }

    @Test("publishers may be called anything, and the index is signed under those names")
    func names() async throws {
        let site = try await TestSite()
        var definition = try #require(CountSample.definition(site).objectValue)
        let keys = ReleaseDesk(counts: site.counts).publishers
        definition["publishers"] = .array(
            zip(["north", "south"], keys).map { ["keyId": .string($0), "publicKey": .string(Base64.encode($1.publicKey))] })
        let state = try await site.counts.define(.object(definition), by: "ada", now: site.clock.now)
        _ = try await site.counts.take(
            [CountSample.envelope(CountSample.report("S1"))], of: CountSample.id, from: .office("c"), now: site.clock.now)
        try await site.publish(.partialUnofficial)
        let bytes = try #require(
            try await ReleaseDesk(counts: site.counts).file("index.json", of: CountSample.id, now: site.clock.now))
        #expect(try ResultsIndex(bytes).signatureCount(of: state.definition.facts.publishers) == 1)
    }

    @Test("figures with errors and contradictions are left out, and what was published of them is taken back with a reason")
    func leftOut() async throws {
        let site = try await TestSite()
        try await site.count()
        var wrong = CountSample.report("S2", first: 44)
        wrong["blank"] = 9
        _ = try await site.counts.take(
            [CountSample.envelope(wrong), CountSample.envelope(CountSample.report("S1", first: 71))], of: CountSample.id,
            from: .office("c"), now: site.clock.now)
        let state = try #require(try await site.counts.state(CountSample.id))
        #expect(ReleaseDesk.contested(state).map(\.unit) == ["S1", "S2"])
        try await site.publish(.partialUnofficial, reason: "corrigendum")
        let results = try #require(try await ReleaseDesk(counts: site.counts).published(state))
        #expect(results.reports.isEmpty && results.manifest.corrections.map(\.newSha256) == [nil])
    }
}
