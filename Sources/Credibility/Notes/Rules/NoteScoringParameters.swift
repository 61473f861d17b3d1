/// What an operator decides about a run.
public struct NoteScoringParameters: Sendable {
    /// Which part of the scorer says that raters find a note's sources careless (reference section 3.1).
    public enum Diligence: String, CaseIterable, Sendable {
        /// The model of section 3.1.
        case own
        /// None: the rule is left out.
        case none
    }

    /// Version of rules and thresholds, for statements that say by what a status was decided.
    public static let version = "bridging-1"

    public var diligence: Diligence
    /// Fewest ratings of a note that takes part in a fit.
    public var minNoteRatings: Int
    /// Fewest ratings of a rater who takes part in a fit.
    public var minRaterRatings: Int
    /// Raters whom a finding of coordination names: the intercept without them is computed beside the main one.
    public var correlatedRaters: Set<ParticipantID>

    public init(
        diligence: Diligence = .own, minNoteRatings: Int = 5, minRaterRatings: Int = 10,
        correlatedRaters: Set<ParticipantID> = []
    ) {
        self.diligence = diligence
        self.minNoteRatings = minNoteRatings
        self.minRaterRatings = minRaterRatings
        self.correlatedRaters = correlatedRaters
    }
}
