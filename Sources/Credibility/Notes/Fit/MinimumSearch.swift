/// Sweeps until nothing moves, with Anderson acceleration (D. G. Anderson 1965; Walker and Ni 2011) once near the minimum:
/// each step is combined with the last few so that what is left to move becomes least. The minimum is that of plain sweeps.
struct MinimumSearch {
    /// No parameter moves by more than this in the last sweep.
    static let tolerance = 1e-10
    /// Most sweeps.
    static let sweepLimit = 2000
    /// Plain sweeps until nothing moves by more than this, so that the search is where only one minimum is.
    private static let nearness = 0.02
    /// A step that leaves this much more to move than the step before is taken back to a plain one.
    private static let growthLimit = 2.0

    var sweep: Sweep
    private(set) var sweepCount = 0
    private(set) var isSettled = false
    private var state: SweepState

    init(_ set: TrainingSet, _ start: SweepState) {
        sweep = Sweep(set)
        state = start
    }

    /// Searches. Afterwards ``sweep`` stands at the minimum.
    mutating func run() {
        var acceleration = AndersonAcceleration(size: state.raters.count + 1)
        var last = Double.infinity
        while sweepCount < Self.sweepLimit {
            let before = state
            sweep.run(&state)
            sweepCount += 1
            let moved = Self.distance(before, state)
            if moved <= Self.tolerance {
                isSettled = true
                break
            }
            if moved > Self.nearness || moved > Self.growthLimit * last {
                acceleration.forget()
            } else {
                acceleration.advance(from: before, to: &state)
            }
            last = moved
        }
        // The notes and the expected value belong to these raters, to the last digit.
        sweep.solveNotes()
    }

    /// How far the parameter moved that moved most.
    private static func distance(_ one: SweepState, _ other: SweepState) -> Double {
        var distance = abs(one.mu - other.mu)
        for index in one.raters.indices { distance = max(distance, abs(one.raters[index] - other.raters[index])) }
        return distance
    }
}
