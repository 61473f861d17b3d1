/// Who counts: raters who agreed with outcomes before these were public, and whose own notes were not found unhelpful
/// (reference section 2.5).
struct HelpfulRaters: Sendable {
    private static let hours48: Int64 = 172_800_000
    /// 2022-05-19: before, the first five ratings of a note counted.
    private static let newCountingMilliseconds: Int64 = 1_652_918_400_000
    private static let earlyCount = 5
    private static let agreement = 0.66
    private static let authorIntercept = 0.05

    /// Share of a rater's valid ratings that agree with the outcome; `nil` without such ratings.
    private(set) var agreements: [Double?]
    private(set) var isHelpful: [Bool]
    /// Raters who do not count only because they found harassing notes helpful.
    private(set) var isPenalised: [Bool]
    private let agreed: [Int]
    private let valid: [Int]

    init(_ archive: NoteArchive, _ fit: BridgingFit, preliminary: [NoteStatus], ratingCounts: [Int]) {
        var (agreed, valid) = (
            [Int](repeating: 0, count: archive.raterIDs.count), [Int](repeating: 0, count: archive.raterIDs.count)
        )
        for note in archive.noteIDs.indices where ratingCounts[note] > 0 && preliminary[note] != .needsMoreRatings {
            let agreeing: UInt32 = preliminary[note] == .helpful ? 2 : 0
            for rating in Self.validRatings(of: note, archive) {
                let rater = Int(archive.raters[rating])
                valid[rater] += 1
                if archive.marks[rating].doubledValue == agreeing { agreed[rater] += 1 }
            }
        }
        agreements = agreed.indices.map { valid[$0] > 0 ? Double(agreed[$0]) / Double(valid[$0]) : nil }
        isHelpful = agreements.map { ($0 ?? 0) >= Self.agreement }
        isPenalised = Array(repeating: false, count: agreed.count)
        (self.agreed, self.valid) = (agreed, valid)
        for (author, record) in Self.authors(archive, fit, preliminary) where !record.isGood { isHelpful[author] = false }
    }

    /// Takes agreements from those who found harassing notes helpful. Ratings that are too few to be learnt from cost nothing
    /// (public Community Notes source, mf_base_scorer.py).
    mutating func penalise(_ archive: NoteArchive, _ harassment: HarassmentConsensus, _ filter: RatingFilter) {
        var penalties = [Double](repeating: 0, count: agreed.count)
        for note in archive.noteIDs.indices where filter.isTrained[note] {
            let penalty = harassment.penalty(ofNote: note)
            guard penalty > 0 else { continue }
            for rating in archive.ratings(of: note)
            where archive.marks[rating].doubledValue == 2 && filter.isActive[Int(archive.raters[rating])] {
                penalties[Int(archive.raters[rating])] += penalty
            }
        }
        for rater in isHelpful.indices where isHelpful[rater] && penalties[rater] > 0 {
            guard (Double(agreed[rater]) - penalties[rater]) / Double(valid[rater]) < Self.agreement else { continue }
            isHelpful[rater] = false
            isPenalised[rater] = true
        }
    }

    private static func validRatings(of note: Int, _ archive: NoteArchive) -> [Int] {
        guard let created = archive.facts[note]?.created ?? archive.histories[note]?.created else { return [] }
        let decided = archive.ratings(of: note).filter { archive.marks[$0].doubledValue != 1 }
        guard created >= newCountingMilliseconds else {
            // Raters are in ascending order, and sorting keeps it among ratings of one moment.
            let byTime = decided.sorted { (archive.times[$0], $0) < (archive.times[$1], $1) }
            return Array(byTime.prefix(earlyCount))
        }
        let until = archive.histories[note]?.latestDecided ?? .max
        return decided.filter {
            let (age, isOverflow) = archive.times[$0].subtractingReportingOverflow(created)
            return archive.times[$0] < until && (isOverflow ? archive.times[$0] < created : age < hours48)
        }
    }

    /// What became of an author's scored notes.
    private struct AuthorRecord {
        var notes = 0
        var helpful = 0
        var notHelpful = 0
        var intercepts = 0.0

        var isGood: Bool { helpful >= 5 * notHelpful && intercepts / Double(notes) >= authorIntercept }
    }

    /// By the rater who wrote them.
    private static func authors(
        _ archive: NoteArchive, _ fit: BridgingFit, _ preliminary: [NoteStatus]
    ) -> [Int: AuthorRecord] {
        let numbers = Dictionary(uniqueKeysWithValues: archive.raterIDs.enumerated().map { ($1, $0) })
        var records: [Int: AuthorRecord] = [:]
        for (note, parameters) in fit.notes.enumerated() {
            guard let parameters, let author = archive.facts[note]?.author ?? archive.histories[note]?.author,
                let rater = numbers[author]
            else { continue }
            var record = records[rater] ?? AuthorRecord()
            record.notes += 1
            record.intercepts += parameters.intercept
            if preliminary[note] == .helpful { record.helpful += 1 }
            if preliminary[note] == .notHelpful { record.notHelpful += 1 }
            records[rater] = record
        }
        return records
    }
}
