#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether raters near a note's position, who do not call everything incorrect, call it so (reference section 2.9).
struct IncorrectFilter: Sendable {
    private static let factorLimit = 0.4
    private static let nearness = 0.3

    /// By rater: the share of their ratings with a not-helpful tag that say "incorrect".
    private let shares: [Double]

    init(_ archive: NoteArchive, ratingCounts: [Int]) {
        var (tagged, incorrect) = (
            [Int](repeating: 0, count: archive.raterIDs.count), [Int](repeating: 0, count: archive.raterIDs.count)
        )
        for note in archive.noteIDs.indices where ratingCounts[note] > 0 {
            for rating in archive.ratings(of: note) {
                let tags = archive.marks[rating].tags
                guard !tags.isDisjoint(with: .notHelpful) else { continue }
                tagged[Int(archive.raters[rating])] += 1
                if tags.contains(.incorrect) { incorrect[Int(archive.raters[rating])] += 1 }
            }
        }
        shares = tagged.indices.map { tagged[$0] > 0 ? Double(incorrect[$0]) / Double(tagged[$0]) : 0 }
    }

    func rejects(_ ratings: [NoteRating], factor: Double, _ raters: FrozenRaters) -> Bool {
        var (incorrect, voters, expected) = (0, 0, 0.0)
        for rating in ratings {
            let tags = rating.marks.tags
            guard !tags.isDisjoint(with: .notHelpful), let known = raters[rating.rater],
                abs(Self.clipped(known.factor) - Self.clipped(factor)) < Self.nearness
            else { continue }
            voters += 1
            expected += shares[rating.rater]
            if tags.contains(.incorrect) { incorrect += 1 }
        }
        guard incorrect >= Thresholds.incorrectCount, voters >= Thresholds.incorrectVoters else { return false }
        return Double(incorrect) / log(1 + expected) >= Thresholds.incorrectScore
    }

    private static func clipped(_ factor: Double) -> Double { min(max(factor, -factorLimit), factorLimit) }
}
