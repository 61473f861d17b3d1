/// The public tables that a run reads.
public enum NoteTable: String, CaseIterable, Sendable {
    case notes
    case ratings
    case statusHistory = "noteStatusHistory"
    case enrollment = "userEnrollment"

    /// Whether there is nothing to score without it.
    public var isNeeded: Bool { self == .notes || self == .ratings }

    /// The columns that have a meaning; others are named and ignored.
    var columns: Set<String> {
        switch self {
        case .notes: Self.noteColumns
        case .ratings: Self.ratingColumns
        case .statusHistory: Self.historyColumns
        case .enrollment: Self.enrollmentColumns
        }
    }

    private static let noteColumns: Set<String> = [
        "noteId", "noteAuthorParticipantId", "participantId", "createdAtMillis", "tweetId", "classification", "believable",
        "harmful", "validationDifficulty", "misleadingOther", "misleadingFactualError", "misleadingManipulatedMedia",
        "misleadingOutdatedInformation", "misleadingMissingImportantContext", "misleadingUnverifiedClaimAsFact",
        "misleadingSatire", "notMisleadingOther", "notMisleadingFactuallyCorrect", "notMisleadingOutdatedButNotWhenWritten",
        "notMisleadingClearlySatire", "notMisleadingPersonalOpinion", "trustworthySources", "summary", "isMediaNote",
        "isCollaborativeNote",
    ]

    private static let ratingColumns: Set<String> = Set(
        [
            "noteId", "raterParticipantId", "participantId", "createdAtMillis", "version", "agree", "disagree", "helpful",
            "notHelpful", "helpfulnessLevel", "ratedOnTweetId", "ratingSourceBucketed", "suggestion", "suggestionId",
        ] + ExplanationTag.allCases.map(\.rawValue))

    private static let historyColumns: Set<String> = [
        "noteId", "noteAuthorParticipantId", "participantId", "createdAtMillis", "timestampMillisOfFirstNonNMRStatus",
        "firstNonNMRStatus", "timestampMillisOfCurrentStatus", "currentStatus", "timestampMillisOfLatestNonNMRStatus",
        "mostRecentNonNMRStatus", "latestNonNMRStatus", "timestampMillisOfStatusLock", "lockedStatus",
        "timestampMillisOfRetroLock", "currentCoreStatus", "currentExpansionStatus", "currentGroupStatus", "currentDecidedBy",
        "currentModelingGroup", "timestampMillisOfMostRecentStatusChange", "timestampMillisOfNmrDueToMinStableCrhTime",
        "currentMultiGroupStatus", "currentModelingMultiGroup", "timestampMinuteOfFinalScoringOutput",
        "timestampMillisOfFirstNmrDueToMinStableCrhTime", "abovePcrhThresholdTime",
    ]

    private static let enrollmentColumns: Set<String> = [
        "participantId", "enrollmentState", "successfulRatingNeededToEarnIn", "timestampOfLastStateChange",
        "timestampOfLastEarnOut", "modelingPopulation", "modelingGroup", "numberOfTimesEarnedOut",
    ]
}
