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
        var start = SweepState(raterCount: set.raters.count)
        if let first {
            start.mu = first.mu
            for (number, rater) in set.raters.enumerated() {
                if let known = first.raters[Int(rater)] { start.set(known, rater: number) }
            }
        }
        var search = MinimumSearch(Sweep(set, workers))
        search.run(from: start.values)
        var sweep = search.method
        sweep.settle()
        sweep.fixSigns()
        (mu, sweeps, isSettled, loss) = (sweep.mu, search.stepCount, search.isSettled, sweep.loss)
        (ratingCount, noteCount, raterCount) = (set.ratingCount, set.notes.count, set.raters.count)
        for (number, note) in set.notes.enumerated() { notes[Int(note)] = sweep.parameters(note: number) }
        for (number, rater) in set.raters.enumerated() { raters[Int(rater)] = sweep.parameters(rater: number) }
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

    /// Intercepts 0 and factors that depend on the rater's number only, within ±√(6/(R+1)).
    init(raterCount: Int) {
        values = Array(repeating: 0, count: 2 * raterCount + 1)
        let bound = (6 / Double(raterCount + 1)).squareRoot()
        for rater in 0..<raterCount { values[2 * rater + 1] = bound * Self.uniform(rater) }
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
