/// What differs between two versions of a draft.
public struct BoardChanges: Hashable, Sendable {
    /// What became of a clause.
    public enum Change: Hashable, Sendable {
        case added(BoardDraft.Clause)
        case removed(BoardDraft.Clause)
        /// Reworded; `words` is `nil` when the texts are too long to be laid side by side.
        case reworded(from: String, to: BoardDraft.Clause, words: WordEvidence?)
    }

    /// Pairs of words that are compared for one answer; above, reworded clauses are shown whole.
    private static let workLimit = 4_000_000

    /// In the order of the later version; what was removed at the end.
    public let changes: [Change]
    /// Whether the clauses that both have stand in another order.
    public let isReordered: Bool

    public init(from earlier: BoardDraft, to later: BoardDraft) {
        var before: [String: BoardDraft.Clause] = [:]
        for clause in earlier.clauses { before[clause.id] = clause }
        let after = Set(later.clauses.map(\.id))
        isReordered = earlier.clauses.map(\.id).filter(after.contains) != later.clauses.map(\.id).filter { before[$0] != nil }
        var work = 0
        let changed = later.clauses.compactMap { clause -> Change? in
            guard let old = before[clause.id] else { return .added(clause) }
            guard old.text != clause.text else { return nil }
            let (query, claim) = (TextKey(old.text), TextKey(clause.text))
            // Words have about five letters; texts are bounded, so that this cannot overflow.
            work += (query.length / 5 + 1) * (claim.length / 5 + 1)
            let words = work <= Self.workLimit ? WordEvidence(query: query, claim: claim) : nil
            return .reworded(from: old.text, to: clause, words: words)
        }
        changes = changed + earlier.clauses.filter { !after.contains($0.id) }.map { .removed($0) }
    }
}
