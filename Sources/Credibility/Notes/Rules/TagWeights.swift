/// How much raters near a note's position tick each reason against it (reference section 2.8).
struct TagWeights: Sendable {
    private static let etaQuantile = 0.4
    private static let thresholdQuantile = 95

    /// Per note and not-helpful tag: total weight, and its share of the weight of all the note's ratings.
    struct Shares: Sendable {
        var totals: [Double]
        var weight = 0.0

        func ratio(_ tag: Int) -> Double { weight > 0 ? totals[tag] / weight : 0 }
    }

    private let noteScale: Scale
    private let raterScale: Scale
    /// The distance between a note and a rater at which a rating weighs half.
    private let eta: Double
    private let tags = ExplanationTag.notHelpful.map { TagSet($0).rawValue }

    /// - Parameters:
    ///   - notes: factors of the notes that count.
    ///   - isRated: notes whose ratings are looked at.
    init(_ archive: NoteArchive, _ raters: FrozenRaters, notes: [BridgingParameters?], isRated: [Bool]) {
        let (noteScale, raterScale) = (Scale(notes), Scale(raters.parameters))
        var distances: [Double] = []
        for note in notes.indices where isRated[note] {
            guard let parameters = notes[note] else { continue }
            for rating in archive.ratings(of: note) {
                guard let rater = raters[Int(archive.raters[rating])] else { continue }
                distances.append(abs(raterScale.normalised(rater.factor) - noteScale.normalised(parameters.factor)))
            }
        }
        (self.noteScale, self.raterScale) = (noteScale, raterScale)
        eta = Quantile.of(distances, Self.etaQuantile)
    }

    /// The weights of the reasons against a note with a factor.
    func shares(_ ratings: [NoteRating], factor: Double, _ raters: FrozenRaters) -> Shares {
        var shares = Shares(totals: Array(repeating: 0, count: tags.count))
        let place = noteScale.normalised(factor)
        for rating in ratings {
            guard let rater = raters[rating.rater] else { continue }
            let weight = Self.weight(abs(raterScale.normalised(rater.factor) - place), eta: eta)
            shares.weight += weight
            var ticked = rating.marks.tags.intersection(.notHelpful).rawValue
            while ticked != 0 {
                if let tag = tags.firstIndex(of: ticked & (0 &- ticked)) { shares.totals[tag] += weight }
                ticked &= ticked - 1
            }
        }
        return shares
    }

    private static func weight(_ distance: Double, eta: Double) -> Double {
        // Where half of all pairs agree exactly, those count whole and the others not at all.
        guard eta > 0 else { return distance == 0 ? 1 : 0 }
        let ratio = distance / eta
        let square = ratio * ratio
        return 1 / (1 + square * square * ratio)
    }

    /// Per tag the 95th of a hundred quantiles of the share over some notes; 0 without such notes.
    static func thresholds(_ shares: [Shares]) -> [Double] {
        ExplanationTag.notHelpful.indices.map { tag in
            Quantile.of(shares.map { $0.ratio(tag) }, Double(thresholdQuantile) / 100)
        }
    }

    /// Mean and spread of factors.
    private struct Scale: Sendable {
        private var mean = 0.0
        private var deviation = 1.0

        init(_ members: [BridgingParameters?]) {
            let factors = members.compactMap { $0?.factor }
            guard !factors.isEmpty else { return }
            let mean = factors.reduce(0, +) / Double(factors.count)
            let variance = factors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(factors.count)
            self.mean = mean
            if variance > 0 { deviation = variance.squareRoot() }
        }

        func normalised(_ factor: Double) -> Double { (factor - mean) / deviation }
    }
}
