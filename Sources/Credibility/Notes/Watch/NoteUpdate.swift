public import Daylight

/// Keeps notes up to date rating by rating. The raters stay as the last run found them; with them a note's parameters are
/// exact after every rating, from five sums that are kept for each note.
public struct NoteUpdate {
    /// What a note is after a rating.
    public struct Answer: Sendable {
        public let note: Int64
        /// The latest moment that the note's ratings name, in milliseconds since 1970.
        public let time: Int64
        /// What readers are shown.
        public let status: NoteStatus
        public let coreStatus: NoteStatus
        public let rules: [FinalRule]
        public let final: BridgingParameters?
        public let ratingCount: Int
        /// Whether the rater is one whose ratings count for the parameters.
        public let isCounted: Bool
        public let isHeld: Bool
        public let isLocked: Bool
    }

    /// A note that got a rating since the run.
    private struct LiveNote {
        var ratings: [NoteRating]
        /// Where each rater's rating stands.
        var places: [ParticipantID: Int]
        var sums: BridgingSums
        var tags: TagCounts
        var stabilisation: Stabilisation
        var clock: Int64
    }

    private let archive: NoteArchive
    private let model: NoteModel
    private let raterNumbers: [ParticipantID: Int]
    private var live: [Int: LiveNote] = [:]

    /// Scores the notes as they are and gets ready for more ratings.
    public init(_ archive: NoteArchive, _ parameters: NoteScoringParameters = NoteScoringParameters()) {
        self.archive = archive
        model = NoteModel(archive, parameters)
        raterNumbers = Dictionary(uniqueKeysWithValues: archive.raterIDs.enumerated().map { ($1, $0) })
    }

    /// Takes a rating. One by a rater who has rated the note before replaces the earlier one.
    ///
    /// - Returns: `nil` for a rating that says nothing, and for notes that are not known or whose ratings do not count.
    public mutating func add(_ rating: IncomingRating) -> Answer? {
        guard rating.fields.marks.label != nil, let note = archive.index(ofNote: rating.note), archive.facts[note] != nil,
            RatingFilter.isInScope(note, archive)
        else { return nil }
        var state = live.removeValue(forKey: note) ?? begin(note)
        let rater = raterNumbers[rating.fields.rater] ?? archive.raterIDs.count
        put(NoteRating(rater: rater, marks: rating.fields.marks), by: rating.fields.rater, into: &state)
        state.clock = max(state.clock, rating.time)
        let evidence = model.evidence(note, archive, state.ratings, state.sums)
        let core = sampleChecked(model.judged(evidence), evidence, state.ratings)
        state.stabilisation.update(
            core: core.status, isExplained: PublishedStatus.isExplained(core.status, tags: state.tags),
            mayFlip: mayFlip(state.sums), now: state.clock, created: archive.facts[note]?.created)
        live[note] = state
        return Answer(
            note: rating.note, time: state.clock, status: state.stabilisation.published, coreStatus: core.status,
            rules: core.rules, final: evidence.final, ratingCount: state.ratings.count, isCounted: model.raters[rater] != nil,
            isHeld: state.stabilisation.heldSince != nil, isLocked: state.stabilisation.isLocked)
    }

    private func begin(_ note: Int) -> LiveNote {
        let ratings = archive.noteRatings(note)
        let history = archive.histories[note]
        let places = ratings.enumerated().map { (archive.raterIDs[$1.rater], $0) }
        return LiveNote(
            ratings: ratings, places: Dictionary(uniqueKeysWithValues: places), sums: model.raters.sums(ratings),
            tags: TagCounts(ratings),
            stabilisation: Stabilisation(
                published: history?.status ?? .needsMoreRatings, wasHelpful: history?.wasHelpful ?? false,
                isLocked: history?.locked != nil),
            clock: .min)
    }

    private func put(_ rating: NoteRating, by rater: ParticipantID, into note: inout LiveNote) {
        let known = model.raters[rating.rater]
        if let place = note.places[rater] {
            let earlier = note.ratings[place]
            if let known { note.sums.remove(residual: model.raters.residual(earlier.marks, known), factor: known.factor) }
            note.tags.add(earlier.marks.tags, count: -1)
            note.ratings[place] = rating
        } else {
            note.places[rater] = note.ratings.count
            note.ratings.append(rating)
        }
        if let known { note.sums.add(residual: model.raters.residual(rating.marks, known), factor: known.factor) }
        note.tags.add(rating.marks.tags)
    }

    /// Whether one more rating that says "not helpful" could take "helpful" away: nothing else is known of the future.
    private func mayFlip(_ sums: BridgingSums) -> Bool { model.lowerBound.of(sums) < Thresholds.helpful }

    /// "Helpful" that a sample of the population does not share is none (reference section 2.10).
    private func sampleChecked(
        _ core: (status: NoteStatus, rules: [FinalRule]), _ evidence: NoteEvidence, _ ratings: [NoteRating]
    ) -> (status: NoteStatus, rules: [FinalRule]) {
        guard core.status == .helpful, let final = evidence.final else { return core }
        let isRefused = PopulationSample(ratings.filter(\.marks.isSampled), model.raters).refuses(final)
        return isRefused ? (.needsMoreRatings, core.rules) : core
    }
}

extension NoteUpdate.Answer {
    /// One line for programs; it names no rater.
    public var json: JSONValue {
        [
            "noteId": .string(String(note)), "time": .integer(time), "status": .string(status.rawValue),
            "coreStatus": .string(coreStatus.rawValue), "rules": .array(rules.map { .string($0.rawValue) }),
            "intercept": final.map { .real($0.intercept) } ?? .null, "factor": final.map { .real($0.factor) } ?? .null,
            "ratings": .integer(ratingCount), "counted": .bool(isCounted), "held": .bool(isHeld), "locked": .bool(isLocked),
        ]
    }
}
