/// The steps of the core scorer up to the evidence on each note (reference section 2).
struct NoteModel: Sendable {
    let parameters: NoteScoringParameters
    let filter: RatingFilter
    let firstFit: BridgingFit
    let preliminary: [NoteStatus]
    let helpfulRaters: HelpfulRaters
    /// `nil` where harassing notes cost nobody anything.
    let harassment: HarassmentConsensus?
    let secondFit: BridgingFit
    let raters: FrozenRaters
    let upperBound: InterceptBound
    let lowerBound: InterceptBound
    let incorrect: IncorrectFilter
    let tagThresholds: [Double]
    let tagWeights: TagWeights
    /// Raters who count in no intercept without them, by place in the archive.
    let isHighVolume: [Bool]
    let isCorrelated: [Bool]
    /// `nil` where nobody asks how careless raters find sources.
    let diligence: Diligence?

    init(_ archive: NoteArchive, _ parameters: NoteScoringParameters, _ workers: Workers = .one) {
        let notes = archive.noteIDs.indices
        let filter = RatingFilter(archive, parameters)
        let firstFit = BridgingFit(archive, isNote: filter.isTrained, isRater: filter.isActive, workers)
        let preliminary = notes.map {
            PreliminaryStatus.of(
                firstFit.notes[$0], ratingCount: filter.ratingCounts[$0], isNotMisleading: archive.isNotMisleading($0))
        }
        var helpful = HelpfulRaters(archive, firstFit, preliminary: preliminary, ratingCounts: filter.ratingCounts)
        if parameters.harassment == .own {
            let harassment = HarassmentConsensus(
                archive, firstFit, isNote: filter.isTrained, isRater: zip(filter.isActive, helpful.isHelpful).map { $0 && $1 },
                workers)
            helpful.penalise(archive, harassment, filter)
            self.harassment = harassment
        } else {
            harassment = nil
        }
        let isTrainer = zip(filter.isActive, helpful.isHelpful).map { $0 && $1 }
        let secondFit = BridgingFit(archive, isNote: filter.isTrained, isRater: isTrainer, startingFrom: firstFit, workers)
        let raters = FrozenRaters(secondFit)
        let sums = notes.map { filter.isRated[$0] ? raters.sums(archive.noteRatings($0)) : BridgingSums() }
        let ratingCount = sums.reduce(0) { $0 + Int($1.count) }

        (self.parameters, self.filter, self.firstFit, self.secondFit) = (parameters, filter, firstFit, secondFit)
        (self.preliminary, helpfulRaters, self.raters) = (preliminary, helpful, raters)
        let noteCount = sums.count { $0.count > 0 }
        upperBound = InterceptBound(.upper, raters, ratingCount: ratingCount, noteCount: noteCount)
        lowerBound = InterceptBound(.lower, raters, ratingCount: ratingCount, noteCount: noteCount)
        incorrect = IncorrectFilter(archive, ratingCounts: filter.ratingCounts)
        let trained = TagWeights(archive, raters, notes: secondFit.notes, isRated: filter.isRated)
        tagThresholds = TagWeights.thresholds(
            notes.compactMap { note in
                guard preliminary[note] == .helpful, let factor = secondFit.notes[note]?.factor else { return nil }
                return trained.shares(archive.noteRatings(note), factor: factor, raters)
            })
        tagWeights = TagWeights(archive, raters, notes: sums.map(raters.solved), isRated: filter.isRated)
        isHighVolume = HighVolumeRaters.find(archive, ratingCounts: filter.ratingCounts)
        isCorrelated = archive.raterIDs.map(parameters.correlatedRaters.contains)
        diligence =
            parameters.diligence == .own ? Diligence(archive, secondFit, isRated: filter.isRated, workers) : nil
    }

    /// What the rules look at for a note of the archive.
    func evidence(_ note: Int, _ archive: NoteArchive) -> NoteEvidence {
        let ratings = filter.ratingCounts[note] > 0 ? archive.noteRatings(note) : []
        return evidence(note, archive, ratings, raters.sums(ratings))
    }

    /// The same over given ratings, whose sums are known.
    func evidence(_ note: Int, _ archive: NoteArchive, _ ratings: [NoteRating], _ sums: BridgingSums) -> NoteEvidence {
        var evidence = NoteEvidence()
        evidence.ratingCount = ratings.count
        evidence.isNotMisleading = archive.isNotMisleading(note)
        evidence.published = archive.histories[note]?.status
        // The sides count every rating, also of notes that are too little rated for an intercept.
        evidence.sides = RaterSides(ratings, raters)
        guard !ratings.isEmpty, ratings.count >= parameters.minNoteRatings else { return evidence }
        guard let final = raters.solved(sums) else { return evidence }
        evidence.final = final
        evidence.upperBound = upperBound.of(sums)
        evidence.withoutHighVolume = intercept(ratings, without: isHighVolume)
        evidence.withoutCorrelated =
            parameters.correlatedRaters.isEmpty ? final.intercept : intercept(ratings, without: isCorrelated)
        // A note that was written after the fit has no place in it.
        evidence.lowDiligence = diligence.flatMap { note < $0.noteBiases.count ? $0.noteBiases[note] : nil }
        let shares = tagWeights.shares(ratings, factor: final.factor, raters)
        evidence.isTagged = ExplanationTag.notHelpful.enumerated().contains { index, tag in
            // That a note is hard to understand is no reason to refuse it for good.
            tag != .notHelpfulHardToUnderstand && shares.totals[index] > Thresholds.tagTotal
                && shares.ratio(index) > tagThresholds[index]
        }
        evidence.isIncorrect = incorrect.rejects(ratings, factor: final.factor, raters)
        return evidence
    }

    /// A note's intercept without some raters; `nil` when too few ratings are left.
    private func intercept(_ ratings: [NoteRating], without isLeftOut: [Bool]) -> Double? {
        func isLeft(_ rating: NoteRating) -> Bool { rating.rater >= isLeftOut.count || !isLeftOut[rating.rater] }
        guard ratings.count(where: isLeft) >= parameters.minNoteRatings else { return nil }
        return raters.solved(raters.sums(ratings, where: isLeft))?.intercept
    }

    /// The rules' answer to what is known of a note.
    func judged(_ evidence: NoteEvidence) -> (status: NoteStatus, rules: [FinalRule]) {
        evidence.judged(leavingOut: parameters.diligence == .none ? .lowDiligence : nil)
    }

    func note(_ note: Int, _ archive: NoteArchive) -> NoteScores.Note {
        let evidence = evidence(note, archive)
        let (status, rules) = judged(evidence)
        return NoteScores.Note(
            id: archive.noteIDs[note],
            status: PublishedStatus.of(status, published: evidence.published, tags: TagCounts(archive.noteRatings(note))),
            coreStatus: status, rules: rules, first: firstFit.notes[note], final: evidence.final,
            upperBound: evidence.upperBound, withoutHighVolume: evidence.withoutHighVolume,
            withoutCorrelated: evidence.withoutCorrelated, lowDiligence: evidence.lowDiligence,
            ratingCount: evidence.ratingCount, sides: evidence.sides,
            penalisedCount: archive.ratings(of: note).count { helpfulRaters.isPenalised[Int(archive.raters[$0])] },
            harassment: harassment?.noteBiases[note])
    }
}
