/// The raters of the second fit, frozen: with them every note is a system of two equations (reference section 2.6).
public struct FrozenRaters: Sendable {
    let mu: Double
    /// N₂/M₂: scales the ridge of each note.
    let ratingsPerNote: Double
    let parameters: [BridgingParameters?]

    init(_ fit: BridgingFit) {
        (mu, ratingsPerNote, parameters) = (fit.mu, fit.ratingsPerNote, fit.raters)
    }

    /// The five sums of a note over its ratings by these raters.
    func sums(of note: Int, _ archive: NoteArchive) -> BridgingSums {
        sums(of: note, archive) { _ in true }
    }

    @inline(__always)
    func sums(of note: Int, _ archive: NoteArchive, where isCounted: (Int) -> Bool) -> BridgingSums {
        var sums = BridgingSums()
        for rating in archive.ratings(of: note) {
            let rater = Int(archive.raters[rating])
            guard let known = parameters[rater], isCounted(rater) else { continue }
            sums.add(residual: archive.marks[rating].value - mu - known.intercept, factor: known.factor)
        }
        return sums
    }

    /// A note's parameters; `nil` for a note without ratings by these raters.
    func solved(_ sums: BridgingSums) -> BridgingParameters? {
        sums.count > 0 ? sums.solved(ratingsPerEntity: ratingsPerNote) : nil
    }
}
