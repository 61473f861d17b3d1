import Daylight
import Testing

@testable import Credibility

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Harassment consensus and what it costs (reference sections 2.5 and 3.2).
@Suite("Harassing notes")
struct HarassmentTests {
    private static let own = NoteScoringParameters(diligence: .none, harassment: .own)

    private func tables(fans: Int, tag: ExplanationTag = .notHelpfulSpamHarassmentOrAbuse) -> NoteTables {
        .twoCamps(fans: fans, tag: tag)
    }

    @Test("the worked example's biases, and who is left out")
    func worked() throws {
        let archive = try tables(fans: 4).archive()
        let scores = NoteScores(archive, Self.own)
        let expected =
            [2.108353, 2.108353] + Array(repeating: -0.964909, count: 10) + [-0.023824, 0.000326, -0.023824, 0.004107]
        for (note, bias) in zip(scores.notes, expected) { #expect(abs(try #require(note.harassment) - bias) < 1e-6) }
        let fans = Set((0..<4).compactMap { ParticipantID(NoteTables.id("rater \($0)")) })
        for (rater, id) in archive.raterIDs.enumerated() {
            #expect(scores.isHelpful[rater] == !fans.contains(id))
            // The agreement itself stays what it is.
            #expect(abs((scores.agreements[rater] ?? 0) - (fans.contains(id) ? 10.0 / 12 : 1)) < 1e-12)
        }
        #expect(scores.secondFit.raterCount == 36)
        #expect(NoteScores(archive, NoteScoringParameters(diligence: .none)).secondFit.raterCount == 40)
    }

    @Test("those left out are told of as a number of three or more", arguments: [0, 1, 2, 3, 5])
    func told(fans: Int) throws {
        let scores = NoteScores(try tables(fans: fans).archive(), Self.own)
        let leftOut = 40 - scores.secondFit.raterCount
        #expect(leftOut == fans)
        let text = scores.notes[0].explanation
        let record = NoteRunRecord(scores, inputs: [], outputs: []).json["harassment"]?["ratersLeftOut"]
        if fans >= 3 {
            let told = "Not counted: \(fans) raters who found notes helpful that others across the sides call harassing."
            #expect(text.hasSuffix(told))
            #expect(record?.integerValue == Int64(fans))
        } else {
            #expect(!text.contains("Not counted"))
            #expect(record?.integerValue == (fans == 0 ? 0 : nil))
        }
    }

    @Test("where nobody or nobody else has the tag there is nothing to learn and nobody is left out")
    func uniform() throws {
        let archive = try tables(fans: 4, tag: .notHelpfulIncorrect).archive()
        let scores = NoteScores(archive, Self.own)
        #expect(scores.notes.allSatisfy { $0.harassment == nil })
        #expect(NoteScoreTable.bytes(scores) == NoteScoreTable.bytes(NoteScores(archive, .init(diligence: .none))))
    }

    @Test("ratings from before today's tags do not count")
    func old() throws {
        var tables = tables(fans: 4)
        for rating in tables.ratings.indices { tables.ratings[rating].time = 1_639_699_199_999 }
        #expect(NoteScores(try tables.archive(), Self.own).notes.allSatisfy { $0.harassment == nil })
        for rating in tables.ratings.indices { tables.ratings[rating].time = 1_639_699_200_000 }
        #expect(NoteScores(try tables.archive(), Self.own).notes.allSatisfy { $0.harassment != nil })
    }

    @Test("no value can be moved to lower the loss", arguments: 1...3 as ClosedRange<UInt64>)
    func minimum(seed: UInt64) throws {
        let archive = try NoteTables.simulated(seed: seed).archive()
        let set = LogitSet(archive, isNote: archive.noteIDs.map { _ in true }, isRater: archive.raterIDs.map { _ in true }) {
            archive.marks[$0].tags.contains(TagSet(.notHelpfulSpamHarassmentOrAbuse))
        }
        let round = LogitRound(freeOfNotes: [0, 1], freeOfRaters: [1, 2], targetWeight: 9, ridges: .bridging)
        var model = LogitModel(set)
        model.train(round, .init(tolerance: 1e-9, sweepLimit: 2000, nearness: 0.5), .one)
        #expect(model.isSettled)
        let least = Self.loss(model)
        for step in [-1e-4, 1e-4] {
            for (side, components) in [(\LogitModel.notes, [0, 1]), (\LogitModel.raters, [1, 2])] {
                for member in model[keyPath: side].indices {
                    for component in components {
                        var moved = model
                        moved[keyPath: side][member][component] += step
                        #expect(Self.loss(moved) > least)
                    }
                }
            }
            var moved = model
            moved.global += step
            #expect(Self.loss(moved) > least)
        }
    }

    /// The loss of section 3.2 in units of sums, term by term.
    private static func loss(_ model: LogitModel) -> Double {
        var loss = 0.0
        for note in model.set.notes.indices {
            for target in 0..<2 {
                for place in model.set.byNote.starts[2 * note + target]..<model.set.byNote.starts[2 * note + target + 1] {
                    let rater = model.raters[Int(model.set.byNote.others[Int(place)])]
                    let logit = model.global + LogitModel.logit(model.notes[note], rater)
                    loss += target == 1 ? 9 * log1p(exp(-logit)) : log1p(exp(logit))
                }
            }
        }
        let count = Double(model.set.ratingCount)
        func mean(_ members: [LogitMember], _ component: Int) -> Double {
            members.reduce(0) { $0 + $1[component] * $1[component] } / Double(members.count)
        }
        return loss
            + count
            * (0.15 * (mean(model.notes, 0) + mean(model.raters, 2) + model.global * model.global)
                + 0.03 * (mean(model.notes, 1) + mean(model.raters, 1)))
    }
}
