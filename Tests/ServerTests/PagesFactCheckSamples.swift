import Credibility
import Daylight

@testable import Server

extension PageSample {
    /// The pages about fact-checks, in every state that their templates know.
    static func factCheckPages() throws -> [PageSample] {
        let full = check(problems: [])
        let bare = FactCheck(
            url: "https://checks.example/7", publisherDomain: nil, publisherName: nil, claim: hostile, claimant: nil,
            claimDate: nil, appearances: [], reviewDate: nil, language: nil, verdictText: nil, verdict: .other, score: nil,
            media: nil, source: .page, fetchedAt: Timestamp.sample.day, problems: [.notSignatory])
        let versions = [
            FactCheckPage.Version(number: 1, verdict: .false, isWithdrawn: false, created: .sample, statement: 3),
            FactCheckPage.Version(number: 2, verdict: .mixed, isWithdrawn: true, created: .sample, statement: nil),
        ]
        var filled = Filled()
        filled.values["claim"] = hostile
        filled.problems = ["url": .notAWebAddress, "claimDate": .dayInFuture, "verdict": .missing]
        return [
            PageSample(
                name: "fact-checks",
                page: FactChecksPage(
                    items: [.init(check: full, isWithdrawn: true), .init(check: bare, isWithdrawn: false)], query: hostile,
                    total: 2, mayWrite: true)),
            PageSample(
                name: "fact-checks-none", page: FactChecksPage(items: [], query: "", total: 0, mayWrite: false),
                chrome: .anonymous),
            PageSample(
                name: "fact-check",
                page: FactCheckPage(
                    check: full, isWithdrawn: false, versions: versions, terms: FactCheckTerms(publisher: hostile),
                    mayChange: true)),
            PageSample(
                name: "fact-check-bare",
                page: FactCheckPage(
                    check: bare, isWithdrawn: true, versions: [], terms: FactCheckTerms(), mayChange: false),
                chrome: .anonymous),
            PageSample(
                name: "fact-check-unverified",
                page: FactCheckPage(
                    check: bare, isWithdrawn: false, versions: versions, terms: FactCheckTerms(), mayChange: false),
                chrome: .anonymous),
            PageSample(name: "fact-check-form", page: FactCheckFormPage(corrected: nil, filled: Filled())),
            PageSample(name: "fact-check-form-faults", page: FactCheckFormPage(corrected: "0f", filled: filled)),
        ]
    }

    private static func check(problems: Set<FactCheckProblem>) -> FactCheck {
        FactCheck(
            url: "https://checks.example/\(hostile)", publisherDomain: nil, publisherName: hostile, claim: hostile,
            claimant: hostile, claimDate: Timestamp.sample.day, appearances: [hostile], reviewDate: Timestamp.sample.day,
            language: hostile, verdictText: hostile, verdict: .mostlyFalse, score: 0.1, media: nil, source: .manual,
            fetchedAt: Timestamp.sample.day, problems: problems)
    }
}
