/// How careless raters find the sources of notes (reference section 3.1): a note's bias in a model of the tags "incorrect",
/// "sources missing or unreliable" and "irrelevant sources", trained to its minimum in three rounds, then solved for each
/// note of the final set with the raters frozen.
struct Diligence: Sendable {
    /// By place in the archive; `nil` for notes without ratings by known raters.
    let noteBiases: [Double?]
    /// How each of the three rounds ended.
    let rounds: [Round]

    struct Round: Sendable {
        /// As a mean over ratings.
        let loss: Double
        let sweeps: Int
        let isSettled: Bool
    }

    /// Largest training set, in ratings, that is trained until nothing moves. Where tags say little of notes and raters, the loss
    /// is nearly level long before that, and with many ratings the answer is the same to the digits that matter.
    private static let fewRatings = 20_000
    private static let longPatience = LogitModel.Patience(tolerance: 1e-9, sweepLimit: 2000, nearness: .infinity)
    private static let patience = LogitModel.Patience(tolerance: 1e-5, sweepLimit: 80, nearness: .infinity)

    private static func hasTarget(_ archive: NoteArchive) -> (Int) -> Bool? {
        { !archive.marks[$0].tags.isDisjoint(with: .lowDiligence) }
    }

    /// - Parameters:
    ///   - fit: the second fit, whose notes and raters the rounds learn from.
    ///   - isRated: notes of the final set.
    init(_ archive: NoteArchive, _ fit: BridgingFit, isRated: [Bool], _ workers: Workers) {
        guard fit.ratingCount > 0 else {
            (noteBiases, rounds) = (Array(repeating: nil, count: archive.noteIDs.count), [])
            return
        }
        let isRater = fit.raters.map { $0 != nil }
        let hasTarget = Self.hasTarget(archive)
        var model = LogitModel(
            LogitSet(archive, isNote: fit.notes.map { $0 != nil }, isRater: isRater, hasTarget: hasTarget))
        let patience = model.set.ratingCount <= Self.fewRatings ? Self.longPatience : Self.patience
        var rounds = [Self.trained(&model, .first, patience, workers), Self.trained(&model, .second, patience, workers)]
        let second = model
        Self.weigh(&model.notes, &model.raters, model.set.byNote)
        rounds.append(Self.trained(&model, .third, patience, workers))
        self.rounds = rounds

        let final = LogitSet(archive, isNote: isRated, isRater: isRater, hasTarget: hasTarget)
        let known = Dictionary(uniqueKeysWithValues: zip(second.set.notes, second.notes))
        var notes = final.notes.map { known[$0] ?? LogitMember(0, 0, 1, 1) }
        let ridge = LogitRidges.diligence.note(ratingsPerNote: fit.ratingsPerNote)
        Self.settle(final.byNote, &notes, second.raters, global: second.global, .second, ridge, free: [1], workers)
        var raters = model.raters
        Self.weigh(&notes, &raters, final.byNote)
        Self.settle(final.byNote, &notes, raters, global: model.global, .third, ridge, free: [0], workers)

        var biases = [Double?](repeating: nil, count: archive.noteIDs.count)
        for (number, note) in final.notes.enumerated() {
            let isEmpty = final.byNote.starts[2 * number] == final.byNote.starts[2 * number + 2]
            if !isEmpty { biases[Int(note)] = notes[number][0] }
        }
        noteBiases = biases
    }

    private static func trained(
        _ model: inout LogitModel, _ round: LogitRound, _ patience: LogitModel.Patience, _ workers: Workers
    ) -> Round {
        let before = model.sweeps
        model.train(round, patience, workers)
        return Round(
            loss: model.loss / Double(model.set.ratingCount), sweeps: model.sweeps - before, isSettled: model.isSettled)
    }

    /// Gives ratings the weights of the third round: by the rater's reputation, and less for each the more a note has.
    private static func weigh(_ notes: inout [LogitMember], _ raters: inout [LogitMember], _ side: LogitSet.Side) {
        for rater in raters.indices { raters[rater][3] = LogitRound.weight(reputation: raters[rater][0]) }
        for note in notes.indices {
            var sum = 0.0
            for target in 0..<2 {
                let weight = target == 0 ? 1 : LogitRound.third.targetWeight
                for place in side.starts[2 * note + target]..<side.starts[2 * note + target + 1] {
                    sum += weight * raters[Int(side.others[Int(place)])][3]
                }
            }
            notes[note][3] = sum > 0 ? 1 / sum.squareRoot() : 1
        }
    }

    /// Solves for each note alone.
    private static func settle(
        _ side: LogitSet.Side, _ notes: inout [LogitMember], _ raters: [LogitMember], global: Double, _ round: LogitRound,
        _ ridge: LogitMember, free: [Int], _ workers: Workers
    ) {
        // Newton's method on a convex loss of one variable: the square of what is left halves its digits.
        for _ in 0..<100 {
            let before = notes
            _ = LogitModel.sweep(
                side, of: &notes, against: raters, global: global, round.targetWeight, ridge, free: free, workers)
            let moved = zip(before, notes).reduce(0) { max($0, abs($1.0[free[0]] - $1.1[free[0]])) }
            if moved <= 1e-12 { break }
        }
    }
}

extension LogitRidges {
    /// λ = 0.03 with the multipliers of reference section 3.1.
    static let diligence = LogitRidges(
        notes: LogitMember(1, 1, 0, 0) * 0.03, raters: LogitMember(50, 1, 10, 0) * 0.03, global: 0)
}

extension LogitRound {
    /// Reputations fixed.
    static let first = LogitRound(freeOfNotes: [0, 1], freeOfRaters: [1, 2], targetWeight: 100, ridges: .diligence)
    /// Biases of notes fixed.
    static let second = LogitRound(freeOfNotes: [1], freeOfRaters: [0, 1, 2], targetWeight: 100, ridges: .diligence)
    /// Biases only, with weights by reputation.
    static let third = LogitRound(freeOfNotes: [0], freeOfRaters: [2], targetWeight: 500, ridges: .diligence)

    /// How much a rater's ratings weigh in the third round.
    static func weight(reputation: Double) -> Double { (0.1 + max(reputation, 0).squareRoot()) / 1.1 }
}
