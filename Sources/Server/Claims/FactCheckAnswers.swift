import Credibility
import Daylight
import Storage

/// What fact-checks say about a claim, when somebody asks.
struct FactCheckAnswers: Sendable {
    let store: Store

    /// Most fact-checks that an answer names.
    private static let limit = 10

    /// The answer to "can I trust it?" about a claim: its words, or the id of a fact-check. `nil` when nothing is known.
    ///
    /// Only the same wording is found; what says the same in other words is not.
    func answer(about claim: String) async throws -> Answer? {
        let found = try await checks(of: claim)
        let counting = found.filter(\.counts)
        guard !found.isEmpty else { return nil }
        let told = counting.prefix(Self.limit).map { published in
            let day = published.check.reviewDate.map { " on \($0)" } ?? ""
            let words = published.check.verdictText.map { "“\($0)”" } ?? published.check.verdict.rawValue
            return "\(published.check.publisher) rated it \(words)\(day)."
        }
        let sentence =
            told.isEmpty
            ? "It was checked, but the check was withdrawn or its publisher is not bound by a code of principles."
            : told.joined(separator: " ")
        var evidence: [Answer.Evidence] = []
        for published in found.prefix(Self.limit) {
            evidence.append(
                Answer.Evidence(
                    label: "Fact-check by \(published.check.publisher)", path: SitePath.factCheck(published.check.id.hex)))
        }
        return Answer(
            .canITrustIt, standing: told.isEmpty ? .nothingFound : .stated, sentence: sentence, evidence: evidence,
            date: found.map(\.created).max())
    }

    private func checks(of claim: String) async throws -> [FactCheckDesk.Published] {
        if Digest(hex: claim) != nil {
            return try await store.record(.factCheck, key: claim).map { [try FactCheckDesk.Published($0)] } ?? []
        }
        let wanted = TextKey(claim)
        return try await store.newestRecords(.factCheck, limit: 10_000).map { try FactCheckDesk.Published($0) }
            .filter { TextKey($0.check.claim).compared(with: wanted)?.decision == .same }
    }
}
