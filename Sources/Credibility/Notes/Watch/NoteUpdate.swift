public import Daylight

/// Keeps notes up to date rating by rating. The raters stay as the last run found them; with them a note's parameters are
/// exact after every rating, from five sums that are kept for each note.
public struct NoteUpdate: Sendable {
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
        public let upperBound: Double?
        public let sides: RaterSides
        /// Whether the rater is one whose ratings count for the parameters; `nil` when nobody has rated.
        public let isCounted: Bool?
        /// Since when the note is held back until its status has proved stable.
        public let heldSince: Int64?
        public let isLocked: Bool
        /// Which model gave the status, where it is not the note's own: `GroupModel` or `TopicModel`.
        public let decidedBy: String?
        /// Which model gave the status; what the models say, where there is more than the core one.
        let decider: NotePartResults.Decider
        let parts: NotePartResults?

        public var isHeld: Bool { heldSince != nil }
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

    private var archive: NoteArchive
    private let model: NoteModel
    /// `nil` where there is the core model alone.
    private let ensemble: NoteEnsemble?
    private let raterNumbers: [ParticipantID: Int]
    private var live: [Int: LiveNote] = [:]

    /// Scores the notes as they are and gets ready for more ratings.
    public init(
        _ archive: NoteArchive, _ parameters: NoteScoringParameters = NoteScoringParameters(), workers: Workers = .one
    ) {
        self.archive = archive
        if NoteScores.needsOnlyCore(archive, parameters) {
            (model, ensemble) = (NoteModel(archive, parameters, workers), nil)
        } else {
            let ensemble = NoteEnsemble(archive, parameters, workers)
            (model, self.ensemble) = (ensemble.core, ensemble)
        }
        raterNumbers = Dictionary(uniqueKeysWithValues: archive.raterIDs.enumerated().map { ($1, $0) })
    }

    /// Takes a rating. One by a rater who has rated the note before replaces the earlier one; one by a rater whom the note's own
    /// model does not see changes nothing until the next run. Groups and topics say what they said in the run.
    ///
    /// - Returns: `nil` for a rating that says nothing, and for notes that are not known or whose ratings do not count.
    public mutating func add(_ rating: IncomingRating) -> Answer? {
        guard rating.fields.marks.label != nil, let note = archive.index(ofNote: rating.note), archive.facts[note] != nil,
            RatingFilter.isInScope(note, archive)
        else { return nil }
        var state = live.removeValue(forKey: note) ?? begin(note)
        let rater = raterNumbers[rating.fields.rater] ?? archive.raterIDs.count
        let raters = ownModel(ofNote: note).raters
        if ensemble?.sees(archive.membership(ofRater: rater), ofNote: note) ?? true {
            put(NoteRating(rater: rater, marks: rating.fields.marks), by: rating.fields.rater, raters, into: &state)
        }
        defer { live[note] = state }
        return judge(note, &state, at: rating.time, isCounted: raters[rater] != nil)
    }

    /// Takes a note that was written after the run.
    ///
    /// - Returns: whether it is known now: its id has to be above those of all others.
    @discardableResult
    public mutating func add(_ note: WrittenNote) -> Bool { archive.append(note) }

    /// What every listed note is at a moment, also those that nobody has rated since the run: a note that was held back long
    /// enough gets its status.
    public mutating func standings(at time: Int64) -> [Answer] {
        archive.noteIDs.indices.compactMap { note in
            guard archive.facts[note] != nil, RatingFilter.isInScope(note, archive) else { return nil }
            let known = live[note]
            var state = known ?? begin(note)
            let before = state.stabilisation
            let answer = judge(note, &state, at: time, isCounted: nil)
            // The others follow from the archive at any time.
            if known != nil || state.stabilisation != before { live[note] = state }
            return answer
        }
    }

