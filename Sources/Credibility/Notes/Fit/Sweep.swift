/// Alternating closed-form solves (reference section 2.2): all notes with the raters frozen, then all raters with the notes
/// frozen, the expected value after each. No step makes the loss larger.
struct Sweep: Descent {
    /// What a rating needs to know of the other side's member: intercept, factor, factor², intercept · factor.
    typealias Known = SIMD4<Double>

    let set: TrainingSet
    var mu = 0.0
    private(set) var notes: [Known]
    private(set) var raters: [Known]

    private let workers: Workers

    init(_ set: TrainingSet, _ workers: Workers) {
        (self.set, self.workers) = (set, workers)
        notes = Array(repeating: Known(), count: set.notes.count)
        raters = Array(repeating: Known(), count: set.raters.count)
    }

    /// The first half of a sweep: solves for all notes.
    ///
    /// - Returns: the loss with these notes, before the expected value changes.
    mutating func begin(_ state: [Double]) -> Double {
        mu = state[state.count - 1]
        for rater in raters.indices { raters[rater] = Self.known(state[2 * rater], state[2 * rater + 1]) }
        let unexplained = residualSquares
        let half = Self.solve(set.byNote, others: raters, mu: mu, into: &notes, workers)
        let ridge = Self.meanSquares(raters)
        let loss =
            (unexplained - half.explained) / Double(set.ratingCount)
            + Ridge.intercept * (ridge.intercept + mu * mu) + Ridge.factor * ridge.factor
        mu += half.shift
        return loss
    }

    /// The second half: solves for all raters.
    mutating func finish(_ state: inout [Double]) {
        mu += Self.solve(set.byRater, others: notes, mu: mu, into: &raters, workers).shift
        for rater in raters.indices {
            state[2 * rater] = raters[rater][0]
            state[2 * rater + 1] = raters[rater][1]
        }
        state[state.count - 1] = mu
    }

    /// Solves for the notes once more, so that they belong to the raters to the last digit.
    mutating func settle() { mu += Self.solve(set.byNote, others: raters, mu: mu, into: &notes, workers).shift }

    /// Σ(y − μ − i_u)² over all ratings, from what each rater says in all.
    private var residualSquares: Double {
        var sum = 0.0
        for rater in raters.indices {
            let starts = set.byRater.starts
            let none = Double(starts[3 * rater + 1] - starts[3 * rater])
            let some = Double(starts[3 * rater + 2] - starts[3 * rater + 1])
            let all = Double(starts[3 * rater + 3] - starts[3 * rater + 2])
            let expected = mu + raters[rater][0]
            sum +=
                none * expected * expected + some * (0.5 - expected) * (0.5 - expected)
                + all * (1 - expected) * (1 - expected)
        }
        return sum
    }

    @inline(__always)
    private static func known(_ intercept: Double, _ factor: Double) -> Known {
        Known(intercept, factor, factor * factor, intercept * factor)
    }

    /// Solves for all members of one side.
    ///
    /// - Returns: by how much the expected value changes, and by how much the members lower the sum of squares, their ridges
    ///   included.
    private static func solve(
        _ side: TrainingSet.Side, others: [Known], mu: Double, into solved: inout [Known], _ workers: Workers
    ) -> (shift: Double, explained: Double) {
        let perMember = Double(side.others.count) / Double(side.count)
        let found = others.withUnsafeBufferPointer { others in
            side.others.withUnsafeBufferPointer { indices in
                side.starts.withUnsafeBufferPointer { starts in
                    solved.withUnsafeMutableBufferPointer { solved in
                        nonisolated(unsafe) let (others, indices, starts, solved) = (others, indices, starts, solved)
                        return workers.sum(members: side.count, ratings: side.others.count) { members in
                            var found = SIMD2<Double>()
                            for member in members {
                                let sums = sums(member, starts, indices, others, mu: mu)
                                let own = sums.solved(ratingsPerEntity: perMember)
                                found[0] += sums.e - sums.count * own.intercept - sums.x * own.factor
                                found[1] += sums.e * own.intercept + sums.ex * own.factor
                                solved[member] = known(own.intercept, own.factor)
                            }
                            return found
                        }
                    }
                }
            }
        }
        // The mean of what is left without the expected value, shrunk by its ridge.
        let mean = found[0] / Double(side.others.count)
        return ((mean + mu) / (1 + Ridge.intercept) - mu, found[1])
    }

    @inline(__always)
    private static func sums(
        _ member: Int, _ starts: UnsafeBufferPointer<UInt32>, _ indices: UnsafeBufferPointer<UInt32>,
        _ others: UnsafeBufferPointer<Known>, mu: Double
    ) -> BridgingSums {
        let (first, half) = (Int(starts[3 * member]), Int(starts[3 * member + 1]))
        let (one, end) = (Int(starts[3 * member + 2]), Int(starts[3 * member + 3]))
        var (none, some, all) = (Known(), Known(), Known())
        for place in first..<half { none += others[Int(indices[place])] }
        for place in half..<one { some += others[Int(indices[place])] }
        for place in one..<end { all += others[Int(indices[place])] }
        let total = none + some + all
        var sums = BridgingSums()
        sums.count = Double(end - first)
        sums.x = total[1]
        sums.xx = total[2]
        sums.e = 0.5 * Double(one - half) + Double(end - one) - mu * sums.count - total[0]
        sums.ex = 0.5 * some[1] + all[1] - mu * total[1] - total[3]
        return sums
    }

    func parameters(note: Int) -> BridgingParameters { BridgingParameters(intercept: notes[note][0], factor: notes[note][1]) }

    func parameters(rater: Int) -> BridgingParameters {
        BridgingParameters(intercept: raters[rater][0], factor: raters[rater][1])
    }

    /// Negates factors, which leaves every prediction as it is, where both ends of a rating are told to.
    mutating func negate(note: Int) { notes[note] *= Known(1, -1, 1, -1) }
    mutating func negate(rater: Int) { raters[rater] *= Known(1, -1, 1, -1) }

    /// Sets factors to 0 that are 0 but for rounding: their sign would mean nothing and yet name a side.
    mutating func clearNoise() {
        for note in notes.indices where abs(notes[note][1]) <= Self.noise { notes[note] = Self.known(notes[note][0], 0) }
        for rater in raters.indices where abs(raters[rater][1]) <= Self.noise {
            raters[rater] = Self.known(raters[rater][0], 0)
        }
    }

    /// How far from the minimum a parameter may be.
    private static let noise = 1e-8

    /// The loss L of section 2.1.
    var loss: Double {
        var squares = 0.0
        for note in notes.indices {
            for label in 0..<3 {
                for place in set.byNote.starts[3 * note + label]..<set.byNote.starts[3 * note + label + 1] {
                    let rater = raters[Int(set.byNote.others[Int(place)])]
                    let residual = Double(label) / 2 - mu - rater[0] - notes[note][0] - rater[1] * notes[note][1]
                    squares += residual * residual
                }
            }
        }
        let (n, r) = (Self.meanSquares(notes), Self.meanSquares(raters))
        return squares / Double(set.ratingCount) + Ridge.intercept * (n.intercept + r.intercept + mu * mu)
            + Ridge.factor * (n.factor + r.factor)
    }

    private static func meanSquares(_ members: [Known]) -> (intercept: Double, factor: Double) {
        let sum = members.reduce(SIMD2<Double>()) { $0 + SIMD2($1[0] * $1[0], $1[2]) } / Double(members.count)
        return (sum[0], sum[1])
    }
}
