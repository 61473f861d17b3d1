/// Sweeps until nothing moves, with Anderson acceleration (D. G. Anderson 1965; Walker and Ni 2011) once near the minimum:
/// each step is combined with the last few so that what is left to move becomes least. The minimum is that of plain sweeps.
struct MinimumSearch {
    /// No parameter moves by more than this in the last sweep.
    static let tolerance = 1e-10
    /// Most sweeps.
    static let sweepLimit = 2000
    /// Plain sweeps until nothing moves by more than this, so that the search is where only one minimum is.
    private static let nearness = 0.05
    /// A combined step may not lead to a larger loss, but for rounding: it could end where the loss is level and not least.
    private static let rounding = 1e-12

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
        var lastLoss = Double.infinity
        /// Where a plain step leads, while a combined one is tried.
        var plain: SweepState?
        while sweepCount < Self.sweepLimit {
            let before = state
            let loss = sweep.begin(state)
            if let image = plain, loss > lastLoss * (1 + Self.rounding) {
                state = image
                plain = nil
                acceleration.forget()
                continue
            }
            lastLoss = loss
            sweep.finish(&state)
            sweepCount += 1
            let moved = Self.distance(before, state)
            if moved <= Self.tolerance {
                isSettled = true
                break
            }
            plain = state
            if moved > Self.nearness {
                acceleration.forget()
            } else {
                acceleration.advance(from: before, to: &state)
            }
        }
        sweep.settle()
    }

    /// How far the parameter moved that moved most.
    private static func distance(_ one: SweepState, _ other: SweepState) -> Double {
        var distance = abs(one.mu - other.mu)
        for index in one.raters.indices { distance = max(distance, abs(one.raters[index] - other.raters[index])) }
        return distance
    }
}
