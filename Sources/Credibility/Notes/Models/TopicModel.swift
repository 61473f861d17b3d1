/// The bridging model of the ratings of notes on one topic: where raters split in another way than elsewhere, what pleases both
/// camps elsewhere may please one here (reference section 3.3). All its raters count, since few have a record on one topic
/// (public Community Notes source, mf_topic_scorer.py).
struct TopicModel: Sendable {
    private let filter: RatingFilter
    private let raters: FrozenRaters

    /// - Parameter archive: with the ratings of these notes only.
    init(_ archive: NoteArchive, _ parameters: NoteScoringParameters, _ workers: Workers) {
        filter = RatingFilter(archive, parameters)
        raters = FrozenRaters(BridgingFit(archive, isNote: filter.isTrained, isRater: filter.isActive, workers))
    }

    /// What the model says of a note; `nil` of one that is too little rated.
    func result(_ note: Int, topic: Int, _ archive: NoteArchive) -> NotePartResults.Topic? {
        guard filter.isRated[note] else { return nil }
        let ratings = archive.noteRatings(note)
        guard let parameters = raters.solved(raters.sums(ratings)) else { return nil }
        let sides = RaterSides(ratings, raters)
        return NotePartResults.Topic(
            number: topic, parameters: parameters,
            isConfident: min(sides.negative.count, sides.positive.count) >= Thresholds.topicSideRatings)
    }
}
