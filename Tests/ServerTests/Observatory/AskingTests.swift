import Daylight
import Storage
import Testing

@testable import Server

@Suite struct AskingTests {
    private func answer(_ site: TestSite, _ subject: Subject) async throws -> Answer {
        try await site.observatory.ask(subject).answers[3]
    }

    @Test("a card always has seven answers in order", arguments: Subject.Kind.allCases)
    func seven(kind: Subject.Kind) async throws {
        let card = try await TestSite().observatory.ask(Subject(kind, "nobody"))
        #expect(card.answers.map(\.question) == Question.allCases)
        #expect(card.answers.allSatisfy { $0.standing == .nothingKnown })
    }

    @Test("an account in a finding nobody decided on is proposed, with the numbers and the evidence")
    func proposed() async throws {
        let site = try await TestSite()
        let answer = try await answer(site, Subject(.account, "ann"))
        #expect(answer.standing == .proposed)
        #expect(answer.sentence.contains("3 accounts shared the same 3 links within 60 s"))
        #expect(answer.sentence.contains("no person has decided yet"))
        #expect(answer.evidence.map(\.path) == [SitePath.finding(site.finding.id), SitePath.evidence(site.finding.id)])
    }

    @Test("an account that was looked at and is in no finding: nothing found, and what was looked at")
    func nothingFound() async throws {
        let answer = try await answer(TestSite(), Subject(.account, "dora"))
        #expect(answer.standing == .nothingFound)
        #expect(answer.sentence.contains("1 share of this account in one data set"))
        #expect(answer.evidence.map(\.path) == [SitePath.dataSet(Sample.dataset().id.text)])
    }

    @Test(
        "a decision is told with its day, its verdict and its receipt",
        arguments: zip(
            Question.isItARealPerson.verdicts,
            ["coordinated and deceptive", "a declared group", "organic", "asked for more evidence"]))
    func decided(verdict: Verdict, words: String) async throws {
        let site = try await TestSite()
        _ = try await site.observatory.decide(
            finding: site.finding.id, verdict: verdict, reasons: DecisionReasons("x"), by: "reviewer", now: site.clock.now)
        let answer = try await answer(site, Subject(.account, "ann"))
        #expect(answer.standing == (verdict == .needMore ? .proposed : .decided))
        #expect(answer.sentence.contains(words))
        #expect(answer.sentence.contains("2026-11-23"))
        #expect(
            answer.evidence.last
                == .init(
                    label: "Receipt of statement 0, still current", path: SitePath.receipt(0), isReceipt: true,
                    standing: .current))
    }

    @Test("a decision that corrects another one names it, and says which of the two is current")
    func corrected() async throws {
        let site = try await TestSite()
        for _ in 0..<2 { try await site.decide() }
        let evidence = try await answer(site, Subject(.account, "ann")).evidence.suffix(2)
        #expect(evidence.map(\.path) == [SitePath.receipt(1), SitePath.statement(0)])
        #expect(
            evidence.map(\.label) == ["Receipt of statement 1, still current", "Statement 0, which statement 1 corrects"])
        #expect(evidence.map(\.standing?.isCurrent) == [true, false])
    }

    @Test("two spellings of one letter are two accounts")
    func bytes() async throws {
        let site = try await TestSite()
        let shares = [Share(object: "o", account: "\u{E9}", content: "c", time: TestClock.start)]
        let batches = Batches([shares])
        _ = try await site.store.importDataset(Sample.dataset(2), shares: { batches.next() }, findings: [], statement: nil)
        #expect(try await answer(site, Subject(.account, "\u{E9}")).standing == .nothingFound)
        #expect(try await answer(site, Subject(.account, "e\u{301}")).standing == .nothingKnown)
    }
}
