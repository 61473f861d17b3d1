import Daylight

extension SimulatedNotes {
    static func participant(_ name: String, seed: UInt64) -> String {
        Hex.encode(Digest(of: Array("simulated participant \(seed) \(name)".utf8)).bytes).uppercased()
    }

    /// The four public tables (credibility reference, section 1), in the order in which the names of their tables sort.
    public var files: [(path: String, bytes: [UInt8])] {
        [
            ("noteStatusHistory-00000.tsv", historyTable), ("notes-00000.tsv", noteTable),
            ("ratings-00000.tsv", ratingTable), ("userEnrollment-00000.tsv", enrollmentTable),
        ]
    }

    private static let noteColumns = [
        "noteId", "noteAuthorParticipantId", "createdAtMillis", "tweetId", "classification", "believable", "harmful",
        "validationDifficulty", "misleadingOther", "misleadingFactualError", "misleadingManipulatedMedia",
        "misleadingOutdatedInformation", "misleadingMissingImportantContext", "misleadingUnverifiedClaimAsFact",
        "misleadingSatire", "notMisleadingOther", "notMisleadingFactuallyCorrect", "notMisleadingOutdatedButNotWhenWritten",
        "notMisleadingClearlySatire", "notMisleadingPersonalOpinion", "trustworthySources", "summary", "isMediaNote",
        "isCollaborativeNote",
    ]

    private var noteTable: [UInt8] {
        Self.table(
            Self.noteColumns,
            notes.map { note in
                var row = ["\(note.id)", raters[note.author].id, "\(note.createdAt)", "\(note.post)"]
                row += ["MISINFORMED_OR_POTENTIALLY_MISLEADING", "", "", "", "0", "1"]
                return row + [String](repeating: "0", count: 10) + ["1", note.summary, "0", "0"]
            })
    }

    private static let ratingHead = [
        "noteId", "raterParticipantId", "createdAtMillis", "version", "agree", "disagree", "helpful", "notHelpful",
        "helpfulnessLevel",
    ]
    private static let tags = [
        "helpfulOther", "helpfulInformative", "helpfulClear", "helpfulEmpathetic", "helpfulGoodSources", "helpfulUniqueContext",
        "helpfulAddressesClaim", "helpfulImportantContext", "helpfulUnbiasedLanguage", "notHelpfulOther", "notHelpfulIncorrect",
        "notHelpfulSourcesMissingOrUnreliable", "notHelpfulOpinionSpeculationOrBias", "notHelpfulMissingKeyPoints",
        "notHelpfulOutdated", "notHelpfulHardToUnderstand", "notHelpfulArgumentativeOrBiased", "notHelpfulOffTopic",
        "notHelpfulSpamHarassmentOrAbuse", "notHelpfulIrrelevantSources", "notHelpfulOpinionSpeculation",
        "notHelpfulNoteNotNeeded",
    ]
    private static let ratingTail = ["ratedOnTweetId", "ratingSourceBucketed", "suggestion", "suggestionId"]

    private var ratingTable: [UInt8] {
        Self.table(
            Self.ratingHead + Self.tags + Self.ratingTail,
            ratings.map { rating in
                let note = notes[rating.note]
                let head = ["\(note.id)", raters[rating.rater].id, "\(rating.createdAt)", "2", "0", "0", "0", "0"]
                return head + [rating.level.rawValue] + Self.tags.map { rating.tags.contains($0) ? "1" : "0" }
                    + ["\(note.post)", "DEFAULT", "", ""]
            })
    }

    private static let historyColumns = [
        "noteId", "noteAuthorParticipantId", "createdAtMillis", "timestampMillisOfFirstNonNMRStatus", "firstNonNMRStatus",
        "timestampMillisOfCurrentStatus", "currentStatus", "timestampMillisOfLatestNonNMRStatus", "mostRecentNonNMRStatus",
        "timestampMillisOfStatusLock", "lockedStatus", "timestampMillisOfRetroLock", "currentCoreStatus",
        "currentExpansionStatus", "currentGroupStatus", "currentDecidedBy", "currentModelingGroup",
        "timestampMillisOfMostRecentStatusChange", "timestampMillisOfNmrDueToMinStableCrhTime", "currentMultiGroupStatus",
        "currentModelingMultiGroup", "timestampMinuteOfFinalScoringOutput", "timestampMillisOfFirstNmrDueToMinStableCrhTime",
        "abovePcrhThresholdTime",
    ]

    /// No note has a status yet.
    private var historyTable: [UInt8] {
        Self.table(
            Self.historyColumns,
            notes.map { note in
                var row = [String](repeating: "", count: Self.historyColumns.count)
                row[0...2] = ["\(note.id)", raters[note.author].id, "\(note.createdAt)"]
                (row[5], row[6], row[17]) = ("\(note.createdAt)", "NEEDS_MORE_RATINGS", "-1")
                return row
            })
    }

    private var enrollmentTable: [UInt8] {
        let created = (notes.map(\.createdAt).min() ?? 0) - 86_400_000
        let columns = [
            "participantId", "enrollmentState", "successfulRatingNeededToEarnIn", "timestampOfLastStateChange",
            "timestampOfLastEarnOut", "modelingPopulation", "modelingGroup", "numberOfTimesEarnedOut",
        ]
        return Self.table(columns, raters.map { [$0.id, "earnedIn", "5", "\(created)", "1", "CORE", "1", "0"] })
    }

    private static func table(_ columns: [String], _ rows: [[String]]) -> [UInt8] {
        ([columns] + rows).flatMap { Array($0.joined(separator: "\t").utf8) + [UInt8(ascii: "\n")] }
    }
}