    private func judge(_ note: Int, _ state: inout LiveNote, at time: Int64, isCounted: Bool?) -> Answer {
        state.clock = max(state.clock, time)
        let model = ownModel(ofNote: note)
        let evidence = model.evidence(note, archive, state.ratings, state.sums)
        let core = model.judged(evidence)
        let parts = ensemble?.decided(note, core.status, evidence.final)
        let status = Self.sampleChecked(parts?.status ?? core.status, evidence, state.ratings, model)
        // One more rating that says "not helpful" could take "helpful" away: nothing else is known of the future.
        // What a group lifts its own model leaves open: it may be lost with the next rating.
        let mayFlip = parts?.decider == .group || model.lowerBound.of(state.sums) < Thresholds.helpful
        let isExplained = PublishedStatus.isExplained(status, tags: state.tags)
        state.stabilisation.update(
            core: status, isExplained: isExplained, mayFlip: mayFlip,
            now: state.clock, created: archive.facts[note]?.created)
        return Answer(
            note: archive.noteIDs[note], time: state.clock, status: state.stabilisation.published,
            coreStatus: parts?.otherDecider == nil ? status : core.status, rules: core.rules, final: evidence.final,
            ratingCount: state.ratings.count, upperBound: evidence.upperBound,
            sides: evidence.sides, isCounted: isCounted, heldSince: state.stabilisation.heldSince,
            isLocked: state.stabilisation.isLocked, decidedBy: parts?.otherDecider,
            decider: Self.decider(status, isExplained: isExplained, parts), parts: parts)
    }

    /// Which model gave a status that is shown, or that too few give reasons for. One that asks for more raters is not shown.
    private static func decider(
        _ status: NoteStatus, isExplained: Bool, _ parts: NotePartResults?
    ) -> NotePartResults.Decider {
        if !isExplained, status == .helpful || status == .notHelpful { return .explanation }
        return parts?.decider ?? .core
    }

    /// The model of the note's own population.
    private func ownModel(ofNote note: Int) -> NoteModel { ensemble?.own(ofNote: note).model ?? model }

    /// What the run found, before any rating that came after it.
    public var scores: NoteScores { ensemble.map { NoteScores($0, archive) } ?? NoteScores(model, archive) }

    private func begin(_ note: Int) -> LiveNote {
        let seen = ensemble?.own(ofNote: note).archive ?? archive
        // A note that was written after the run has no ratings in it.
        let ratings = note < seen.noteIDs.count ? seen.noteRatings(note) : []
        let history = archive.histories[note]
        let places = ratings.enumerated().map { (archive.raterIDs[$1.rater], $0) }
        return LiveNote(
            ratings: ratings, places: Dictionary(uniqueKeysWithValues: places), sums: ownModel(ofNote: note).raters.sums(ratings),
            tags: TagCounts(archive.noteRatings(note)),
            stabilisation: Stabilisation(
                published: history?.status ?? .needsMoreRatings, wasHelpful: history?.wasHelpful ?? false,
                isLocked: history?.locked != nil, heldSince: history?.heldSince),
            clock: .min)
    }

    private func put(
        _ rating: NoteRating, by rater: ParticipantID, _ raters: FrozenRaters, into note: inout LiveNote
    ) {
        let known = raters[rating.rater]
        if let place = note.places[rater] {
            let earlier = note.ratings[place]
            if let known { note.sums.remove(residual: raters.residual(earlier.marks, known), factor: known.factor) }
            note.tags.add(earlier.marks.tags, count: -1)
            note.ratings[place] = rating
        } else {
            note.places[rater] = note.ratings.count
            note.ratings.append(rating)
        }
        if let known { note.sums.add(residual: raters.residual(rating.marks, known), factor: known.factor) }
        note.tags.add(rating.marks.tags)
    }

    /// "Helpful" that a sample of the population does not share is none (reference section 2.10).
    private static func sampleChecked(
        _ status: NoteStatus, _ evidence: NoteEvidence, _ ratings: [NoteRating], _ model: NoteModel
    ) -> NoteStatus {
        guard status == .helpful, let final = evidence.final else { return status }
        return PopulationSample(ratings.filter(\.marks.isSampled), model.raters).refuses(final) ? .needsMoreRatings : status
    }
}

extension NoteUpdate.Answer {
    /// One line for programs; it names no rater.
    public var json: JSONValue {
        var object: JSONObject = [
            "noteId": .string(String(note)), "time": .integer(time), "status": .string(status.rawValue),
            "coreStatus": .string(coreStatus.rawValue), "rules": .array(rules.map { .string($0.rawValue) }),
            "intercept": final.map { .real($0.intercept) } ?? .null, "factor": final.map { .real($0.factor) } ?? .null,
            "ratings": .integer(ratingCount), "counted": isCounted.map { .bool($0) } ?? .null, "held": .bool(isHeld),
            "locked": .bool(isLocked),
        ]
        object["decidedBy"] = decidedBy.map(JSONValue.string)
        return .object(object)
    }
}
