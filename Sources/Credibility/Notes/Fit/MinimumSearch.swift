/// A way to lower a loss step by step, ending where nothing moves any more.
protocol Descent {
    /// Begins a step at a state.
    ///
    /// - Returns: the loss there, or a lower one that the step reaches for sure.
    mutating func begin(_ state: [Double]) -> Double

    /// Ends the step: the state becomes the next one.
    mutating func finish(_ state: inout [Double])
}

/// Steps of a descent until nothing moves, with Anderson acceleration (D. G. Anderson 1965; Walker and Ni 2011) once near the
/// minimum: each step is combined with the last few so that what is left to move becomes least. The minimum is that of plain
/// steps.
struct MinimumSearch<Method: Descent> {
    /// No value moves by more than this in the last step.
    var tolerance = 1e-10
    /// Most steps.
    var limit = 2000
    /// Plain steps until nothing moves by more than this, so that the search is where only one minimum is.
    var nearness = 0.05
    /// First steps that are not combined, however near.
    var plainSteps = 0
    /// A combined step may not lead to a larger loss, but for rounding: it could end where the loss is level and not least.
    private static var rounding: Double { 1e-12 }

    var method: Method
    private(set) var stepCount = 0
    private(set) var isSettled = false

    init(_ method: Method) { self.method = method }

    /// Searches from a state. Afterwards ``method`` stands at the minimum.
    mutating func run(from start: [Double]) {
        var state = start
        var acceleration = AndersonAcceleration()
        var lastLoss = Double.infinity
        /// Where a plain step leads, while a combined one is tried.
        var plain: [Double]?
        while stepCount < limit {
            let before = state
            let loss = method.begin(state)
            if let image = plain, !(loss <= lastLoss * (1 + Self.rounding)) {
                state = image
                plain = nil
                acceleration.forget()
                continue
            }
            lastLoss = loss
            method.finish(&state)
            stepCount += 1
            let moved = Self.distance(before, state)
            if moved <= tolerance {
                isSettled = true
                break
            }
            plain = state
            if moved > nearness || stepCount < plainSteps {
                acceleration.forget()
            } else {
                acceleration.advance(from: before, to: &state)
            }
        }
    }

    /// How far the value moved that moved most.
    private static func distance(_ one: [Double], _ other: [Double]) -> Double {
        var distance = 0.0
        for index in one.indices { distance = max(distance, abs(one[index] - other[index])) }
        return distance
    }
}
