import Testing

@testable import Credibility

/// What the fit promises whatever the data.
@Suite("Bridging fit")
struct FitTests {
    private static let open = NoteScoringParameters(diligence: .none, minNoteRatings: 0, minRaterRatings: 0)

    private func fit(_ tables: NoteTables) throws -> BridgingFit { NoteScores(try tables.archive(), Self.open).firstFit }

    @Test("no parameter can be moved to lower the loss", arguments: 1...5 as ClosedRange<UInt64>)
    func minimum(seed: UInt64) throws {
        let archive = try NoteTables.simulated(seed: seed, raters: 30, notes: 12).archive()
        let fit = NoteScores(archive, Self.open).firstFit
        let least = Self.loss(fit, archive)
        #expect(abs(least - fit.loss) < 1e-14)
        for step in [-1e-4, 1e-4] {
            for note in fit.notes.indices {
                var moved = fit
                moved.notes[note]?.intercept += step
                #expect(Self.loss(moved, archive) > least)
                moved = fit
                moved.notes[note]?.factor += step
                #expect(Self.loss(moved, archive) > least)
            }
            for rater in fit.raters.indices {
                var moved = fit
                moved.raters[rater]?.factor += step
                #expect(Self.loss(moved, archive) > least)
            }
            var moved = fit
            moved.mu += step
            #expect(Self.loss(moved, archive) > least)
        }
    }

    /// The loss of section 2.1, term by term.
    private static func loss(_ fit: BridgingFit, _ archive: NoteArchive) -> Double {
        var squares = 0.0
        for note in archive.noteIDs.indices {
            for rating in archive.ratings(of: note) {
                guard let n = fit.notes[note], let u = fit.raters[Int(archive.raters[rating])] else { continue }
                let residual = archive.marks[rating].value - fit.mu - u.intercept - n.intercept - u.factor * n.factor
                squares += residual * residual
            }
        }
        func mean(_ members: [BridgingParameters?], _ part: (BridgingParameters) -> Double) -> Double {
            let known = members.compactMap { $0 }
            return known.reduce(0) { $0 + part($1) * part($1) } / Double(known.count)
        }
        return squares / Double(fit.ratingCount)
            + 0.15 * (mean(fit.raters, \.intercept) + mean(fit.notes, \.intercept) + fit.mu * fit.mu)
            + 0.03 * (mean(fit.raters, \.factor) + mean(fit.notes, \.factor))
    }

    @Test("when all agree there are not two camps", arguments: ["HELPFUL", "NOT_HELPFUL", "SOMEWHAT_HELPFUL"])
    func unanimous(level: String) throws {
        var tables = NoteTables.simulated(seed: 4)
        for index in tables.ratings.indices { tables.ratings[index].level = level }
        let fit = try fit(tables)
        #expect(fit.isSettled)
        // The product of two factors costs less than intercepts where all say 1: then all are on the one side.
        let isShared = level == "HELPFUL"
        #expect(fit.raters.allSatisfy { isShared ? ($0?.factor ?? 0) < 0 : $0?.factor == 0 })
        #expect(fit.notes.allSatisfy { isShared ? ($0?.factor ?? 0) < 0 : $0?.factor == 0 })
    }

    @Test("the larger camp of each connected part is negative")
    func signs() throws {
        var tables = NoteTables.simulated(seed: 9, raters: 25, notes: 20)
        for note in 1...20 { tables.addNote(Int64(note) + 1000) }
        for rating in NoteTables.simulated(seed: 10, raters: 25, notes: 20).ratings {
            tables.ratings.append(.init(note: rating.note + 1000, rater: "other \(rating.rater)", level: rating.level))
        }
        let archive = try tables.archive()
        let fit = NoteScores(archive, Self.open).firstFit
        for prefix in ["rater", "other rater"] {
            let factors = (0..<25).compactMap { number in
                ParticipantID(NoteTables.id("\(prefix) \(number)")).flatMap { archive.raterIDs.firstIndex(of: $0) }
                    .flatMap { fit.raters[$0]?.factor }
            }
            #expect(factors.count == 25)
            #expect(2 * factors.count { $0 < 0 } >= factors.count)
        }
    }

    @Test("nothing to fit is no error")
    func empty() throws {
        let fit = try fit(NoteTables())
        #expect((fit.ratingCount, fit.sweeps, fit.mu) == (0, 0, 0))
    }

    @Test("sums of a note take a rating out as exactly as they took it in")
    func sums() {
        var (sums, other) = (BridgingSums(), BridgingSums())
        for step in 1...5 {
            sums.add(residual: Double(step) * 0.25, factor: 0.5 - Double(step) * 0.25)
            if step != 3 { other.add(residual: Double(step) * 0.25, factor: 0.5 - Double(step) * 0.25) }
        }
        sums.remove(residual: 0.75, factor: -0.25)
        #expect(sums == other)
    }
}
