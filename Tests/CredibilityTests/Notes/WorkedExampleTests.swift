import Testing

@testable import Credibility

/// The worked example of reference section 2.2.
@Suite("The worked example of the bridging fit")
struct WorkedExampleTests {
    static let ratings = [
        ("A", ["1", "1", "0", "0"]), ("B", ["1", "1", "0", ""]), ("C", ["1", "0", "1", "0"]), ("D", ["1", "0", "½", "0"]),
        ("E", ["1", "½", "", "0"]),
    ]

    static var tables: NoteTables {
        var tables = NoteTables()
        for note in 1...4 { tables.addNote(Int64(note)) }
        let levels = ["1": "HELPFUL", "½": "SOMEWHAT_HELPFUL", "0": "NOT_HELPFUL"]
        for (rater, row) in ratings {
            for (note, cell) in row.enumerated() {
                if let level = levels[cell] { tables.ratings.append(.init(note: Int64(note + 1), rater: rater, level: level)) }
            }
        }
        return tables
    }

    private let archive: NoteArchive
    private let fit: BridgingFit

    init() throws {
        archive = try Self.tables.archive()
        fit = NoteScores(archive, NoteScoringParameters(diligence: .none, minNoteRatings: 0, minRaterRatings: 0)).firstFit
    }

    @Test("loss and expected value")
    func whole() {
        #expect(fit.isSettled)
        #expect(abs(fit.loss - 0.045587647) < 1e-9)
        #expect(abs(fit.mu - 0.149052) < 1e-6)
        #expect((fit.ratingCount, fit.noteCount, fit.raterCount) == (18, 4, 5))
    }

    @Test(
        "notes",
        arguments: [(0.617407, -0.018042), (0.133975, -0.789513), (0.093474, 0.641802), (-0.248647, -0.025846)].enumerated()
            .map { ($0, $1.0, $1.1) })
    func note(note: Int, intercept: Double, factor: Double) throws {
        let found = try #require(fit.notes[note])
        #expect(abs(found.intercept - intercept) < 1e-6)
        #expect(abs(found.factor - factor) < 1e-6)
    }

    @Test(
        "raters",
        arguments: [
            ("A", 0.152087, -0.611205), ("B", 0.171437, -0.609943), ("C", 0.205254, 0.648592), ("D", 0.082418, 0.347573),
            ("E", 0.134064, -0.090617),
        ])
    func rater(name: String, intercept: Double, factor: Double) throws {
        let id = try #require(ParticipantID(NoteTables.id(name)))
        let place = try #require(archive.raterIDs.firstIndex(of: id))
        let found = try #require(fit.raters[place])
        #expect(abs(found.intercept - intercept) < 1e-6)
        #expect(abs(found.factor - factor) < 1e-6)
    }

    @Test("with the default filters nobody takes part and every note needs more ratings")
    func filtered() {
        let scores = NoteScores(archive)
        #expect(scores.firstFit.ratingCount == 0)
        #expect(scores.notes.allSatisfy { $0.coreStatus == .needsMoreRatings && $0.final == nil })
        #expect(scores.notes.allSatisfy { $0.rules == [.initial] })
    }
}
