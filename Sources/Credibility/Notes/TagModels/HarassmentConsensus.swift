/// Which notes raters who usually disagree call spam, harassment or abuse (reference section 3.2): a note's bias in a logistic
/// model of that tag, trained to the minimum that its start leads to. Public Community Notes source, tag_consensus.py.
struct HarassmentConsensus: Sendable {
    /// 2021-12-17: since then raters have had the tags of today (public Community Notes source, constants.py, whose comment
    /// calls it the 15th).
    private static let tagsMilliseconds: Int64 = 1_639_699_200_000
    private static let minNoteRatings = 5
    private static let minRaterRatings = 10
    /// From this bias on a note counts as harassing, and finding it helpful costs this many agreements at that bias, more the
    /// larger the bias (public Community Notes source, helpfulness_scores.py).
    private static let threshold = 2.0
    private static let cost = 10.0
    private static let patience = LogitModel.Patience(tolerance: 1e-9, sweepLimit: 2000, nearness: 0.5, plainSteps: 20)
    /// By how much at most the factors are moved to see whether the search ended where the loss is level and not least, as it is
    /// where all factors are 0; and how often.
    private static let nudge = 0.05
    private static let nudgeCount = 4
    /// Losses of a rating that differ by less are of one minimum.
    private static let equalLoss = 1e-9

    /// By place in the archive; `nil` for notes that the model knows nothing of.
    let noteBiases: [Double?]
    let sweeps: Int
    /// Whether training ended because nothing moved any more.
    let isSettled: Bool
    let ratingCount: Int
    /// The least, as a mean over ratings.
    let loss: Double

    /// A rating's place in the training set: whether it has the tag; `nil` for one that says neither.
    private static func hasTarget(_ archive: NoteArchive) -> (Int) -> Bool? {
        let (tag, other) = (TagSet(.notHelpfulSpamHarassmentOrAbuse), TagSet(.notHelpfulOther))
        return { rating in
            guard archive.times[rating] >= tagsMilliseconds else { return nil }
            let marks = archive.marks[rating]
            if marks.tags.contains(tag) { return true }
            return marks.label == .helpful || marks.tags.contains(other) ? false : nil
        }
    }

    /// - Parameters:
    ///   - fit: the first fit, whose doubled factors are the start.
    ///   - isNote: notes of the first fit.
    ///   - isRater: raters of the first fit who would count if nobody were held to account for harassing notes.
    init(_ archive: NoteArchive, _ fit: BridgingFit, isNote: [Bool], isRater: [Bool], _ workers: Workers) {
        let hasTarget = Self.hasTarget(archive)
        let (isNote, isRater) = Self.filtered(archive, isNote, isRater, hasTarget)
        let set = LogitSet(archive, isNote: isNote, isRater: isRater, hasTarget: hasTarget)
        let targetCount = set.targetCount
        guard targetCount > 0, targetCount < set.ratingCount else {
            // All say the same: there is nothing to learn.
            noteBiases = Array(repeating: nil, count: archive.noteIDs.count)
            (sweeps, isSettled, ratingCount, loss) = (0, true, set.ratingCount, 0)
            return
        }
        var model = LogitModel(set)
        for (number, note) in set.notes.enumerated() {
            model.notes[number][1] = 2 * (fit.notes[Int(note)]?.factor ?? 0)
        }
        for (number, rater) in set.raters.enumerated() {
            model.raters[number][1] = 2 * (fit.raters[Int(rater)]?.factor ?? 0)
        }
        let share = Double(targetCount) / Double(set.ratingCount)
        let round = LogitRound(
            freeOfNotes: [0, 1], freeOfRaters: [1, 2], targetWeight: (1 - share) / share, ridges: .bridging)
        model.train(round, Self.patience, workers)
        for series in 0..<Self.nudgeCount {
            var nudged = model
            for rater in nudged.raters.indices {
                nudged.raters[rater][1] += Self.nudge * SweepState.uniform(series << 32 + rater)
            }
            nudged.train(round, Self.patience, workers)
            guard nudged.loss < model.loss - Self.equalLoss * Double(set.ratingCount) else { break }
            model = nudged
        }
        var biases = [Double?](repeating: nil, count: archive.noteIDs.count)
        for (number, note) in set.notes.enumerated() { biases[Int(note)] = model.notes[number][0] }
        (noteBiases, sweeps, isSettled, ratingCount) = (biases, model.sweeps, model.isSettled, set.ratingCount)
        loss = model.loss / Double(set.ratingCount)
    }

    /// How many agreements it costs to find a note helpful.
    func penalty(ofNote note: Int) -> Double {
        guard let bias = noteBiases[note], bias >= Self.threshold else { return 0 }
        return Self.cost * bias / Self.threshold
    }

    /// Notes with enough ratings of any of the raters, then raters with enough of these, then notes again, once each.
    private static func filtered(
        _ archive: NoteArchive, _ isNote: [Bool], _ isRater: [Bool], _ hasTarget: (Int) -> Bool?
    ) -> (isNote: [Bool], isRater: [Bool]) {
        var (isNote, isRater) = (isNote, isRater)
        func counted(_ note: Int) -> [Int] {
            archive.ratings(of: note).filter { isRater[Int(archive.raters[$0])] && hasTarget($0) != nil }
        }
        for note in isNote.indices where isNote[note] { isNote[note] = counted(note).count >= minNoteRatings }
        isRater = raterCounts(archive, isNote, counted).map { $0 >= minRaterRatings }
        for note in isNote.indices where isNote[note] { isNote[note] = counted(note).count >= minNoteRatings }
        // Who has no rating left is nobody over whom a mean is taken.
        return (isNote, raterCounts(archive, isNote, counted).map { $0 > 0 })
    }

    private static func raterCounts(_ archive: NoteArchive, _ isNote: [Bool], _ counted: (Int) -> [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: archive.raterIDs.count)
        for note in isNote.indices where isNote[note] {
            for rating in counted(note) { counts[Int(archive.raters[rating])] += 1 }
        }
        return counts
    }
}

extension LogitRidges {
    /// Those of the bridging model (reference section 2.1).
    static let bridging = LogitRidges(
        notes: LogitMember(Ridge.intercept, Ridge.factor, 0, 0), raters: LogitMember(0, Ridge.factor, Ridge.intercept, 0),
        global: Ridge.intercept)
}
