/// The parameters of a logistic model of a tag, and how a round of training changes them.
struct LogitModel: Sendable {
    /// When a round of training ends.
    struct Patience: Sendable {
        /// No parameter moves by more in the last sweep.
        let tolerance: Double
        let sweepLimit: Int
        /// Steps are combined once nothing moves by more.
        let nearness: Double
        /// First steps that are not combined.
        var plainSteps = 0
    }

    let set: LogitSet
    var global = 0.0
    var notes: [LogitMember]
    var raters: [LogitMember]
    private(set) var sweeps = 0
    /// Whether the last round ended because nothing moved any more.
    private(set) var isSettled = true
    /// At the end of the last round, as a sum over ratings.
    private(set) var loss = 0.0

    /// Biases 0, reputations 1, and factors of raters that depend on their number only.
    init(_ set: LogitSet) {
        self.set = set
        notes = Array(repeating: LogitMember(0, 0, 1, 1), count: set.notes.count)
        raters = set.raters.indices.map { LogitMember(1, SweepState.uniform($0), 0, 1) }
    }

    /// Trains the components that are free in a round until nothing moves, or patience ends.
    mutating func train(_ round: LogitRound, _ patience: Patience, _ workers: Workers) {
        var search = MinimumSearch(LogitDescent(self, round, workers))
        (search.tolerance, search.limit, search.nearness) = (patience.tolerance, patience.sweepLimit, patience.nearness)
        search.plainSteps = patience.plainSteps
        search.run(from: search.method.state)
        self = search.method.model
        sweeps += search.stepCount
        isSettled = search.isSettled
        var last = LogitDescent(self, round, workers)
        loss = last.begin(last.state)
    }

    /// A step for every member of one side.
    ///
    /// - Returns: the loss of the ratings before, if it is wanted.
    static func sweep(
        _ side: LogitSet.Side, of members: inout [LogitMember], against others: [LogitMember], global: Double,
        _ targetWeight: Double, _ ridge: LogitMember, free: [Int], countsLoss: Bool = false, _ workers: Workers
    ) -> Double {
        side.others.withUnsafeBufferPointer { indices in
            others.withUnsafeBufferPointer { others in
                members.withUnsafeMutableBufferPointer { members in
                    nonisolated(unsafe) let (indices, others, members) = (indices, others, members)
                    return workers.sum(members: side.count, ratings: side.others.count) { range in
                        var loss = SIMD2<Double>()
                        for member in range {
                            let own = members[member]
                            var newton = LogitNewton()
                            for target in 0..<2 {
                                let weight = (target == 0 ? 1 : targetWeight) * own[3]
                                for place in Int(side.starts[2 * member + target])..<Int(side.starts[2 * member + target + 1]) {
                                    let row = others[Int(indices[place])]
                                    newton.add(
                                        row: row, logit: global + logit(own, row), target: Double(target),
                                        weight: weight * row[3], countsLoss: countsLoss)
                                }
                            }
                            members[member] += newton.step(from: own, ridge: ridge, free: free)
                            loss[0] += newton.loss
                        }
                        return loss
                    }
                }
            }
        }[0]
    }

    @inline(__always)
    static func logit(_ one: LogitMember, _ other: LogitMember) -> Double {
        one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    }
}

/// A round of training: all notes with the raters frozen, then all raters, then the global value.
struct LogitDescent: Descent {
    private(set) var model: LogitModel
    private let round: LogitRound
    private let noteRidge: LogitMember
    private let raterRidge: LogitMember
    private let globalRidge: Double
    private let workers: Workers

    init(_ model: LogitModel, _ round: LogitRound, _ workers: Workers) {
        (self.model, self.round, self.workers) = (model, round, workers)
        let count = Double(model.set.ratingCount)
        noteRidge = round.ridges.note(ratingsPerNote: count / Double(model.set.notes.count))
        raterRidge = round.ridges.rater(ratingsPerRater: count / Double(model.set.raters.count))
        globalRidge = round.ridges.global * count
    }

    /// The free components of notes, those of raters, and the global value.
    var state: [Double] {
        var state: [Double] = []
        state.reserveCapacity(model.notes.count * round.freeOfNotes.count + model.raters.count * round.freeOfRaters.count + 1)
        for note in model.notes { for component in round.freeOfNotes { state.append(note[component]) } }
        for rater in model.raters { for component in round.freeOfRaters { state.append(rater[component]) } }
        return state + [model.global]
    }

    mutating func begin(_ state: [Double]) -> Double {
        load(state)
        let ridges =
            model.notes.reduce(0) { $0 + (noteRidge * $1 * $1).sum() }
            + model.raters.reduce(0) { $0 + (raterRidge * $1 * $1).sum() } + globalRidge * model.global * model.global
        let loss = LogitModel.sweep(
            model.set.byNote, of: &model.notes, against: model.raters, global: model.global, round.targetWeight, noteRidge,
            free: round.freeOfNotes, countsLoss: true, workers)
        // Where the global value has a ridge, the reputations are 1: what all notes' biases share does the same there.
        if globalRidge > 0 {
            let shared = share(of: model.notes, bias: 0, ridge: noteRidge[0])
            for note in model.notes.indices { model.notes[note][0] -= shared }
            model.global += shared
        }
        return ridges + loss
    }

    mutating func finish(_ state: inout [Double]) {
        _ = LogitModel.sweep(
            model.set.byRater, of: &model.raters, against: model.notes, global: model.global, round.targetWeight, raterRidge,
            free: round.freeOfRaters, workers)
        let shared = share(of: model.raters, bias: 2, ridge: raterRidge[2])
        for rater in model.raters.indices { model.raters[rater][2] -= shared }
        model.global += shared
        state = self.state
    }

    /// How much of the biases of a side the global value should take over: no prediction changes, and the ridges cost least.
    /// Without a ridge on the global value that is all they share.
    private func share(of members: [LogitMember], bias: Int, ridge: Double) -> Double {
        let mean = members.reduce(0) { $0 + $1[bias] } / Double(members.count)
        let ratio = globalRidge / (ridge * Double(members.count))
        return (mean - ratio * model.global) / (1 + ratio)
    }

    private mutating func load(_ state: [Double]) {
        var place = 0
        for note in model.notes.indices {
            for component in round.freeOfNotes {
                model.notes[note][component] = state[place]
                place += 1
            }
        }
        for rater in model.raters.indices {
            for component in round.freeOfRaters {
                model.raters[rater][component] = state[place]
                place += 1
            }
        }
        model.global = state[place]
    }
}
