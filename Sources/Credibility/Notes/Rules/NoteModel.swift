/// The steps of the core scorer up to the evidence on each note (reference section 2).
struct NoteModel: Sendable {
    let parameters: NoteScoringParameters
    let filter: RatingFilter
    let firstFit: BridgingFit
    let preliminary: [NoteStatus]
    let helpfulRaters: HelpfulRaters
    let secondFit: BridgingFit
    let raters: FrozenRaters
    /// Of notes with enough ratings.
    let sums: [BridgingSums]
    let upperBound: UpperBound
    let incorrect: IncorrectFilter
    let tagThresholds: [Double]
    let tagShares: TagWeights
    private let withoutHighVolume: [BridgingParameters?]
    private let withoutCorrelated: [BridgingParameters?]
    let lowDiligence: [Double?]

    init(_ archive: NoteArchive, _ parameters: NoteScoringParameters) {
        let notes = archive.noteIDs.indices
        let filter = RatingFilter(archive, parameters)
        let firstFit = BridgingFit(archive, isNote: filter.isTrained, isRater: filter.isActive)
        let preliminary = notes.map {
            PreliminaryStatus.of(
                firstFit.notes[$0], ratingCount: filter.ratingCounts[$0], isNotMisleading: archive.isNotMisleading($0))
        }
        let helpful = HelpfulRaters(archive, firstFit, preliminary: preliminary, ratingCounts: filter.ratingCounts)
        let isTrainer = zip(filter.isActive, helpful.isHelpful).map { $0 && $1 }
        let secondFit = BridgingFit(archive, isNote: filter.isTrained, isRater: isTrainer, startingFrom: firstFit)
        let raters = FrozenRaters(secondFit)
        let sums = notes.map { filter.isRated[$0] ? raters.sums(of: $0, archive) : BridgingSums() }
        let finals = sums.map(raters.solved)
        let ratingCount = sums.reduce(0) { $0 + Int($1.count) }

        (self.parameters, self.filter, self.firstFit, self.secondFit) = (parameters, filter, firstFit, secondFit)
        (self.preliminary, helpfulRaters, self.raters, self.sums) = (preliminary, helpful, raters, sums)
        upperBound = UpperBound(raters, ratingCount: ratingCount, noteCount: finals.count { $0 != nil })
        incorrect = IncorrectFilter(archive, ratingCounts: filter.ratingCounts)
        tagThresholds = TagWeights(archive, raters, notes: secondFit.notes, isRated: filter.isRated)
            .thresholds(over: preliminary.map { $0 == .helpful })
        tagShares = TagWeights(archive, raters, notes: finals, isRated: filter.isRated)
        func without(_ isLeftOut: [Bool]) -> [BridgingParameters?] {
            let isRated = filter.isRated(archive, without: isLeftOut, atLeast: parameters.minNoteRatings)
            return notes.map { note in
                isRated[note] ? raters.solved(raters.sums(of: note, archive) { !isLeftOut[$0] }) : nil
            }
        }
        withoutHighVolume = without(HighVolumeRaters.find(archive, ratingCounts: filter.ratingCounts))
        let correlated = parameters.correlatedRaters
        withoutCorrelated = correlated.isEmpty ? finals : without(archive.raterIDs.map(correlated.contains))
        lowDiligence =
            parameters.diligence == .own
            ? Diligence(archive, secondFit, isRated: filter.isRated).noteBiases : notes.map { _ in nil }
    }

    /// What the rules look at for a note of the archive.
    func evidence(_ note: Int, _ archive: NoteArchive) -> NoteEvidence {
        var evidence = NoteEvidence()
        evidence.ratingCount = filter.ratingCounts[note]
        evidence.isNotMisleading = archive.isNotMisleading(note)
        evidence.published = archive.histories[note]?.status
        guard filter.isRated[note] else { return evidence }
        evidence.sides = RaterSides(note, archive, raters)
        guard let final = raters.solved(sums[note]) else { return evidence }
        evidence.final = final
        evidence.upperBound = upperBound.of(sums[note])
        evidence.withoutHighVolume = withoutHighVolume[note]?.intercept
        evidence.withoutCorrelated = withoutCorrelated[note]?.intercept
        evidence.lowDiligence = lowDiligence[note]
        evidence.isTagged = isTagged(note)
        evidence.isIncorrect = incorrect.rejects(note, factor: final.factor, archive, raters)
        return evidence
    }

    /// Whether a reason against the note stands out, other than that it is hard to understand.
    private func isTagged(_ note: Int) -> Bool {
        guard let shares = tagShares.shares[note] else { return false }
        return ExplanationTag.notHelpful.enumerated().contains { index, tag in
            tag != .notHelpfulHardToUnderstand && shares.totals[index] > Thresholds.tagTotal
                && shares.ratio(index) > tagThresholds[index]
        }
    }

    func note(_ note: Int, _ archive: NoteArchive) -> NoteScores.Note {
        let evidence = evidence(note, archive)
        let (status, rules) = evidence.judged(leavingOut: parameters.diligence == .none ? .lowDiligence : nil)
        return NoteScores.Note(
            id: archive.noteIDs[note],
            status: PublishedStatus.of(status, published: evidence.published, tags: TagCounts(note, archive)),
            coreStatus: status, rules: rules, first: firstFit.notes[note], final: evidence.final,
            upperBound: evidence.upperBound, withoutHighVolume: evidence.withoutHighVolume,
            withoutCorrelated: evidence.withoutCorrelated, lowDiligence: evidence.lowDiligence,
            ratingCount: evidence.ratingCount, sides: evidence.sides)
    }
}
