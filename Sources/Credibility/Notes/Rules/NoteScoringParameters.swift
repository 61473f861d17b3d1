/// What an operator decides about a run.
public struct NoteScoringParameters: Sendable {
    /// Which part of the scorer says that raters find a note's sources careless (reference section 3.1).
    public enum Diligence: String, CaseIterable, Sendable {
        /// The model of section 3.1.
        case own
        /// None: the rule is left out.
        case none
    }

    /// Whether it costs raters to find notes helpful that others across the sides call harassing (reference section 3.2).
    public enum Harassment: String, CaseIterable, Sendable {
        /// The model of section 3.2.
        case own
        /// None: nobody is left out for it.
        case none
    }

    /// Whether raters are also modelled in parts (reference section 3.3).
    public enum Groups: String, CaseIterable, Sendable {
        /// The core population, the wider ones, and each modelling group.
        case own
        /// None: all raters are one.
        case none
    }

    /// Version of rules and thresholds, for statements that say by what a status was decided.
    public static let version = "bridging-1"

    public var diligence: Diligence
    public var harassment: Harassment
    public var groups: Groups
    /// Fewest ratings of a note that takes part in a fit.
    public var minNoteRatings: Int
    /// Fewest ratings of a rater who takes part in a fit.
    public var minRaterRatings: Int
    /// Raters whom a finding of coordination names: the intercept without them is computed beside the main one.
    public var correlatedRaters: Set<ParticipantID>

    public init(
        diligence: Diligence = .own, minNoteRatings: Int = 5, minRaterRatings: Int = 10,
        correlatedRaters: Set<ParticipantID> = [], harassment: Harassment = .none, groups: Groups = .none
    ) {
        self.diligence = diligence
        self.harassment = harassment
        self.groups = groups
        self.minNoteRatings = minNoteRatings
        self.minRaterRatings = minRaterRatings
        self.correlatedRaters = correlatedRaters
    }
}
