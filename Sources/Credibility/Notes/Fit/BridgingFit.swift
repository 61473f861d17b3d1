/// The minimum of the bridging model's loss on a training set (reference section 2.1): one expected value, and an intercept
/// and a factor for each note and rater.
public struct BridgingFit: Sendable {
    public internal(set) var mu = 0.0
    public internal(set) var loss = 0.0
    /// How often all notes and all raters were solved for.
    public internal(set) var sweeps = 0
    /// Whether the search ended because nothing moved any more, and not because it took too long.
    public internal(set) var isSettled = true
    public internal(set) var ratingCount = 0
    public internal(set) var noteCount = 0
    public internal(set) var raterCount = 0
    /// By place in the archive; `nil` for those that are not in the training set.
    public internal(set) var notes: [BridgingParameters?]
    public internal(set) var raters: [BridgingParameters?]

    /// Ratings per note of the training set; 0 without ratings.
    public var ratingsPerNote: Double { noteCount == 0 ? 0 : Double(ratingCount) / Double(noteCount) }

    /// Fits the ratings of some notes by some raters.
    ///
    /// - Parameter first: a fit to begin with, of at least these raters.
    init(_ archive: NoteArchive, isNote: [Bool], isRater: [Bool], startingFrom first: BridgingFit? = nil, _ workers: Workers) {
        notes = Array(repeating: nil, count: archive.noteIDs.count)
        raters = Array(repeating: nil, count: archive.raterIDs.count)
        let set = TrainingSet(archive, isNote: isNote, isRater: isRater)
        guard set.ratingCount > 0 else { return }
        var starts = (0..<Self.startCount(set)).map { SweepState(raterCount: set.raters.count, series: $0) }
        if let first {
            starts = [SweepState(raterCount: set.raters.count, series: 0)]
            starts[0].mu = first.mu
            for (number, rater) in set.raters.enumerated() {
                if let known = first.raters[Int(rater)] { starts[0].set(known, rater: number) }
            }
        }
        var best = Self.minimum(from: starts[0], set, workers)
        for start in starts.dropFirst() {
            let other = Self.minimum(from: start, set, workers)
            if other.sweep.loss < best.sweep.loss - Self.equalLoss { best = other }
        }
        let (search, sweep) = best
        (mu, sweeps, isSettled, loss) = (sweep.mu, search.stepCount, search.isSettled, sweep.loss)
        (ratingCount, noteCount, raterCount) = (set.ratingCount, set.notes.count, set.raters.count)
        for (number, note) in set.notes.enumerated() { notes[Int(note)] = sweep.parameters(note: number) }
        for (number, rater) in set.raters.enumerated() { raters[Int(rater)] = sweep.parameters(rater: number) }
    }

    /// Largest training set, in ratings, in which several starts are tried. Few ratings can leave several minima; with many, all
    /// starts were seen to end in one.
    private static let fewRatings = 20_000
    private static let startCount = 8
    /// Losses that differ by less are of one minimum.
    private static let equalLoss = 1e-9

    private static func startCount(_ set: TrainingSet) -> Int { set.ratingCount <= fewRatings ? startCount : 1 }

    private static func minimum(
        from start: SweepState, _ set: TrainingSet, _ workers: Workers
    ) -> (search: MinimumSearch<Sweep>, sweep: Sweep) {
        var search = MinimumSearch(Sweep(set, workers))
        search.run(from: start.values)
        var sweep = search.method
        sweep.settle()
        sweep.fixSigns()
        return (search, sweep)
    }
}

/// What a sweep begins with and ends with: the expected value and the raters' parameters.
struct SweepState: Sendable {
    /// Intercept and factor of each rater, one after the other; the expected value last.
    var values: [Double]

    var mu: Double {
        get { values[values.count - 1] }
        set { values[values.count - 1] = newValue }
    }

    /// Intercepts 0 and factors that depend on the rater's number and the series only, within ±√(6/(R+1)).
    init(raterCount: Int, series: Int) {
        values = Array(repeating: 0, count: 2 * raterCount + 1)
        let bound = (6 / Double(raterCount + 1)).squareRoot()
        for rater in 0..<raterCount { values[2 * rater + 1] = bound * Self.uniform(series << 32 + rater) }
    }

    /// Within −1..<1, by SplitMix64.
    static func uniform(_ number: Int) -> Double {
        var mixed = (UInt64(number) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Double(mixed >> 11) * 0x1p-52 - 1
    }

    mutating func set(_ parameters: BridgingParameters, rater: Int) {
        values[2 * rater] = parameters.intercept
        values[2 * rater + 1] = parameters.factor
    }
}
