public import Daylight

/// What the sounding board agrees on across its kinds, and where they are apart. The order of the reviews changes nothing.
public struct BoardTally: Hashable, Sendable {
    /// One clause with what each kind says. Nobody is named.
    public struct Clause: Hashable, Sendable {
        public let id: String
        /// In the draft, counted from 1.
        public let place: Int
        /// In the order of ``BoardKind/allCases``.
        public let counts: [BoardCounts]
        /// See ``BoardScore``.
        public let score: Int
        /// The kinds that voted with the smallest and the largest share of agreement; `nil` when fewer than two did.
        public let apart: Apart?

        public subscript(_ kind: BoardKind) -> BoardCounts { counts[BoardKind.allCases.firstIndex(of: kind) ?? 0] }
    }

    /// Two kinds that are furthest apart on a clause.
    public struct Apart: Hashable, Sendable {
        public let lowest: BoardKind
        public let highest: BoardKind
        /// Between their smoothed shares, in millionths.
        public let spread: Int
        /// Whether more than half of one kind agree and more than half of another disagree.
        public let isContested: Bool
    }

    /// Why a review is not counted.
    public enum LeftOut: String, CaseIterable, Hashable, Sendable {
        case otherDraft, otherVersion
        /// Given before the draft was opened or after it was closed.
        case outsidePeriod
        /// It speaks of a clause that the draft does not have.
        case unknownClause
        /// The same reviewer gave a later one.
        case replaced
    }

    public let draft: BoardDraft
    /// How many reviews of each kind are counted, in the order of ``BoardKind/allCases``.
    public let reviewers: [Int]
    public let leftOut: [LeftOut: Int]
    /// The highest score first, ties in the draft's order.
    public let clauses: [Clause]

    /// The reviews that are counted, by the reviewer's id.
    public let counted: [BoardReview]

    /// - Throws: ``InputError`` for more reviews than ``BoardReview/countLimit``.
    public init(_ draft: BoardDraft, _ reviews: [BoardReview]) throws(InputError) {
        guard reviews.count <= BoardReview.countLimit else {
            throw InputError(
                field: "reviews", expected: "at most \(BoardReview.countLimit) reviews", found: "\(reviews.count)")
        }
        self.draft = draft
        var places: [String: Int] = [:]
        for (place, clause) in draft.clauses.enumerated() { places[clause.id] = place }
        var latest: [String: BoardReview] = [:]
        var leftOut: [LeftOut: Int] = [:]
        for review in reviews {
            if let reason = LeftOut(review, of: draft, places) {
                leftOut[reason, default: 0] += 1
            } else if let other = latest.updateValue(review, forKey: review.reviewer.id) {
                leftOut[.replaced, default: 0] += 1
                if try review.comes(before: other) { latest[review.reviewer.id] = other }
            }
        }
        counted = latest.values.sorted { $0.reviewer.id < $1.reviewer.id }
        self.leftOut = leftOut
        var counts = [[BoardCounts]](
            repeating: [BoardCounts](repeating: BoardCounts(), count: BoardKind.allCases.count), count: draft.clauses.count)
        var reviewers = [Int](repeating: 0, count: BoardKind.allCases.count)
        for review in counted {
            let kind = BoardKind.allCases.firstIndex(of: review.reviewer.kind) ?? 0
            reviewers[kind] += 1
            for remark in review.remarks {
                guard let vote = remark.vote, let place = places[remark.clause] else { continue }
                counts[place][kind][vote] += 1
            }
        }
        self.reviewers = reviewers
        clauses = draft.clauses.enumerated().map { place, clause in
            Clause(
                id: clause.id, place: place + 1, counts: counts[place], score: BoardScore.score(counts[place]),
                apart: Apart(counts[place]))
        }.sorted { ($1.score, $0.place) < ($0.score, $1.place) }
    }

    /// The clauses on which kinds are of opposite opinions, the furthest apart first, ties in the draft's order.
    public var contested: [Clause] {
        clauses.filter { $0.apart?.isContested == true }.sorted { left, right in
            (right.apart?.spread ?? 0, left.place) < (left.apart?.spread ?? 0, right.place)
        }
    }
}

extension BoardTally.LeftOut {
    fileprivate init?(_ review: BoardReview, of draft: BoardDraft, _ places: [String: Int]) {
        if review.draft != draft.id {
            self = .otherDraft
        } else if review.version != draft.version {
            self = .otherVersion
        } else if !draft.isOpen(at: review.given) {
            self = .outsidePeriod
        } else if review.remarks.contains(where: { places[$0.clause] == nil }) {
            self = .unknownClause
        } else {
            return nil
        }
    }
}

extension BoardReview {
    /// Whether the other one replaces this: it was given later or, at the same moment, is the greater in canonical bytes.
    fileprivate func comes(before other: BoardReview) throws(InputError) -> Bool {
        given == other.given ? try bytes.lexicographicallyPrecedes(try other.bytes) : given < other.given
    }
}

extension BoardTally.Apart {
    fileprivate init?(_ counts: [BoardCounts]) {
        let voting = BoardKind.allCases.indices.filter { counts[$0].votes > 0 }
        guard voting.count >= 2 else { return nil }
        var (low, high) = (voting[0], voting[0])
        for kind in voting.dropFirst() {
            if BoardScore.isBelow(counts[kind], counts[low]) { low = kind }
            if BoardScore.isBelow(counts[high], counts[kind]) { high = kind }
        }
        lowest = BoardKind.allCases[low]
        highest = BoardKind.allCases[high]
        spread = BoardScore.spread(from: counts[low], to: counts[high])
        isContested =
            voting.contains { 2 * counts[$0].agree > counts[$0].votes }
            && voting.contains { 2 * counts[$0].disagree > counts[$0].votes }
    }
}
