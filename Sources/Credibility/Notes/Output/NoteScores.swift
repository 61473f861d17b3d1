/// The outcome of a run: for each listed note its parameters, the rules that acted and its status.
public struct NoteScores: Sendable {
    /// What a run says about one note.
    public struct Note: Sendable {
        public let id: Int64
        public internal(set) var status: NoteStatus
        public let coreStatus: NoteStatus
        public let rules: [FinalRule]
        public let first: BridgingParameters?
        public let final: BridgingParameters?
        public let upperBound: Double?
        public let withoutHighVolume: Double?
        public let withoutCorrelated: Double?
        public let lowDiligence: Double?
        public let ratingCount: Int
        public let sides: RaterSides
        /// Ratings of raters who do not count only because they found harassing notes helpful.
        var penalisedCount = 0
        /// How much raters across the sides call the note harassing.
        public internal(set) var harassment: Double?
        /// What models of parts of the ratings say; `nil` when there were none.
        var parts: NotePartResults?
    }

    public let parameters: NoteScoringParameters
    public let firstFit: BridgingFit
    public let secondFit: BridgingFit
    /// By not-helpful tag, in column order.
    public let tagThresholds: [(tag: ExplanationTag, threshold: Double)]
    /// Ascending by id.
    public let notes: [Note]
    /// By place in the archive: share of valid ratings that agreed with the outcome.
    let agreements: [Double?]
    let isHelpful: [Bool]
    /// How the model of careless sources was trained; empty when there was none.
    let diligenceRounds: [Diligence.Round]
    /// What is known of harassing notes; `nil` when nobody looked.
    let harassment: HarassmentRecord?

    /// Topics that were modelled.
    private(set) var topicNames: [String] = []

    /// Whether the model of harassing notes ended because nothing moved any more.
    public var isHarassmentSettled: Bool { harassment?.isSettled ?? true }

    /// How many notes have each status that a note has.
    public var coreStatuses: [(status: NoteStatus, count: Int)] {
        NoteStatus.allCases.map { status in (status, notes.count { $0.coreStatus == status }) }.filter { $0.count > 0 }
    }
}

extension NoteScores {
    /// Scores all listed notes.
    ///
    /// - Parameter workers: where to spread the work; the scores do not depend on it.
    public init(
        _ archive: NoteArchive, _ parameters: NoteScoringParameters = NoteScoringParameters(), workers: Workers = .one
    ) {
        if Self.needsOnlyCore(archive, parameters) {
            self.init(NoteModel(archive, parameters, workers), archive)
        } else {
            self.init(NoteEnsemble(archive, parameters, workers), archive)
        }
    }

    /// Whether no part of the ratings is modelled by itself.
    static func needsOnlyCore(_ archive: NoteArchive, _ parameters: NoteScoringParameters) -> Bool {
        parameters.groups == .none && archive.topicNames.isEmpty
    }

    init(_ ensemble: NoteEnsemble, _ archive: NoteArchive) {
        self.init(ensemble.core, archive, notes: ensemble.notes)
        topicNames = archive.topicNames
    }

    init(_ model: NoteModel, _ archive: NoteArchive) {
        let listed = archive.noteIDs.indices.filter { archive.facts[$0] != nil }
        self.init(model, archive, notes: listed.map { model.note($0, archive) })
    }

    private init(_ model: NoteModel, _ archive: NoteArchive, notes: [Note]) {
        parameters = model.parameters
        (firstFit, secondFit) = (model.firstFit, model.secondFit)
        tagThresholds = zip(ExplanationTag.notHelpful, model.tagThresholds).map { (tag: $0, threshold: $1) }
        (agreements, isHelpful) = (model.helpfulRaters.agreements, model.helpfulRaters.isHelpful)
        diligenceRounds = model.diligence?.rounds ?? []
        harassment = model.harassment.map { HarassmentRecord($0, penalisedCount: model.helpfulRaters.isPenalised.count { $0 }) }
        self.notes = notes
    }
}
