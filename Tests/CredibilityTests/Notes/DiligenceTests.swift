import Testing

@testable import Credibility

/// The diligence model (reference section 3.1).
@Suite("Diligence")
struct DiligenceTests {
    @Test("a step of Newton's method ends where the loss of a member is least, and never raises it")
    func newton() {
        var generator = SeededGenerator(seed: 3)
        for free in [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2]] {
            let rows = (0..<30).map { _ in
                LogitMember(
                    Double.random(in: -2...2, using: &generator), Double.random(in: -2...2, using: &generator),
                    Double.random(in: -2...2, using: &generator), 1)
            }
            let targets = rows.map { _ in Bool.random(using: &generator) ? 1.0 : 0.0 }
            let ridge = LogitMember(0.3, 0.2, 0.1, 0)
            var member = LogitMember(8, -8, 8, 1)
            var last = Double.infinity
            var moved = 1.0
            for _ in 0..<200 {
                var newton = LogitNewton()
                for (row, target) in zip(rows, targets) {
                    newton.add(
                        row: row, logit: 0.5 + LogitModel.logit(member, row), target: target, weight: target == 1 ? 100 : 1,
                        countsLoss: true)
                }
                let loss = newton.loss + (ridge * member * member).sum()
                #expect(loss <= last * (1 + 1e-12))
                last = loss
                let step = newton.step(from: member, ridge: ridge, free: free)
                member += step
                moved = (step * step).sum().squareRoot()
            }
            #expect(moved < 1e-12)
            for component in 0..<3 where !free.contains(component) { #expect(abs(member[component]) == 8) }
        }
    }

    @Test("the worked example's biases")
    func worked() throws {
        let scores = NoteScores(try NoteTables.twoCamps(fans: 4, tag: .notHelpfulSourcesMissingOrUnreliable).archive())
        let expected =
            [3.429189, 3.429189] + Array(repeating: -0.375409, count: 10) + [0.084458, -0.039375, -0.1323, -0.045434]
        for (note, bias) in zip(scores.notes, expected) { #expect(abs(try #require(note.lowDiligence) - bias) < 1e-6) }
        #expect(scores.diligenceRounds.count == 3 && scores.diligenceRounds.allSatisfy(\.isSettled))
    }

    @Test("without the rule no note has a figure and none is rejected by it")
    func none() throws {
        let scores = NoteScores(try NoteTables.simulated(seed: 12).archive(), NoteScoringParameters(diligence: .none))
        #expect(scores.notes.allSatisfy { $0.lowDiligence == nil && !$0.rules.contains(.lowDiligence) })
    }

    @Test("a round ends with a lower loss than it began with, and no step of it raises the loss")
    func descent() throws {
        let archive = try NoteTables.simulated(seed: 12).archive()
        let isRater = archive.raterIDs.map { _ in true }
        let set = LogitSet(archive, isNote: archive.noteIDs.map { _ in true }, isRater: isRater) {
            !archive.marks[$0].tags.isDisjoint(with: .lowDiligence)
        }
        var model = LogitModel(set)
        for round in [LogitRound.first, .second, .third] {
            var descent = LogitDescent(model, round, .one)
            var state = descent.state
            var last = Double.infinity
            for _ in 0..<40 {
                let loss = descent.begin(state)
                #expect(loss <= last * (1 + 1e-12))
                last = loss
                descent.finish(&state)
            }
            model.train(round, .init(tolerance: 1e-5, sweepLimit: 80, nearness: .infinity), .one)
            var trained = LogitDescent(model, round, .one)
            #expect(trained.begin(trained.state) <= last)
        }
    }

    @Test("no rating or every rating with the target is no trouble", arguments: [true, false])
    func uniform(hasTarget: Bool) throws {
        var tables = NoteTables.simulated(seed: 4)
        for index in tables.ratings.indices { tables.ratings[index].tags = hasTarget ? [.notHelpfulIncorrect] : [] }
        let scores = NoteScores(try tables.archive())
        #expect(scores.notes.contains { $0.lowDiligence != nil })
        #expect(scores.notes.allSatisfy { $0.lowDiligence?.isFinite ?? true })
    }
}
